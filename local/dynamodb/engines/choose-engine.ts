import { isDockerRunning } from './docker.ts';
import { dynamoDbLocal } from './dynamodb-local.ts';
import { dynamoDbLocalInDocker } from './dynamodb-local-in-docker.ts';
import { dynoxide, findDynoxide } from './dynoxide.ts';
import { endpointEngine } from './endpoint.ts';
import { findJava } from './java.ts';
import type { Engine } from './types.ts';

/** What is installed on a computer. Only what the choice depends on is looked for. */
export type Machine = {
  /** The program of dynoxide, if there is one for this platform. */
  dynoxide(): string | undefined;
  /** The program of Java, if it is new enough. */
  java(): string | undefined;
  /** Whether Docker is installed and its daemon responds. */
  docker(): boolean;
};

const THIS_MACHINE: Machine = { dynoxide: findDynoxide, java: findJava, docker: isDockerRunning };

/**
 * Chooses the DynamoDB engine: the one at `DYNAMODB_ENDPOINT`, the one that `DYNAMODB_ENGINE` names,
 * or the first that can run here. Throws an error of one sentence if there is none.
 */
export function chooseEngine(env = process.env, machine = THIS_MACHINE): Engine {
  if (env.DYNAMODB_ENDPOINT) return endpointEngine(env.DYNAMODB_ENDPOINT);
  if (env.DYNAMODB_ENGINE) return namedEngine(env.DYNAMODB_ENGINE, machine);
  for (const { find } of ENGINES) {
    const engine = find(machine);
    if (engine !== undefined) return engine;
  }
  throw new Error(
    'There is no DynamoDB engine on this computer: install Java 17 or newer, start Docker, ' +
      'or set DYNAMODB_ENDPOINT to the address of a DynamoDB Local that runs.',
  );
}

type Choice = {
  readonly name: Engine['name'];
  find(machine: Machine): Engine | undefined;
  /** Completes "DYNAMODB_ENGINE is docker, but …". */
  readonly missing: string;
};

/** In the order of preference: the first starts in milliseconds, the last has to start a container. */
const ENGINES: readonly Choice[] = [
  {
    name: 'dynoxide',
    find: (machine) => ifFound(machine.dynoxide(), dynoxide),
    missing: `npm has none for ${process.platform}-${process.arch}, and DYNOXIDE_BIN names none`,
  },
  {
    name: 'dynamodb-local',
    find: (machine) => ifFound(machine.java(), dynamoDbLocal),
    missing: 'it needs Java 17 or newer, at JAVA_HOME or on the PATH',
  },
  {
    name: 'docker',
    find: (machine) => (machine.docker() ? dynamoDbLocalInDocker() : undefined),
    missing: 'Docker is not installed, or its daemon does not run',
  },
];

function namedEngine(name: string, machine: Machine): Engine {
  const choice = ENGINES.find((one) => one.name === name);
  if (choice === undefined) {
    const names = ENGINES.map((one) => one.name).join(', ');
    throw new Error(`DYNAMODB_ENGINE is ${name}, which is none of ${names}.`);
  }
  const engine = choice.find(machine);
  if (engine === undefined) throw new Error(`DYNAMODB_ENGINE is ${name}, but ${choice.missing}.`);
  return engine;
}

function ifFound(program: string | undefined, make: (program: string) => Engine) {
  return program === undefined ? undefined : make(program);
}
