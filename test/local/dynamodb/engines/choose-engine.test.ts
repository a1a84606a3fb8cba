import { expect, test } from 'vitest';
import { chooseEngine, type Machine } from '../../../../local/dynamodb/engines/choose-engine.ts';

type Installed = 'dynoxide' | 'java' | 'docker';

const aMachine = (...installed: Installed[]): Machine => ({
  dynoxide: () => (installed.includes('dynoxide') ? '/bin/dynoxide' : undefined),
  java: () => (installed.includes('java') ? '/bin/java' : undefined),
  docker: () => installed.includes('docker'),
});
const EVERYTHING = aMachine('dynoxide', 'java', 'docker');

test.each<[string, Installed[]]>([
  ['dynoxide', ['dynoxide', 'java', 'docker']],
  ['dynamodb-local', ['java', 'docker']],
  ['docker', ['docker']],
])('%s is chosen where there is %j', (name, installed) => {
  expect(chooseEngine({}, aMachine(...installed)).name).toBe(name);
});

test('nothing is looked for that the choice does not depend on', () => {
  const docker = () => expect.unreachable('Docker takes seconds to answer');
  expect(chooseEngine({}, { ...aMachine('java'), docker }).name).toBe('dynamodb-local');
});

test('without an engine one sentence names the three ways to get one', () => {
  expect(() => chooseEngine({}, aMachine())).toThrow(
    /^[^.]*install Java 17[^.]*start Docker[^.]*DYNAMODB_ENDPOINT[^.]*\.$/,
  );
});

test('the engine at DYNAMODB_ENDPOINT is used, and none is started', async () => {
  const env = { DYNAMODB_ENDPOINT: 'http://localhost:8000', DYNAMODB_ENGINE: 'docker' };
  const engine = chooseEngine(env, EVERYTHING);
  const running = await engine.start({ folder: undefined, expires: true });
  expect(running).toMatchObject({ endpoint: 'http://localhost:8000', isOwn: false });
});

test.each(['dynoxide', 'dynamodb-local', 'docker'])('DYNAMODB_ENGINE chooses %s', (name) => {
  expect(chooseEngine({ DYNAMODB_ENGINE: name }, EVERYTHING).name).toBe(name);
});

test.each([
  ['dynoxide', `none for ${process.platform}-${process.arch}`],
  ['dynamodb-local', 'needs Java 17'],
  ['docker', 'Docker is not installed'],
  ['mongodb', 'none of dynoxide, dynamodb-local, docker'],
])(
  'a DYNAMODB_ENGINE of %s that is not there is an error, and no other is taken',
  (name, words) => {
    const choose = () => chooseEngine({ DYNAMODB_ENGINE: name }, aMachine());
    expect(choose).toThrow(/^[^.]*\.$/);
    expect(choose).toThrow(words);
  },
);

test('engines that cannot read each other’s files keep them apart', () => {
  const folderOf = (name: string) =>
    chooseEngine({ DYNAMODB_ENGINE: name }, EVERYTHING).stateFolder;
  expect(folderOf('dynoxide')).not.toBe(folderOf('dynamodb-local'));
  expect(folderOf('docker')).toBe(folderOf('dynamodb-local'));
});
