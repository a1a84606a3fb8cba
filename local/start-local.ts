import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { JWTPayload } from 'jose';
import * as v from 'valibot';
import { startAwsFront } from './aws-front.ts';
import { createBoot } from './boot.ts';
import { createDatabaseClient } from './database-client.ts';
import { createDemoSite } from './demo-site.ts';
import { createDevApi } from './dev-api/dev-api.ts';
import { identitySecret, signUserClaims } from './dev-api/user-token.ts';
import { createDynamoDbApi } from './dynamodb/dynamodb-api.ts';
import { chooseEngine } from './dynamodb/engines/choose-engine.ts';
import { startEmail } from './email/email.ts';
import type { Email } from './email/outbox.ts';
import { openFunctionLog } from './function-log.ts';
import { createFunctions } from './functions/functions.ts';
import { createLambdaApi } from './functions/lambda-api.ts';
import { startHttpFront } from './http-front.ts';
import { createHttpApi } from './http-gateway/http-api.ts';
import { permissionsOf } from './permissions/permissions.ts';
import { createQueues } from './queues/queues.ts';
import { openClock } from './scheduler/movable-clock.ts';
import { startScheduler } from './scheduler/scheduler.ts';
import { startSecrets } from './secrets/secrets.ts';
import { startSignIn } from './sign-in/sign-in.ts';
import { createDistribution } from './sites/distribution.ts';
import { createSocketApi } from './socket-gateway/socket-api.ts';
import { openState } from './state.ts';
import { startPersistentDatabase } from './streams/persistent-database.ts';
import { startStreams } from './streams/streams.ts';
import { addressesOf } from './template/addresses.ts';
import { readAssembly } from './template/assembly.ts';
import { resolveTemplate } from './template/template.ts';
import { type LocalLimits, withLimits } from './template/with-limits.ts';

export type LocalOptions = {
  /** The output folder of `cdk synth`. */
  assembly: string;
  /** Where browsers find it; 0, the default, takes any free port. */
  port?: number;
  /** Where everything is kept for the next start; without it, it lives in memory. */
  stateDir?: string;
  /** Drops what was kept. */
  fresh?: boolean;
  /** Changes the template before it is run, such as to take a permission out of it. */
  template?: (raw: unknown) => unknown;
  /** Rate limits in place of the template's. */
  limits?: LocalLimits;
  /** The time that schedules run by. */
  now?: () => number;
  /** A folder with the company's own site, served at `/`. */
  demo?: string;
  /** Gets what the functions print, and how they fail. */
  log?: (line: string) => void;
};

/** Who a token is for. */
type TokenClaims = {
  role: 'user' | 'visitor' | 'admin';
  sub?: string;
  email?: string;
  name?: string;
};

export type LocalRun = {
  /** Such as `http://localhost:3000`. */
  readonly url: string;
  token(claims: TokenClaims): Promise<string>;
  /** Tokens with any claims at all, rightly signed: for tests of what is refused. */
  readonly sign: {
    user(claims: JWTPayload): Promise<string>;
    admin(claims: JWTPayload): Promise<string>;
    /** What the deployment's other keys are derived from. */
    secret(): string;
  };
  /** Moves the schedules' clock, and resolves when everything that fell due was handled. */
  advance(seconds: number): Promise<void>;
  emails(): Promise<Email[]>;
  /** What lies in the failure queues. */
  failures(): unknown[];
  readonly database: { readonly tableName: string; readonly client: DynamoDBDocumentClient };
  /** The ids of the open connections, oldest first. */
  connections(): string[];
  /** Lets a client vanish without `$disconnect`. */
  dropConnection(connectionId: string): void;
  stop(): Promise<void>;
};

/**
 * Runs the synthesized stack on this computer. Rejects with an error of one sentence when it cannot,
 * and then leaves nothing running. Several runs fit into one process.
 */
export async function startLocal(options: LocalOptions): Promise<LocalRun> {
  const boot = createBoot();
  try {
    return await start(options, boot.started, boot.stop);
  } catch (error) {
    await boot.stop().catch(() => {});
    throw error;
  }
}

