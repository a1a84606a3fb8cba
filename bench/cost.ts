import { costTables } from './cost/tables.ts';

// The tables of docs/cost.md, from the prices and the counts in bench/cost/.
for (const [name, table] of Object.entries(costTables())) console.log(`${name}:\n${table}\n`);
