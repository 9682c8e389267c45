// `node bench/webhook/main.mjs [--short] [--subscribers N] [--dry-run]`
// How soon somebody is served after Stripe told that they paid: from the event's sending to the first call that is allowed.
import { runToTheEnd } from '../../infra/local/run.mjs';
import { webhook } from './webhook.mjs';

process.exit(await runToTheEnd('bench/webhook', webhook, process.argv.slice(2)));