async function start(
  options: LocalOptions,
  started: ReturnType<typeof createBoot>['started'],
  stop: () => Promise<void>,
): Promise<LocalRun> {
  const { limits, template: change = (raw) => raw } = options;
  const assembly = readAssembly(options.assembly, (raw) =>
    change(limits === undefined ? raw : withLimits(raw, limits)),
  );

  // The ports come first: the template is resolved with the addresses they make.
  const front = started(await startHttpFront({ port: options.port ?? 0 }));
  const awsFront = started(await startAwsFront());
  const url = `http://localhost:${front.port}`;
  const awsApis = awsFront.url;
  const template = resolveTemplate(assembly, addressesOf(assembly, { site: url, awsApis }));
  const permissions = permissionsOf(template);

  // What keeps something. The port is ours by now, so nobody else works on the same state.
  const { stateDir, fresh } = options;
  if (fresh === true && stateDir !== undefined) rmSync(stateDir, { recursive: true, force: true });
  const state = openState(stateDir);
  const log = started(openFunctionLog(state, options.log));
  const clock = openClock({ now: options.now ?? Date.now, state });
  const queues = createQueues(template, state.within('queues'));
  const engine = chooseEngine();
  const kept = started(await startPersistentDatabase({ template, engine, permissions, state }));
  const secrets = started(
    await startSecrets({ template, permissions, state: state.within('secrets') }),
  );
  const email = started(await startEmail({ template, permissions, state: state.within('email') }));

  // What runs code, and what makes it run.
  const functions = started(
    createFunctions({ template, permissions, awsApis, clock, queues, log: log.write }),
  );
  const shared = { template, permissions, functions, queues };
  const scheduler = started(
    await startScheduler({ ...shared, clock, state: state.within('scheduler') }),
  );
  const socketApi = started(createSocketApi(shared));
  const httpApi = createHttpApi(shared);

  // What browsers meet.
  const distribution = createDistribution({ template, httpApi, socketApi });
  const issuer = `${url}/_local/sign-in`;
  const signIn = started(await startSignIn({ template, issuer, state: state.within('sign-in') }));
  const failures = queues.all;
  const devApi = createDevApi({
    ...{ template, secrets, signIn, clock, email, failures },
    scheduler: { advance },
  });
  const demo = options.demo === undefined ? undefined : createDemoSite(options.demo);
  const { client } = started(createDatabaseClient(awsApis));

  // All is there: records flow, and the doors open.
  const streams = started(
    startStreams({ ...shared, database: kept, state: kept.positions, log: log.write }),
  );
  // What was written before the clock moves asks for its schedules first.
  async function advance(seconds: number): Promise<void> {
    await Promise.race([streams.caughtUp(), pause(CATCH_UP_MS, undefined, { ref: false })]);
    await scheduler.advance(seconds);
  }
  awsFront.mount(
    'dynamodb',
    createDynamoDbApi({ engine: kept.engine, permissions, onWrite: streams.wake }),
  );
  awsFront.mount('scheduler', scheduler.service);
  awsFront.mount('lambda', createLambdaApi(shared));
  awsFront.mount('sesv2', email.service);
  awsFront.mount('secretsmanager', secrets.service);
  awsFront.mount('execute-api', socketApi.service);
  front.onUpgrade(distribution.upgrade);
  front.onRequest(async (req, res) => {
    if (req.url?.startsWith('/_local/sign-in/') === true) return signIn.handle(req, res);
    if (await devApi.handle(req, res)) return;
    if (demo?.handle(req, res) !== true) await distribution.handle(req, res);
  });

  return {
    url,
    token: (claims) => requestToken(url, claims),
    sign: {
      user: (claims) => signUserClaims(claims, { template, secrets }),
      admin: signIn.signed,
      secret: () => identitySecret({ template, secrets }),
    },
    advance,
    emails: async () => email.emails(),
    failures,
    database: { tableName: kept.tables[0]?.name ?? '', client },
    connections: socketApi.connections,
    dropConnection: socketApi.drop,
    stop,
  };
}

/** A record that fails is tried again for long, and must not hold up the clock. */
const CATCH_UP_MS = 5_000;

async function requestToken(url: string, claims: TokenClaims): Promise<string> {
  const answer = await fetch(`${url}/_local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(claims),
  });
  if (!answer.ok) throw new Error(`No token could be had: ${await answer.text()}`);
  return v.parse(v.object({ token: v.string() }), await answer.json()).token;
}
