import { connectRedis, MeterFence, newId, systemRandom } from '@gatehouse/platform';
import { emptyTestRedis, seedCaller, type SeededCaller } from '@gatehouse/testing';
import type { Redis } from 'ioredis';
import { startVerifyStage, type VerifyStage } from '../../../test/verify-stage';
import { UpgradeLinks } from '../upgrade-link/upgrade-links.service';

/** Money, as verify sees it: until when a place is served, what is sold, and what a refused person is told. */
describe('verify, of places that cost something', () => {
  let stage: VerifyStage;
  let redis: Redis;
  let fence: MeterFence;

  beforeAll(async () => {
    const redisUrl = await emptyTestRedis();
    redis = connectRedis(redisUrl);
    fence = new MeterFence(redis, systemRandom);
    stage = await startVerifyStage(redisUrl);
  });
  afterAll(async () => {
    redis.disconnect();
    await stage.stop();
  });

  const upgradeLinks = () => stage.apps[0]?.get(UpgradeLinks) as UpgradeLinks;

  /** Puts a second tier beside the one that the caller stands on; with a connection and a price at Stripe it is on sale. */
  async function addPro(
    caller: SeededCaller,
    tier: { scopes?: string[]; quota?: number; onSale?: boolean } = {},
  ): Promise<string> {
    const id = newId('tir');
    await stage.test.query(
      `INSERT INTO tiers (workspace_id, id, gpt_id, key, name, is_default, quota_per_month, scopes, action_costs, price_amount, price_currency, price_interval)
       VALUES ($1, $2, $3, 'pro', 'Pro', false, $4, $5, '{}', 900, 'eur', 'month')`,
      [caller.workspaceId, id, caller.gptId, tier.quota ?? null, tier.scopes ?? null],
    );
    if (tier.onSale === false) return id;
    await stage.test.query(
      `INSERT INTO stripe_connections (workspace_id, id, kind, stripe_account_id, livemode, connected_at)
       VALUES ($1, $2, 'connect', 'acct_1', false, now()) ON CONFLICT DO NOTHING`,
      [caller.workspaceId, newId('stc')],
    );
    await stage.test.query(
      `INSERT INTO tier_prices (workspace_id, id, gpt_id, tier_id, amount, currency, "interval", stripe_account_id, stripe_price_id, created_at)
       VALUES ($1, $2, $3, $4, 900, 'eur', 'month', 'acct_1', $5, now())`,
      [caller.workspaceId, newId('prc'), caller.gptId, id, `price_${id}`],
    );
    return id;
  }

  /** As whoever changes a place does it: under the fence. */
  const put = (caller: SeededCaller, change: string, ...values: unknown[]) =>
    fence.around(async (mark) => {
      await mark.subscriber(caller.workspaceId, caller.subscriberId);
      await stage.test.query(`UPDATE subscriptions SET ${change} WHERE subscriber_id = $1`, [caller.subscriberId, ...values]);
    });
  const price = (caller: SeededCaller) =>
    fence.around(async (mark) => {
      await mark.gpt(caller.gptId);
      await stage.test.query(
        `UPDATE tiers SET price_amount = 500, price_currency = 'eur', price_interval = 'month' WHERE id = $1`,
        [caller.tierId],
      );
    });
  const inSeconds = (seconds: number) => new Date(stage.clock.now().getTime() + seconds * 1000);

  it('serves a paid place from the very next call on, and until the moment at which it ends', async () => {
    const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 10 } });
    const pro = await addPro(caller, { quota: 1000 });
    expect((await stage.verify(caller)).json()).toMatchObject({ tier: 'free', quota: { limit: 10 } });
    await put(caller, `tier_id = $2, status = 'trialing', served_until = $3`, pro, inSeconds(60));
    expect((await stage.verify(caller)).json()).toMatchObject({
      tier: 'pro',
      subscription: 'trialing',
      quota: { limit: 1000, used: 2 },
    });
    stage.clock.advance(59);
    expect((await stage.verify(caller)).json()).toMatchObject({ tier: 'pro' });
    // Nobody moves the fence now: the day that was read says itself when it has passed.
    stage.clock.advance(1);
    expect((await stage.verify(caller)).json()).toMatchObject({
      tier: 'free',
      subscription: 'active',
      quota: { limit: 10, used: 4 },
    });
  });

  it('takes what was granted on top of a place away together with it', async () => {
    const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 10 } });
    const pro = await addPro(caller);
    await put(caller, `tier_id = $2, overrides = '{"quotaPerMonth": 5000}'`, pro);
    expect((await stage.verify(caller)).json()).toMatchObject({ quota: { limit: 5000 } });
    await put(caller, `status = 'canceled', served_until = 'epoch'`);
    expect((await stage.verify(caller)).json()).toMatchObject({ tier: 'free', quota: { limit: 10 } });
  });

  it('asks for payment, and counts nothing, where nothing is free and the place is not served', async () => {
    const caller = await seedCaller(stage.test);
    await price(caller);
    await put(caller, `status = 'incomplete', served_until = 'epoch'`);
    const refused = await stage.verify(caller);
    expect([refused.statusCode, refused.json()]).toEqual([
      402,
      {
        active: true,
        error: 'payment_required',
        error_description: expect.any(String),
        message: 'Your access to Food Finder is not active at the moment.',
      },
    ]);
    await put(caller, `status = 'active', served_until = NULL`);
    expect((await stage.verify(caller)).json()).toMatchObject({ active: true, quota: { used: 1 } });
  });

  it('asks somebody without any place for payment, where nothing is free', async () => {
    const caller = await seedCaller(stage.test);
    await price(caller);
    await stage.test.query('DELETE FROM subscriptions WHERE subscriber_id = $1', [caller.subscriberId]);
    expect((await stage.verify(caller)).statusCode).toBe(402);
  });

  it('asks for payment where the person allowed it and only a priced tier includes it; for permission where they did not', async () => {
    const caller = await seedCaller(stage.test, { tier: { scopes: ['read'] }, scopes: ['read', 'write'] });
    await addPro(caller, { scopes: ['read', 'write'] });
    const [allowed, other] = [await stage.verify(caller, '?scope=write'), await stage.verify(caller, '?scope=delete')];
    expect([allowed.statusCode, allowed.json()]).toMatchObject([
      402,
      { error: 'payment_required', upgrade_url: expect.any(String) },
    ]);
    expect([other.statusCode, other.json()]).toMatchObject([403, { error: 'insufficient_scope' }]);
    expect(other.json()).not.toHaveProperty('upgrade_url');
  });

  describe('the link of a refusal', () => {
    const spent = async (options: Parameters<typeof addPro>[1] = {}) => {
      const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 1 } });
      await addPro(caller, options);
      await stage.verify(caller);
      return caller;
    };

    it('leads to the GPT’s tiers, for this subscriber of this workspace, for half an hour', async () => {
      const caller = await spent();
      const refused = await stage.verify(caller);
      const { upgrade_url: url, message } = refused.json<{ upgrade_url: string; message: string }>();
      expect([refused.statusCode, message]).toEqual([429, expect.stringContaining(url)]);
      const [issuer, ticket = ''] = url.split('/upgrade/');
      expect(issuer).toBe(`https://gate.example/t/${caller.slug}`);
      const links = upgradeLinks();
      const { subscriberId, gptId } = caller;
      expect(links.read(caller.workspaceId, ticket)).toEqual({ kind: 'valid', subscriberId, gptId });
      const other = await seedCaller(stage.test);
      expect(links.read(other.workspaceId, ticket)).toEqual({ kind: 'invalid' });
      const forged = Buffer.from(`${other.subscriberId} ${gptId} 9999999999`).toString('base64url');
      expect(links.read(caller.workspaceId, `${forged}.${ticket.split('.')[1]}`)).toEqual({ kind: 'invalid' });
      stage.clock.advance(30 * 60);
      expect(links.read(caller.workspaceId, ticket)).toMatchObject({ kind: 'expired' });
    });

    it.each(['', '.', 'nonsense', 'a.b', `${'x'.repeat(5000)}.y`, '%00', '\u0000.\u0000'])('is not anything: %j', (ticket) => {
      expect(upgradeLinks().read('wsp_1', ticket)).toEqual({ kind: 'invalid' });
    });

    it('leads to the workspace’s own domain, once it has chosen one', async () => {
      const caller = await spent();
      await stage.test.query(
        `INSERT INTO domain_directory (domain_id, holder_id, held_domain, is_issuer, next_check_at) VALUES ($1, $2, 'auth.food.example', true, now())`,
        [newId('dom'), caller.workspaceId],
      );
      expect((await stage.verify(caller)).json()).toMatchObject({
        upgrade_url: expect.stringMatching(/^https:\/\/auth\.food\.example\/upgrade\//),
      });
    });

    it('is not there where nothing is on sale that would help, and then no plan is mentioned', async () => {
      for (const caller of [await spent({ onSale: false }), await spent({ quota: 1 })]) {
        const body = (await stage.verify(caller)).json<{ message: string }>();
        expect(body).not.toHaveProperty('upgrade_url');
        expect(body.message).not.toMatch(/plan|upgrade/);
      }
    });

    it('is gone with the connection to Stripe', async () => {
      const caller = await spent();
      await fence.around(async (mark) => {
        await mark.gpt(caller.gptId);
        await stage.test.query('UPDATE stripe_connections SET disconnected_at = now() WHERE workspace_id = $1', [
          caller.workspaceId,
        ]);
      });
      expect((await stage.verify(caller)).json()).not.toHaveProperty('upgrade_url');
    });

    it('is not there where the GPT’s wording is neutral: no plan, price or link', async () => {
      const caller = await spent();
      await fence.around(async (mark) => {
        await mark.gpt(caller.gptId);
        await stage.test.query(`UPDATE gpts SET upgrade_wording = 'neutral' WHERE id = $1`, [caller.gptId]);
      });
      const { body } = await stage.verify(caller);
      expect(body).not.toMatch(/plan|upgrade|paid|pay|price|http/);
    });
  });
});
