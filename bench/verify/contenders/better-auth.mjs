import { spread } from './spread.mjs';

/** better-auth, its API-key plugin on Postgres: one that counts and limits as it comes. */
export const betterAuth = {
  name: 'better-auth',
  title: 'better-auth, API-key verification (Postgres)',
  start: async (lab) =>
    lab.serveOwn({
      name: 'better-auth',
      script: 'bench/verify/contenders/better-auth.server.mjs',
      env: { DATABASE_URL: await lab.createDatabase('better_auth'), ...spread(lab) },
    }),
};
