// `node bench/drain/main.mjs [--short] [--rounds N] [--seconds N] [--subscribers N] [--connections N] [--dry-run]`
// Whether one worker brings home what a saturated verify core counts, how late, and what that writes.
import { runToTheEnd } from '../../infra/local/run.mjs';
import { drain } from './drain.mjs';

process.exit(await runToTheEnd('bench/drain', drain, process.argv.slice(2)));
