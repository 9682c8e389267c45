import 'reflect-metadata';
import { Database, loadConfig } from '@gatehouse/platform';
import { parseArgs } from 'node:util';
import { formatPlace, parsePlace, type Place } from './place';
import { type HoursToRebuild, Recompute } from './recompute.service';

const USAGE = `Makes days, months and totals of usage anew from the ledger's hours. Counting goes on meanwhile.

  node apps/worker/dist/recompute-usage/main.js [--workspace wsp_…] [--resume wsp_…/2026-03] [--from 2026-11-01T00:00:00Z --to 2026-11-02T00:00:00Z]

  --workspace   only this one; else all
  --resume      go on where a run was stopped: at the place that it printed last
  --from --to   first make these hours of the ledger anew from batches, as far as batches are kept

It may be stopped at any time: it works in small steps, and each is done or not.
`;
const MS_PER_HOUR = 3_600_000;

const options = {
  workspace: { type: 'string' },
  resume: { type: 'string' },
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
  const resume = values.resume === undefined ? null : parsePlace(values.resume);
  if (resume !== null && values.workspace !== undefined && values.workspace !== resume.workspaceId) {
    throw new RangeError('--workspace and --resume name different workspaces');
  }
  const stop = stopSignal();
  const config = loadConfig(process.env);
  const database = await Database.connect(config.databaseUrl, 2);
  try {
    await recomputeAll(new Recompute(database), { only: values.workspace, resume, hours, stop });
  } finally {
    await database.close();
  }
}

interface Order {
  readonly only: string | undefined;
  readonly resume: Place | null;
  readonly hours: HoursToRebuild | null;
  readonly stop: AbortSignal;
}

async function recomputeAll(recompute: Recompute, { only, resume, hours, stop }: Order): Promise<void> {
  const ids = only === undefined ? recompute.workspaces(resume?.workspaceId) : [only];
  for await (const workspaceId of ids) {
    const since = resume?.workspaceId === workspaceId ? resume.month : null;
    let place = formatPlace({ workspaceId, month: since });
    process.stdout.write(`at ${place}\n`);
    for await (const month of recompute.workspace(workspaceId, { hours, since })) {
      const now = formatPlace({ workspaceId, month });
      if (now !== place) process.stdout.write(`at ${now}\n`);
      place = now;
      if (!stop.aborted) continue;
      process.stdout.write(`stopped; to go on, say again what you said, and --resume ${place}\n`);
      process.exitCode = 1;
      return;
    }
    process.stdout.write(`${workspaceId} is done\n`);
  }
}

/** The first time somebody asks it to stop, it ends the step that it is at. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
}

function hoursFrom(from: string | undefined, to: string | undefined): HoursToRebuild | null {
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
