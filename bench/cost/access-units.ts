import { readFileSync } from 'node:fs';

/** DynamoDB units that one access to the table consumes. */
export type Units = { readonly read: number; readonly write: number };

/** The rows of `docs/access-patterns.md`, by the name of the access. A test measures each of them. */
export function readAccessUnits(): Record<string, Units> {
  const text = readFileSync('docs/access-patterns.md', 'utf8');
  const rows = text.matchAll(/^\| ([^|]+?) +\|[^|]+\|[^|]+\| +([\d.]+) +\| +([\d.]+) +\|$/gm);
  return Object.fromEntries(
    [...rows].map(([, name, read, write]) => [name, { read: Number(read), write: Number(write) }]),
  );
}
