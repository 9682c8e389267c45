import 'reflect-metadata';
import { Database, loadConfig } from '@gatehouse/platform';
import { parseArgs } from 'node:util';
import { Recompute } from './recompute.service';

const USAGE = `Makes days, months and totals of usage anew from the ledger's hours. Counting goes on meanwhile.

  node apps/worker/dist/recompute-usage/main.js [--workspace wsp_…] [--from 2026-11-01T00:00:00Z --to 2026-11-02T00:00:00Z]

  --workspace   only this one; else all
  --from --to   first make these hours of the ledger anew from batches, as far as batches are kept
`;
const MS_PER_HOUR = 3_600_000;

const options = {
  workspace: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const hours = hoursFrom(values.from, values.to);
  const config = loadConfig(process.env);
  const database = await Database.connect(config.databaseUrl, 2);
  try {
    const recompute = new Recompute(database);
    const ids = values.workspace === undefined ? recompute.workspaces() : [values.workspace];
    for await (const id of ids) {
      const months = await recompute.workspace(id, hours);
      process.stdout.write(`${id}: ${months} months\n`);
    }
  } finally {
    await database.close();
  }
}

function hoursFrom(from: string | undefined, to: string | undefined): { from: Date; to: Date } | null {
  if (from === undefined && to === undefined) return null;
  const [first, last] = [Date.parse(from ?? ''), Date.parse(to ?? '')];
  if (!(first < last) || first % MS_PER_HOUR !== 0 || last % MS_PER_HOUR !== 0) {
    throw new RangeError('--from and --to must both be given, be full hours, and --from the earlier');
  }
  return { from: new Date(first), to: new Date(last) };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
