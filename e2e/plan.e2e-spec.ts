import { makeCallbackUrl } from '@gatehouse/chatgpt-simulator';
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { Album } from './support/album';
import { launchBrowser, openDesk } from './support/browser';
import { ChattingPerson } from './support/chatting-person';
import { CreatorApi } from './support/creator-api';
import { GreetingApi } from './support/greeting-api';
import { cancelPlan, chooseOtherPlan, openCancelling, payWithAnotherCard, planFor } from './support/pages/account-plan';
import { type Card, payWith } from './support/pages/checkout';
import { subscriberRows, tileShows } from './support/pages/counts';
import { signIn } from './support/pages/creator-account';
import { connectStripe, openPayments } from './support/pages/payments';
import { choosePlan, plansOf } from './support/pages/plans';
import { press } from './support/pages/press';
import { newPerson, type Person } from './support/people';
import { origin } from './support/run';
import { sequence } from './support/sequence';
import { StripeAccount } from './support/stripe-account';

const WITH_TRIAL = 'Star Charts';
const WITHOUT_TRIAL = 'Map Maker';
const TRIAL_DAYS = 7;

type SoldGpt = Awaited<ReturnType<CreatorApi['createGpt']>>;

describe('A plan after it was bought, until nobody pays for it any more', () => {
  const album = new Album('plan');
  const creator = newPerson(origin(), 'Corinna Cartographer');
  let browser: Browser;
  let desk: Page;
  let greeting: GreetingApi;
  let slug: string;
  let account: StripeAccount;
  let withTrial: SoldGpt;
  let withoutTrial: SoldGpt;
  let timo: ChattingPerson;
  let tilda: ChattingPerson;
  let carlo: ChattingPerson;
  let ella: ChattingPerson;
  let uwe: ChattingPerson;

  beforeAll(async () => {
    const api = await CreatorApi.signUp(origin(), creator);
    ({ slug } = await api.createWorkspace('Corinna’s Cartography'));
    withTrial = await api.createGpt(slug, WITH_TRIAL, makeCallbackUrl({ bytes: randomBytes }));
    withoutTrial = await api.createGpt(slug, WITHOUT_TRIAL, makeCallbackUrl({ bytes: randomBytes }));
    greeting = await GreetingApi.start(withTrial.verifyUrl);
    browser = await launchBrowser();
    desk = await (await openDesk(browser)).newPage();
    await signIn(desk, origin(), creator);
    await desk.waitForURL(/\/w\/[^/]+$/);
    await openPayments(desk, `${origin()}/w/${slug}`);
    account = new StripeAccount(origin(), await connectStripe(desk, 'Corinna’s Cartography'));
    const pro = { key: 'pro', name: 'Pro', quota_per_month: 1000, prices: { month: 900, year: 9000 } };
    await api.beginOn(slug, withoutTrial.id, await api.addTier(slug, withoutTrial.id, pro));
    await api.addTier(slug, withoutTrial.id, { key: 'atlas', name: 'Atlas', prices: { month: 2900, year: 29_000 } });
    await api.beginOn(slug, withTrial.id, await api.addTier(slug, withTrial.id, { ...pro, trial_days: TRIAL_DAYS }));
  }, 120_000);
  afterAll(async () => {
    await greeting?.stop();
    await browser?.close();
  });

  const step = sequence((name) => album.takeEnd(browser, name));

  const openAccount = ({ phone }: ChattingPerson): Promise<unknown> => phone.goto(`${origin()}/t/${slug}/account`);

  /** Somebody comes from ChatGPT, buys Pro with this card, and is back there. */
  async function buy(person: Person, gpt: SoldGpt, gptName: string, card: Card): Promise<ChattingPerson> {
    const buyer = await ChattingPerson.meet(browser, person, { ...gpt, apiUrl: greeting.greetingUrl });
    await buyer.signIn();
    await plansOf(buyer.phone, gptName);
    if (gpt === withTrial) await buyer.phone.getByText(`First ${TRIAL_DAYS} days free`).waitFor();
    await choosePlan(buyer.phone, 'Pro');
    await payWith(buyer.phone, card);
    await buyer.arrive();
    expect(await buyer.ask()).toMatchObject({ reaction: 'use_answer' });
    return buyer;
  }

  step('a trial is served, whatever the card will be worth at its end', async () => {
    timo = await buy(newPerson(origin(), 'Timo Trial'), withTrial, WITH_TRIAL, 'Succeeds');
    const failing = 'Succeeds now, is declined at every renewal';
    tilda = await buy(newPerson(origin(), 'Tilda Trouble'), withTrial, WITH_TRIAL, failing);
    for (const one of [timo, tilda]) expect(await one.verdict()).toMatchObject({ tier: 'pro', subscription: 'trialing' });
  });

  step('a plan is cancelled in the account, resumed, and cancelled again, and works all the while', async () => {
    carlo = await buy(newPerson(origin(), 'Carlo Cancel'), withoutTrial, WITHOUT_TRIAL, 'Succeeds');
    const { phone } = carlo;
    await openAccount(carlo);
    const plan = planFor(phone, WITHOUT_TRIAL);
    await plan.getByText('Renews on').waitFor();
    await album.take(phone, 'account');
    await openCancelling(phone, WITHOUT_TRIAL);
    await album.take(phone, 'cancel-plan');
    await phone.getByRole('link', { name: 'Keep the plan' }).click();
    await cancelPlan(phone, WITHOUT_TRIAL);
    await album.take(phone, 'plan-cancelled');
    expect(await carlo.ask()).toMatchObject({ reaction: 'use_answer' });
    await press(phone, `Resume plan: ${WITHOUT_TRIAL}`, plan.getByText('Renews on'));
    await cancelPlan(phone, WITHOUT_TRIAL);
    expect(await carlo.verdict()).toMatchObject({ tier: 'pro', subscription: 'active' });
  });

  step('a plan that costs more begins at once, and one that costs less when what was paid for ends', async () => {
    uwe = await buy(newPerson(origin(), 'Uwe Upgrade'), withoutTrial, WITHOUT_TRIAL, 'Succeeds');
    const { phone } = uwe;
    const plan = planFor(phone, WITHOUT_TRIAL);
    await openAccount(uwe);
    await chooseOtherPlan(phone, WITHOUT_TRIAL, { from: 'Pro', to: 'Atlas' });
    await album.take(phone, 'upgrade');
    await press(phone, /^Pay €[\d.]+ and change$/, plan.getByText('Atlas · €29 a month'));
    expect(await uwe.verdict()).toMatchObject({ tier: 'atlas', subscription: 'active' });

    const lower = { from: 'Atlas', to: 'Pro' };
    await chooseOtherPlan(phone, WITHOUT_TRIAL, lower);
    await album.take(phone, 'downgrade');
    const agreed = plan.getByText(/^From .*: Pro, €9 a month\.$/);
    await press(phone, 'Change plan', agreed);
    await album.take(phone, 'downgrade-agreed');
    await press(phone, `Keep the present plan: ${WITHOUT_TRIAL}`, plan.getByText('Renews on'));
    expect(await agreed.count()).toBe(0);
    await chooseOtherPlan(phone, WITHOUT_TRIAL, lower);
    await press(phone, 'Change plan', agreed);
    expect(await uwe.verdict()).toMatchObject({ tier: 'atlas' });
  });

  step('a card that expires changes nothing before the next payment is due', async () => {
    ella = await buy(newPerson(origin(), 'Ella Expired'), withoutTrial, WITHOUT_TRIAL, 'Succeeds');
    await openAccount(ella);
    // The sandbox's cards do not grow old: she takes one that did.
    await payWithAnotherCard(ella.phone, WITHOUT_TRIAL, 'Has expired', '0069');
    expect(await ella.ask()).toMatchObject({ reaction: 'use_answer' });
  });

  step('at the end of the trial who pays goes on, and whose card fails is borne with for a while', async () => {
    await account.forward(TRIAL_DAYS + 1);
    await timo.becomes({ subscription: 'active' });
    await tilda.becomes({ subscription: 'past_due' });
    for (const one of [timo, tilda]) expect(await one.ask()).toMatchObject({ reaction: 'use_answer' });
  });

  step('the account says since when the payment is overdue, and what to do', async () => {
    await openAccount(timo);
    await planFor(timo.phone, WITH_TRIAL).getByText('Renews on').waitFor();
    await openAccount(tilda);
    await planFor(tilda.phone, WITH_TRIAL).getByText('A payment has been overdue since').waitFor();
    await album.take(tilda.phone, 'payment-overdue');
  });

  step('once the last attempt has failed, nobody is served free; from the link they pay again and are served', async () => {
    await account.forward(16);
    const { json } = await tilda.askUntil(402);
    expect(json).toMatchObject({ error: 'payment_required', upgrade_url: expect.any(String) });
    expect(await timo.ask()).toMatchObject({ reaction: 'use_answer' });

    const { phone } = tilda;
    await phone.goto((json as { upgrade_url: string }).upgrade_url);
    await plansOf(phone, WITH_TRIAL);
    // Had once.
    expect(await phone.getByText('days free').count()).toBe(0);
    await choosePlan(phone, 'Pro');
    await payWith(phone, 'Succeeds');
    await phone.getByRole('heading', { name: 'You are on Pro now' }).waitFor();
    expect(await tilda.ask()).toMatchObject({ reaction: 'use_answer' });
  });

  step('a cancelled plan ends with what was paid for: the next call is refused, with a link to come back by', async () => {
    await account.forward(8);
    const { json } = await carlo.askUntil(402);
    expect(json).toMatchObject({ error: 'payment_required', upgrade_url: expect.any(String) });
    await openAccount(carlo);
    await album.take(carlo.phone, 'plan-ended');
  });

  step('the lower plan has begun by then', async () => {
    await uwe.becomes({ tier: 'pro' });
    await openAccount(uwe);
    await planFor(uwe.phone, WITHOUT_TRIAL).getByText('Pro · €9 a month').waitFor();
  });

  step('whose card has expired is borne with, gives another one, and is served on', async () => {
    await ella.becomes({ subscription: 'past_due' });
    expect(await ella.ask()).toMatchObject({ reaction: 'use_answer' });
    await openAccount(ella);
    await planFor(ella.phone, WITHOUT_TRIAL).getByText('A payment has been overdue since').waitFor();
    await payWithAnotherCard(ella.phone, WITHOUT_TRIAL, 'Succeeds', '4242');
    await ella.becomes({ subscription: 'active' });
    expect(await ella.ask()).toMatchObject({ reaction: 'use_answer' });
    await ella.phone.reload();
    await planFor(ella.phone, WITHOUT_TRIAL).getByText('Renews on').waitFor();
  });

  step('the creator sees how each of them stands, what was earned, and what Stripe told', async () => {
    await desk.goto(`${origin()}/w/${slug}/subscribers`);
    const rows = await subscriberRows(desk);
    const payments = Object.fromEntries(rows.map((row) => [row['Email']?.split('.')[0], row['Payment']]));
    expect(payments).toEqual({ timo: 'Paying', tilda: 'Paying', carlo: 'Canceled', uwe: 'Paying', ella: 'Paying' });
    await album.take(desk, 'subscribers');

    await desk.goto(`${origin()}/w/${slug}/revenue`);
    await tileShows(desk, 'Paying subscribers', 4);
    await album.take(desk, 'revenue');
    await desk.getByRole('link', { name: 'Stripe events' }).click();
    const ended = desk.getByRole('listitem').filter({ hasText: 'customer.subscription.deleted' }).filter({ hasText: 'Applied' });
    await ended.first().getByText('The subscription is canceled now.').waitFor();
    await album.take(desk, 'events');
    await ended.first().getByRole('button', { name: 'Replay customer.subscription.deleted' }).click();
    await desk.getByText('Worked through again: applied.', { exact: true }).waitFor();
    // What was done once is not done twice: who has come back stays.
    expect(await tilda.ask()).toMatchObject({ reaction: 'use_answer' });
    expect(await carlo.ask()).toMatchObject({ status: 402 });
  });

  it('finds no page that is hard to read, hard to operate, or wider than its window', () => {
    expect(album.faults).toEqual([]);
  });
});
