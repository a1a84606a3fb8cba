import { marshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { openDatabaseFolders } from './dynamodb/database-folder.ts';
import { chooseEngine } from './dynamodb/engines/choose-engine.ts';
import { fillDatabase } from './dynamodb/fill-database.ts';
import { startHttpFront } from './http-front.ts';
import { openState } from './state.ts';
import { addressesOf } from './template/addresses.ts';
import { readAssembly } from './template/assembly.ts';
import { parseProperties } from './template/parse-properties.ts';
import { resolveTemplate } from './template/template.ts';
import type { Template } from './types.ts';

/** What the functions of the template find in their environment, all of them together. */
export type Variables = Readonly<Record<string, string>>;

export type Replacement = {
  /** The output folder of `cdk synth`. */
  assembly: string;
  /** Where a local run keeps everything. */
  stateDir: string;
  /** Where that run listens: nobody else may work on its state meanwhile. */
  port: number;
  items(variables: Variables): Iterable<Record<string, unknown>>;
};

/**
 * Gives the local run a table with just these items for its next start, and yields their number. No
 * stream record is made of them, so nobody is told of anything. Until all is there the old table
 * stays. Rejects with an error of one sentence while the run is on.
 */
export async function replaceTable(options: Replacement): Promise<number> {
  const front = await startHttpFront({ port: options.port });
  try {
    const engine = chooseEngine();
    const folders = openDatabaseFolders(openState(options.stateDir), engine);
    const template = templateOf(options.assembly);
    let count = 0;
    function* items() {
      for (const item of options.items(variablesOf(template))) {
        count += 1;
        yield marshall(item, { removeUndefinedValues: true });
      }
    }
    await fillDatabase({ template, engine, state: folders.next(), itemsOf: items });
    await folders.switchToNext();
    return count;
  } finally {
    await front.stop();
  }
}

/** Where the run will listen does not matter to its table. */
function templateOf(folder: string): Template {
  const assembly = readAssembly(folder);
  const nowhere = 'http://localhost:0';
  return resolveTemplate(assembly, addressesOf(assembly, { site: nowhere, awsApis: nowhere }));
}

const functionSchema = v.object({
  Environment: v.optional(v.object({ Variables: v.record(v.string(), v.string()) })),
});

function variablesOf(template: Template): Variables {
  const functions = template.ofType('AWS::Lambda::Function');
  return Object.assign(
    {},
    ...functions.map((one) => parseProperties(one, functionSchema).Environment?.Variables ?? {}),
  );
}
