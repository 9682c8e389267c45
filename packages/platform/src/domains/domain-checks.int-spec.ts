import { challengeName, challengeValue } from '@gatehouse/core';
import { createTestDatabase, LocalDns, TestClock, type TestDatabase } from '@gatehouse/testing';
import { Database } from '../database/database';
import { domainDirectoryRepository } from '../database/repositories/domain-directory.repository';
import { workspaceDomainRepository } from '../database/repositories/workspace-domain.repository';
import { newId } from '../ids/new-id';
import { DomainChecks } from './domain-checks';
import { TxtResolver } from './txt-resolver';

const DAY = 86_400;

describe('checks of custom domains', () => {
  const clock = new TestClock();
  let test: TestDatabase;
  let database: Database;
  let dns: LocalDns;
  let checks: DomainChecks;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 5);
    dns = await LocalDns.start();
    checks = new DomainChecks(database, new TxtResolver([dns.server]), clock);
    await test.query(`INSERT INTO workspaces (id, slug, name) VALUES ('wsp_a', 'a', 'A'), ('wsp_b', 'b', 'B')`);
  });
  afterAll(async () => {
    await dns.stop();
    await database.close();
    await test.drop();
  });

  async function claim(workspaceId: string, domain: string): Promise<{ id: string; value: string }> {
    const [id, token] = [newId('dom'), newId('dom')];
    await database.inWorkspace(workspaceId, async (tx) => {
      await workspaceDomainRepository.insertUnlessClaimed(tx, { id, domain, token, createdAt: clock.now() });
      await domainDirectoryRepository.insert(tx, id, clock.now());
    });
    return { id, value: challengeValue(token) };
  }
  const stateOf = async (workspaceId: string, id: string) => {
    await checks.check(workspaceId, id);
    const row = await database.inWorkspace(workspaceId, (tx) => workspaceDomainRepository.find(tx, id));
    return row?.state;
  };
  const holderOf = async (domain: string) =>
    (await database.inDirectory((tx) => domainDirectoryRepository.findHolder(tx, domain)))?.id ?? null;
  const actions = async (workspaceId: string) =>
    (
      await test.query<{ action: string }>('SELECT action FROM audit_events WHERE workspace_id = $1 ORDER BY at, id', [
        workspaceId,
      ])
    ).map(({ action }) => action);

  it('verify a domain once its record says what this workspace was given, among whatever else stands there', async () => {
    const { id, value } = await claim('wsp_a', 'one.acme.com');
    expect([await stateOf('wsp_a', id), await holderOf('one.acme.com')]).toEqual(['pending', null]);
    dns.texts.set(challengeName('one.acme.com'), ['v=spf1 -all', 'gatehouse-verification=another']);
    expect([await stateOf('wsp_a', id), await holderOf('one.acme.com')]).toEqual(['pending', null]);
    dns.texts.set(challengeName('one.acme.com'), ['v=spf1 -all', value]);
    expect([await stateOf('wsp_a', id), await holderOf('one.acme.com')]).toEqual(['verified', 'wsp_a']);
    expect(await actions('wsp_a')).toEqual(['domain.verified']);
  });

  it("give a claim no hold: neither a pending one, nor another workspace's record, nor a second proof", async () => {
    const first = await claim('wsp_a', 'two.acme.com');
    const second = await claim('wsp_b', 'two.acme.com');
    dns.texts.set(challengeName('two.acme.com'), [second.value]);
    expect([await stateOf('wsp_a', first.id), await stateOf('wsp_b', second.id)]).toEqual(['pending', 'verified']);
    expect(await holderOf('two.acme.com')).toBe('wsp_b');
    dns.texts.set(challengeName('two.acme.com'), [first.value, second.value]);
    expect([await stateOf('wsp_a', first.id), await holderOf('two.acme.com')]).toEqual(['pending', 'wsp_b']);
  });

  it('let one win when two workspaces prove the same domain at once', async () => {
    const claims = [await claim('wsp_a', 'race.acme.com'), await claim('wsp_b', 'race.acme.com')];
    dns.texts.set(
      challengeName('race.acme.com'),
      claims.map(({ value }) => value),
    );
    const states = await Promise.all([stateOf('wsp_a', claims[0]?.id ?? ''), stateOf('wsp_b', claims[1]?.id ?? '')]);
    expect(states.sort()).toEqual(['pending', 'verified']);
  });

  it('warn when the record goes, keep the domain for a week, and let go of it then, with what it was chosen for', async () => {
    const { id, value } = await claim('wsp_b', 'three.acme.com');
    dns.texts.set(challengeName('three.acme.com'), [value]);
    await stateOf('wsp_b', id);
    await database.inWorkspace('wsp_b', (tx) => domainDirectoryRepository.chooseIssuer(tx, id));
    dns.texts.delete(challengeName('three.acme.com'));
    expect([await stateOf('wsp_b', id), await holderOf('three.acme.com')]).toEqual(['failing', 'wsp_b']);
    clock.advance(6 * DAY);
    expect([await stateOf('wsp_b', id), await holderOf('three.acme.com')]).toEqual(['failing', 'wsp_b']);
    dns.texts.set(challengeName('three.acme.com'), [value]);
    expect(await stateOf('wsp_b', id)).toBe('verified');
    dns.texts.delete(challengeName('three.acme.com'));
    await stateOf('wsp_b', id);
    clock.advance(7 * DAY);
    expect([await stateOf('wsp_b', id), await holderOf('three.acme.com')]).toEqual(['pending', null]);
    expect(await database.inDirectory((tx) => domainDirectoryRepository.findIssuerDomain(tx, 'wsp_b'))).toBeNull();
    expect((await actions('wsp_b')).slice(-5)).toEqual([
      'domain.verified',
      'domain.record_missing',
      'domain.recovered',
      'domain.record_missing',
      'domain.lost',
    ]);
  });

  it('take name servers that do not answer for no evidence, however long', async () => {
    const { id, value } = await claim('wsp_a', 'four.acme.com');
    dns.texts.set(challengeName('four.acme.com'), [value]);
    await stateOf('wsp_a', id);
    dns.failure = 'SERVFAIL';
    clock.advance(30 * DAY);
    expect([await stateOf('wsp_a', id), await holderOf('four.acme.com')]).toEqual(['verified', 'wsp_a']);
    dns.failure = null;
  });

  it("find nothing by another workspace's id", async () => {
    const { id } = await claim('wsp_a', 'five.acme.com');
    expect(await checks.check('wsp_b', id)).toBe(false);
  });
});
