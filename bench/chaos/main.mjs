// `npm run chaos -- [--short] [--seconds N] [--seed N]`
// Whether a call that was accepted is in the ledger whatever is killed, and no call twice.
import { runToTheEnd } from '../../infra/local/run.mjs';
import { chaos } from './chaos.mjs';

process.exit(await runToTheEnd('bench/chaos', chaos, process.argv.slice(2)));
