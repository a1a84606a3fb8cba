import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressesOf } from '../../../local/template/addresses.ts';
import { readAssembly } from '../../../local/template/assembly.ts';
import { resolveTemplate } from '../../../local/template/template.ts';
import type { Template } from '../../../local/types.ts';

type Assembly = {
  resources?: Record<string, unknown>;
  conditions?: Record<string, unknown>;
  parameters?: Record<string, unknown>;
  mappings?: Record<string, unknown>;
  /** The source of `index.mjs` of each asset, by the asset's name in the template. */
  code?: Record<string, string>;
};

/** A folder as `cdk synth` leaves it, with one stack named `Chat`. */
export function anAssembly(given: Assembly = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const template = {
    Resources: given.resources ?? {},
    Conditions: given.conditions,
    Parameters: given.parameters,
    Mappings: given.mappings,
  };
  writeFileSync(join(folder, 'Chat.template.json'), JSON.stringify(template));
  const files = Object.entries(given.code ?? {}).map(([name, source]) => {
    const path = `asset.${name.replace('.zip', '')}`;
    mkdirSync(join(folder, path));
    writeFileSync(join(folder, path, 'index.mjs'), source);
    return [path, { source: { path }, destinations: { here: { objectKey: name } } }] as const;
  });
  const assets = JSON.stringify({ files: Object.fromEntries(files) });
  writeFileSync(join(folder, 'Chat.assets.json'), assets);
  return folder;
}

const PLACES = { site: 'http://localhost:3000', awsApis: 'http://127.0.0.1:4000' };

/** The resolved template of an assembly with these parts. */
export function aTemplate(given: Assembly = {}, places = PLACES): Template {
  const assembly = readAssembly(anAssembly(given));
  return resolveTemplate(assembly, addressesOf(assembly, places));
}
