import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const record = v.record(v.string(), v.unknown());
const resource = v.looseObject({
  Type: v.string(),
  Properties: v.optional(record, {}),
  Condition: v.optional(v.string()),
});
const templateSchema = v.looseObject({
  Resources: v.record(v.string(), resource),
  Conditions: v.optional(record, {}),
  Parameters: v.optional(v.record(v.string(), v.looseObject({ Type: v.string() })), {}),
  Mappings: v.optional(v.record(v.string(), v.record(v.string(), record)), {}),
});
const assetsSchema = v.object({
  files: v.record(
    v.string(),
    v.object({
      source: v.object({ path: v.string() }),
      destinations: v.record(v.string(), v.object({ objectKey: v.string() })),
    }),
  ),
});

type RawTemplate = v.InferOutput<typeof templateSchema>;
export type RawResource = v.InferOutput<typeof resource>;

/** What `cdk synth` leaves in its output folder: one stack's template and its assets. */
export type Assembly = {
  readonly stackName: string;
  readonly template: RawTemplate;
  /** Paths of the assets' folders or files, by the name that the template gives them. */
  readonly assets: ReadonlyMap<string, string>;
};

/**
 * Reads the output folder of a synthesis. Throws an error of one sentence when the folder does not
 * hold exactly one stack. `change` may alter the template before it is read any further.
 */
export function readAssembly(folder: string, change = (raw: unknown): unknown => raw): Assembly {
  const file = onlyTemplateIn(folder);
  const stackName = file.slice(0, -TEMPLATE_ENDING.length);
  const template = v.safeParse(templateSchema, change(readJson(join(folder, file))));
  if (!template.success) throw new Error(`${file} is not a CloudFormation template.`);
  return { stackName, template: template.output, assets: readAssets(folder, stackName) };
}

const TEMPLATE_ENDING = '.template.json';

function onlyTemplateIn(folder: string): string {
  const entries = existsSync(folder) ? readdirSync(folder) : [];
  const [file, ...others] = entries.filter((entry) => entry.endsWith(TEMPLATE_ENDING));
  if (file === undefined) throw new Error(`There is no synthesized stack in ${folder}.`);
  if (others.length === 0) return file;
  throw new Error(`${folder} holds ${others.length + 1} stacks, where the local run takes one.`);
}

function readAssets(folder: string, stackName: string): ReadonlyMap<string, string> {
  const file = join(folder, `${stackName}.assets.json`);
  if (!existsSync(file)) return new Map();
  const { files } = v.parse(assetsSchema, readJson(file));
  const named = Object.values(files).flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ objectKey }): [string, string] => [
      objectKey,
      join(folder, source.path),
    ]),
  );
  return new Map(named);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
