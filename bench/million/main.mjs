// `node bench/million/main.mjs [--short] [--rounds N] [--seconds N] [--subscribers N] [--connections N] [--dry-run]`
// What a verified call costs when a million people may make it, and what memory that takes.
import { runToTheEnd } from '../../infra/local/run.mjs';
import { million } from './million.mjs';

process.exit(await runToTheEnd('bench/million', million, process.argv.slice(2)));
