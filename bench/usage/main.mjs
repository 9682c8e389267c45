// `node bench/usage/main.mjs [--short] [--rounds N] [--subscribers N] [--dry-run]`
// How long the usage API takes over a year of a hundred thousand subscribers, by every grouping, over HTTP.
import { runToTheEnd } from '../../infra/local/run.mjs';
import { usage } from './usage.mjs';

process.exit(await runToTheEnd('bench/usage', usage, process.argv.slice(2)));
