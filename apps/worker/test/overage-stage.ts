import { type Limits, limitsFor } from '@gatehouse/core';
import {
  type Database,
  type MeterFence,
  OverageCatalogue,
  type PlaceSync,
  principalRepository,
  sha256,
  STRIPE_METADATA,
  type StripeAccess,
  termsNote,
  type Vault,
} from '@gatehouse/platform';
import {
  type SandboxStripe,
  seedBuyer,
  type SeededBuyer,
  seedUsage,
  type TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import { OverageSender } from '../src/report-overage/overage-sender';
import { Overage, type OverageTurn } from '../src/report-overage/overage.service';
import { type BillingStage, startBillingStage } from './billing-stage';

export const DAY_S = 86_400;
const HOUR_MS = 3_600_000;

/** A workspace that is paid through the sandbox's Stripe, with one buyer of a tier of 100 units a month and 2 cents for each beyond. */
export class OverageStage {
  access!: StripeAccess;
  ada!: SeededBuyer;
  readonly test: TestDatabase;
  readonly database: Database;
  readonly sandbox: SandboxStripe;
  readonly vault: Vault;
  readonly places: PlaceSync;
  readonly fence: MeterFence;
  readonly clock: TestClock;

  private constructor(private readonly billing: BillingStage) {
    this.test = billing.test;
    this.database = billing.database;
    this.sandbox = billing.sandbox;
    this.vault = billing.vault;
    this.places = billing.places;
    this.fence = billing.fence;
    this.clock = billing.clock;
  }

  static async start(): Promise<OverageStage> {
    return new OverageStage(await startBillingStage());
  }

  stop(): Promise<void> {
    return this.billing.stop();
  }

  /** An account and a workspace of their own, and Ada, who has bought what she was shown. */
  async open(): Promise<void> {
    this.access = await this.billing.open();
    this.ada = await seedBuyer(this.test, { sandbox: this.sandbox, access: this.access, quotaPerMonth: 100 });
    await this.test.query(
      `UPDATE tiers SET overage_unit_amount = '2', overage_since = '2026-01-01T00:00:00Z' WHERE workspace_id = $1 AND id = $2`,
      [this.ada.workspaceId, this.ada.tierId],
    );
    await this.sync(this.ada.stripeSubscriptionId);
    // The hour that is used in is none of before the purchase, whenever this is run.
    this.clock.set(new Date());
  }

  async sync(stripeSubscriptionId: string): Promise<void> {
    const outcome = await this.places.syncSubscription(this.ada.workspaceId, stripeSubscriptionId);
    if (outcome !== 'written') throw new Error(`the place was ${outcome}`);
  }

  run(): Promise<OverageTurn> {
    const { database, fence, clock } = this;
    const catalogue = new OverageCatalogue(database, fence, clock);
    return new Overage(database, catalogue, new OverageSender(database, clock), clock).run(this.ada.workspaceId, this.access);
  }

  /** Calls of Ada's, in the hour that runs, or that ran then. */
  async use(units: number, at = this.clock.now()): Promise<void> {
    const { workspaceId, gptId, subscriberId, tierId } = this.ada;
    const hour = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS).toISOString();
    await seedUsage(this.test, { workspaceId, gptId, subscriberId, hour, tier: `pro-${tierId.slice(-6)}`, calls: units });
  }

  async advance(seconds: number): Promise<void> {
    await this.sandbox.advance(this.ada.accountId, seconds);
    this.clock.advance(seconds);
  }

  /** What verify goes by. */
  async quota(action = '*'): Promise<Limits['quota'] & { cost: number }> {
    const { workspaceId, token } = this.ada;
    const now = this.clock.now();
    const caller = await this.database.inWorkspace(workspaceId, (tx) =>
      principalRepository.findByAccessToken(tx, sha256(token), now),
    );
    if (caller === null) throw new Error('Ada is unknown');
    const call = { action, cost: null, requiredScopes: [], peek: false, idempotencyKey: null, stranger: null };
    const { quota, cost } = limitsFor(caller, call, now);
    return { ...quota, cost };
  }

  /** Ada buys the tier again, with its metered price, as Checkout sells it. @returns the new subscription at Stripe */
  async buyAgain(): Promise<string> {
    const { ada, access, test } = this;
    const [metered] = await test.query<{ id: string }>(
      'SELECT stripe_price_id AS id FROM overage_prices WHERE workspace_id = $1',
      [ada.workspaceId],
    );
    const metadata = {
      [STRIPE_METADATA.workspace]: ada.workspaceId,
      [STRIPE_METADATA.gpt]: ada.gptId,
      [STRIPE_METADATA.tier]: ada.tierId,
      [STRIPE_METADATA.subscriber]: ada.subscriberId,
      [STRIPE_METADATA.terms]: termsNote(ada.tierId, new Date()),
    };
    const checkout = await access.client.checkout.sessions.create(
      {
        mode: 'subscription',
        customer: ada.customerId,
        line_items: [{ price: ada.stripePriceId, quantity: 1 }, { price: metered?.id ?? '' }],
        success_url: 'http://gatehouse.test/done',
        subscription_data: { metadata },
      },
      access.options,
    );
    await this.sandbox.pay(checkout.id);
    const { subscription } = await access.client.checkout.sessions.retrieve(checkout.id, {}, access.options);
    const id = typeof subscription === 'string' ? subscription : (subscription?.id ?? '');
    await this.sync(id);
    return id;
  }

  /** What the latest invoice of a subscription asks for. */
  async invoiced(stripeSubscriptionId: string): Promise<number> {
    const { client, options } = this.access;
    const { latest_invoice: latest } = await client.subscriptions.retrieve(stripeSubscriptionId, {}, options);
    const id = typeof latest === 'string' ? latest : (latest?.id ?? '');
    return (await client.invoices.retrieve(id, {}, options)).total;
  }
}
