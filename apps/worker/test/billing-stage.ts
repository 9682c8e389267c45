import { randomBytes } from 'node:crypto';
import {
  Database,
  MeterFence,
  newId,
  PlaceSync,
  type StripeAccess,
  type StripeAccounts,
  systemRandom,
  Vault,
} from '@gatehouse/platform';
import {
  createTestDatabase,
  emptyTestRedis,
  SandboxStripe,
  type SeededBuyer,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import { Redis } from 'ioredis';

type SoldTier = Pick<SeededBuyer, 'workspaceId' | 'gptId' | 'tierId'>;

interface NewPrice {
  readonly currency?: string;
  readonly interval?: 'month' | 'year';
}

/** The worker's side of billing, beside the sandbox's Stripe in a process of its own. No event arrives: what is known of Stripe was asked for. */
export interface BillingStage {
  readonly test: TestDatabase;
  readonly database: Database;
  readonly sandbox: SandboxStripe;
  readonly vault: Vault;
  readonly accounts: StripeAccounts;
  readonly fence: MeterFence;
  readonly places: PlaceSync;
  /** The sandbox's Stripe goes by the clock on the wall. This one stands still, at the time at which the stage was opened or an account last was. */
  readonly clock: TestClock;
  /** A new account at Stripe, connected to the platform, and the clock set anew. */
  open(name?: string): Promise<StripeAccess>;
  /** One more price of a tier. It does not stand at Stripe yet. @returns which */
  addPrice(of: SoldTier, amount: number, price?: NewPrice): Promise<string>;
  /** As the creator does: what was sold is retired, another price is made. */
  reprice(of: SoldTier, amount: number, price?: NewPrice): Promise<string>;
  stop(): Promise<void>;
}

export async function startBillingStage(): Promise<BillingStage> {
  const vault = new Vault([{ id: 'k1', key: randomBytes(32) }]);
  const clock = new TestClock(new Date());
  const test = await createTestDatabase();
  const database = await Database.connect(test.url, 5);
  const redis = new Redis(await emptyTestRedis());
  const sandbox = await SandboxStripe.start();
  const accounts = sandbox.accounts(vault);
  const fence = new MeterFence(redis, systemRandom);
  const places = new PlaceSync(database, fence, accounts, clock);
  const addPrice: BillingStage['addPrice'] = async (of, amount, { currency = 'eur', interval = 'month' } = {}) => {
    const id = newId('prc');
    await test.query(
      `INSERT INTO tier_prices (workspace_id, id, gpt_id, tier_id, amount, currency, "interval", created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
      [of.workspaceId, id, of.gptId, of.tierId, amount, currency, interval],
    );
    return id;
  };
  return {
    ...{ test, database, sandbox, vault, accounts, fence, places, clock },
    open: async (name) => {
      clock.set(new Date());
      const accountId = await sandbox.connect(vault, name);
      return { client: accounts.platform(), options: { stripeAccount: accountId }, accountId };
    },
    addPrice,
    reprice: async (of, amount, price) => {
      await test.query(
        'UPDATE tier_prices SET retired_at = now() WHERE workspace_id = $1 AND tier_id = $2 AND retired_at IS NULL',
        [of.workspaceId, of.tierId],
      );
      return addPrice(of, amount, price);
    },
    stop: async () => {
      await sandbox.stop();
      redis.disconnect();
      await database.close();
      await test.drop();
    },
  };
}
