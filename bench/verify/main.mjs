// `node bench/verify/main.mjs [--short] [--rounds N] [--seconds N] [--subscribers N] [--connections N] [--only a,b] [--profile a] [--dry-run]`
// What a verified call costs, side by side with a bare server that makes the same one Redis call and with what else is to be had.
import { runToTheEnd } from '../../infra/local/run.mjs';
import { verify } from './verify.mjs';

process.exit(await runToTheEnd('bench/verify', verify, process.argv.slice(2)));
