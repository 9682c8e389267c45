import { randomUUID } from 'node:crypto';
import type { PlaceSync } from '@gatehouse/platform';
import { PLACE_SYNC } from '../src/edge/tokens';
import { type PaywallStage, CARDS, type Shop, startPaywallStage } from './paywall-stage';
import type { Person } from './person';

/** Somebody who signed in from ChatGPT and bought a plan. */
export interface PlanHolder {
  readonly person: Person;
  readonly token: string;
  /** Where their plan is changed. */
  readonly plan: string;
  readonly account: string;
}

export interface Verified {
  readonly active?: boolean;
  readonly error?: string;
  readonly tier?: string;
  readonly subscription?: string;
  readonly quota?: { readonly limit: number | null; readonly used: number; readonly resets_at: string };
}

export interface PlanStage extends PaywallStage {
  /** Signs in, and has the token; on the free tier, or on none. */
  visitor(shop: Shop): Promise<PlanHolder>;
  /** The same, and buys. */
  holder(shop: Shop, priceId: string, card?: string): Promise<PlanHolder>;
  /** By the account's own link to the plans; they end on the page to which Stripe sends them. */
  buy(holder: PlanHolder, priceId: string, card?: string): Promise<void>;
  /** What the next call is told. */
  call(shop: Shop, holder: PlanHolder): Promise<Verified>;
  /** As events of Stripe, or the periodic sync, have it. */
  readAgain(shop: Shop): Promise<void>;
  /** The one subscription of the shop, at Stripe. */
  subscription(shop: Shop): Promise<Awaited<ReturnType<Shop['access']['client']['subscriptions']['list']>>['data'][number]>;
  /** Amounts of all invoices of the shop, the oldest first. */
  invoiced(shop: Shop): Promise<number[]>;
  /** Gives another card in the portal, as its owner does there. */
  useCard(shop: Shop, holder: PlanHolder, card: string): Promise<void>;
}

export async function startPlanStage(): Promise<PlanStage> {
  const paywall = await startPaywallStage();
  const { api } = paywall;
  const stage: PlanStage = {
    ...paywall,
    visitor: async (shop) => {
      const person = paywall.person();
      // Without asking for money on the way: the plans come later.
      await person.open(paywall.authorizeUrl(shop));
      await paywall.signInByEmail(person, `${randomUUID()}@example.com`);
      await person.press('Allow');
      if (person.leftTo === null) await person.open(paywall.authorizeUrl(shop, { prompt: 'none' }));
      const code = new URL(person.leftTo ?? 'none:').searchParams.get('code') ?? '';
      const answer = await paywall.redeem(shop, code);
      if (answer.statusCode !== 200) throw new Error(`no token: ${answer.payload}`);
      const account = `/t/${shop.slug}/account`;
      const { access_token: token } = answer.json<{ access_token: string }>();
      return { person, token, account, plan: `${account}/gpts/${shop.gptId}/plan` };
    },
    holder: async (shop, priceId, card) => {
      const holder = await stage.visitor(shop);
      await stage.buy(holder, priceId, card);
      return holder;
    },
    buy: async ({ person, plan }, priceId, card = CARDS.good) => {
      await person.open(plan);
      if (person.page.status !== 200) throw new Error(`the plans answer ${person.page.status}`);
      const csrf = /name="csrf" value="([^"]*)"/.exec(person.page.html)?.[1] ?? '';
      await person.post(person.page.path, { csrf, price: priceId });
      const checkout = person.trail.find((url) => url.includes('/dev/stripe/checkout/'));
      if (checkout === undefined) throw new Error(`no Checkout, but ${person.page.html}`);
      const paid = await paywall.pay(checkout, { card });
      if (paid.status !== 303 && paid.status !== 302) throw new Error(`Checkout answers ${paid.status}`);
      await person.open(paid.headers.get('location') ?? '');
    },
    call: async (shop, { token }) =>
      (
        await api.server.inject({ url: `/t/${shop.slug}/verify`, headers: { authorization: `Bearer ${token}` } })
      ).json<Verified>(),
    readAgain: async (shop) => {
      await api.app.get<PlaceSync>(PLACE_SYNC, { strict: false }).syncAll(shop.workspaceId);
    },
    subscription: async ({ access }) => {
      const { data } = await access.client.subscriptions.list({ status: 'all' }, access.options);
      const [one, other] = data;
      if (one === undefined || other !== undefined) throw new Error(`${data.length} subscriptions`);
      return one;
    },
    invoiced: async ({ access }) => {
      const { data } = await access.client.invoices.list({ limit: 100 }, access.options);
      return data.reverse().map(({ total }) => total);
    },
    useCard: async (_shop, { person, account }, card) => {
      await person.open(account);
      await person.press('Payment and invoices');
      const portal = person.trail.find((url) => url.includes('/dev/stripe/portal/'));
      if (portal === undefined) throw new Error('the portal did not open');
      const answer = await paywall.sandbox.post(new URL(portal).pathname, { do: 'card', card });
      if (answer.status >= 400) throw new Error(`the portal answers ${answer.status}`);
    },
  };
  return stage;
}
