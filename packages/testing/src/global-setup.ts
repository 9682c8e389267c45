import { randomBytes } from 'node:crypto';

/** Names this run's databases. A missing server fails the run: tests never pass for want of a Postgres or Redis. */
export default function globalSetup(): void {
  if (process.env['DATABASE_URL'] === undefined || process.env['REDIS_URL'] === undefined) {
    throw new Error('DATABASE_URL and REDIS_URL must name running servers: run `npm test`, which starts its own.');
  }
  process.env['GATEHOUSE_TEST_TEMPLATE'] = `gatehouse_template_${randomBytes(6).toString('hex')}`;
}
