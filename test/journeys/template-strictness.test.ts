import { afterEach, describe, expect, test } from 'vitest';
import type { LocalRun } from '../../local/start-local.ts';
import { call } from '../support/http-client.ts';
import { peopleOf } from '../support/people.ts';
import { startRun } from '../support/run.ts';
import { connect, connectAndSubscribe } from '../support/socket-client.ts';
import { waitUntil } from '../support/wait-until.ts';

type Resource = { Type: string; Properties?: Record<string, unknown> };
type RawTemplate = { Resources: Record<string, Resource> };

let run: LocalRun | undefined;
let lines: string[];
afterEach(async () => {
  await run?.stop();
  run = undefined;
});

/** Starts the stack's template, changed by `change`. */
async function startChanged(change: (template: RawTemplate) => void): Promise<LocalRun> {
  lines = [];
  run = await startRun({
    log: (line) => lines.push(line),
    template: (raw) => {
      const template = structuredClone(raw) as RawTemplate;
      const before = JSON.stringify(template);
      change(template);
      if (JSON.stringify(template) === before) throw new Error('the template has no such thing');
      return template;
    },
  });
  return run;
}

/** Removes an action from every policy of the template. */
const withoutAction = (action: string) => (template: RawTemplate) => {
  const resources = JSON.stringify(template.Resources);
  template.Resources = JSON.parse(resources.replaceAll(`"${action}"`, '"none:None"'));
};

const withoutVariable = (name: string) => (template: RawTemplate) => {
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type !== 'AWS::Lambda::Function') continue;
    const environment = Properties?.Environment as
      | { Variables: Record<string, unknown> }
      | undefined;
    delete environment?.Variables[name];
  }
};

const sendOne = async (on: LocalRun) => {
  const user = await peopleOf(on.url).signedInUser();
  return call(on.url, 'POST /api/support_chat/messages', {
    token: user.token,
    body: { content: 'hello', client_id: 'c-1' },
  });
};

describe('[L2] what the template lacks does not work locally:', () => {
  test('without the right to write items no message is stored', async () => {
    const changed = await startChanged(withoutAction('dynamodb:PutItem'));
    expect((await sendOne(changed)).status).toBe(500);
    await waitUntil('the refusal in the log', () =>
      lines.some((line) => line.includes('AccessDenied')),
    );
  });

  test('without the right to post to connections nothing is pushed', async () => {
    const changed = await startChanged(withoutAction('execute-api:ManageConnections'));
    const admin = await peopleOf(changed.url).admin();
    const socket = await connectAndSubscribe(changed.url, admin.token, { channel: 'admin' });
    expect((await sendOne(changed)).status).toBe(201);
    await waitUntil('the failed push in the log', () =>
      lines.some((line) => line.includes('push failed')),
    );
    expect(socket.all('new_user_message')).toEqual([]);
  });

  test('without its variable a function does not start', async () => {
    const changed = await startChanged(withoutVariable('TABLE_NAME'));
    const health = await call(changed.url, 'GET /api/health');
    expect(health.status).toBe(500);
    await waitUntil('the name in the log', () => lines.some((line) => line.includes('TABLE_NAME')));
    const user = await peopleOf(changed.url).signedInUser();
    await expect(connect(changed.url, user.token)).rejects.toThrow(/handshake refused: 50\d/);
  });
});

describe('[L2] what the run-time does not know stops it by name:', () => {
  test('a resource type', async () => {
    const unknown = startChanged((template) => {
      template.Resources.Strange = { Type: 'AWS::Strange::Thing' };
    });
    await expect(unknown).rejects.toThrow('AWS::Strange::Thing');
  });

  test('an intrinsic function', async () => {
    const unknown = startChanged((template) => {
      const table = Object.values(template.Resources).find((r) => r.Type.includes('DynamoDB'));
      if (table?.Properties) table.Properties.TableName = { 'Fn::Strange': ['x'] };
    });
    await expect(unknown).rejects.toThrow('Fn::Strange');
  });
});
