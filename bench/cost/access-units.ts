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

/** The units of several accesses, each so many times. Throws if the document does not list one. */
export function unitsOf(accesses: Readonly<Record<string, number>>): Units {
  const documented = readAccessUnits();
  const sum = { read: 0, write: 0 };
  for (const [name, times] of Object.entries(accesses)) {
    const units = documented[name];
    if (!units) throw new Error(`docs/access-patterns.md has no access "${name}"`);
    sum.read += times * units.read;
    sum.write += times * units.write;
  }
  return sum;
}
