import { challengeName, challengeValue } from '@gatehouse/core';
import { createLogger, Database, DomainChecks, newId, TxtResolver } from '@gatehouse/platform';
import { createTestDatabase, LocalDns, TestClock, type TestDatabase } from '@gatehouse/testing';
import { CheckDomains } from './check-domains.job';

describe('the round over custom domains', () => {
  const clock = new TestClock();
  let test: TestDatabase;
  let database: Database;
  let dns: LocalDns;
  let job: CheckDomains;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 5);
    dns = await LocalDns.start();
    const checks = new DomainChecks(database, new TxtResolver([dns.server]), clock);
    job = new CheckDomains(database, checks, clock, createLogger({ logLevel: 'silent' }, 'test'));
  });
  afterAll(async () => {
    await dns.stop();
    await database.close();
    await test.drop();
  });

  it('looks at those whose turn it is, in every workspace, and at no others', async () => {
    for (let n = 0; n < 25; n += 1) {
      const [workspace, id, domain] = [`wsp_${n}`, newId('dom'), `auth.shop${n}.com`];
      await test.query('INSERT INTO workspaces (id, slug, name) VALUES ($1, $2, $2)', [workspace, `shop${n}`]);
      await test.query(
        `INSERT INTO workspace_domains (workspace_id, id, domain, token, state, created_at) VALUES ($1, $2, $3, $3, 'pending', $4)`,
        [workspace, id, domain, clock.now()],
      );
      const due = new Date(clock.now().getTime() + (n < 20 ? 0 : 3_600_000));
      await test.query('INSERT INTO domain_directory (domain_id, holder_id, next_check_at) VALUES ($1, $2, $3)', [
        id,
        workspace,
        due,
      ]);
      dns.texts.set(challengeName(domain), [challengeValue(domain)]);
    }
    await job.run();
    const held = await test.query<{ n: number }>('SELECT count(held_domain)::int AS n FROM domain_directory');
    expect([held, dns.asked]).toEqual([[{ n: 20 }], 20]);
    await job.run();
    expect(dns.asked).toBe(20);
  });
});
