import { randomBytes } from 'node:crypto';
import {
  Database,
  MeterFence,
  PlaceSync,
  type StripeAccess,
  type StripeAccounts,
  systemRandom,
  Vault,
} from '@gatehouse/platform';
import { createTestDatabase, emptyTestRedis, SandboxStripe, TestClock, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';

/** The worker's side of billing, beside the sandbox's Stripe in a process of its own. No event arrives: what is known of Stripe was asked for. */
export interface BillingStage {
  readonly test: TestDatabase;
  readonly database: Database;
  readonly sandbox: SandboxStripe;
  readonly accounts: StripeAccounts;
  readonly fence: MeterFence;
  readonly places: PlaceSync;
  /** The sandbox's Stripe goes by the clock on the wall. This one stands still, at the time at which the stage was opened or an account last was. */
  readonly clock: TestClock;
  /** A new account at Stripe, connected to the platform, and the clock set anew. */
  open(name?: string): Promise<StripeAccess>;
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
  return {
    ...{ test, database, sandbox, accounts, fence, places, clock },
    open: async (name) => {
      clock.set(new Date());
      const accountId = await sandbox.connect(vault, name);
      return { client: accounts.platform(), options: { stripeAccount: accountId }, accountId };
    },
    stop: async () => {
      await sandbox.stop();
      redis.disconnect();
      await database.close();
      await test.drop();
    },
  };
}
