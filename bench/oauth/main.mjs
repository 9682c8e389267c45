// `node bench/oauth/main.mjs [--short] [--rounds N] [--seconds N] [--subscribers N] [--connections N] [--only a,b] [--profile a] [--dry-run]`
// What a code exchange and a refresh cost, side by side with node-oidc-provider on the same Postgres and Redis.
import { runToTheEnd } from '../../infra/local/run.mjs';
import { oauth } from './oauth.mjs';

process.exit(await runToTheEnd('bench/oauth', oauth, process.argv.slice(2)));
