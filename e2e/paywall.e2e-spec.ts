import { makeCallbackUrl } from '@gatehouse/chatgpt-simulator';
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { Album } from './support/album';
import { launchBrowser, openDesk } from './support/browser';
import { ChattingPerson } from './support/chatting-person';
import { CreatorApi } from './support/creator-api';
import { GreetingApi } from './support/greeting-api';
import { checkoutAt, payWith } from './support/pages/checkout';
import { signIn } from './support/pages/creator-account';
import { askForCode, enterCode } from './support/pages/hosted-sign-in';
import { connectStripe, openPayments } from './support/pages/payments';
import { choosePlan, plansOf } from './support/pages/plans';
import { TiersPage } from './support/pages/tiers';
import { newPerson, type Person } from './support/people';
import { origin } from './support/run';
import { sequence } from './support/sequence';

const PAID_ONLY = 'Restoration Desk';
const WITH_FREE = 'Daily Digest';

type SoldGpt = Awaited<ReturnType<CreatorApi['createGpt']>>;

describe('A GPT that costs something, from its price to the next call', () => {
  const album = new Album('paywall');
  const creator = newPerson(origin(), 'Petra Paywall');
  const month = newPerson(origin(), 'Milo Month');
  const year = newPerson(origin(), 'Yara Year');
  const free = newPerson(origin(), 'Fritzi Free');
  const callbackUrl = makeCallbackUrl({ bytes: randomBytes });

  let browser: Browser;
  let desk: Page;
  let api: CreatorApi;
  let greeting: GreetingApi;
  let slug: string;
  let paidOnly: SoldGpt;
  let withFree: SoldGpt;
  let milo: ChattingPerson;
  let fritzi: ChattingPerson;
  let link: string;

  beforeAll(async () => {
    browser = await launchBrowser();
    desk = await (await openDesk(browser)).newPage();
    api = await CreatorApi.signUp(origin(), creator);
    ({ slug } = await api.createWorkspace('Petra’s Press and Publishing House'));
    paidOnly = await api.createGpt(slug, PAID_ONLY, callbackUrl);
    withFree = await api.createGpt(slug, WITH_FREE, callbackUrl);
    greeting = await GreetingApi.start(withFree.verifyUrl);
  }, 120_000);
  afterAll(async () => {
    await greeting?.stop();
    await browser?.close();
  });

  const step = sequence((name) => album.takeEnd(browser, name));
  const workspaceUrl = () => `${origin()}/w/${slug}`;
  const meet = (person: Person, gpt: SoldGpt): Promise<ChattingPerson> =>
    ChattingPerson.meet(browser, person, { ...gpt, apiUrl: greeting.greetingUrl });

  step('its creator connects a Stripe account', async () => {
    await signIn(desk, origin(), creator);
    await desk.waitForURL(workspaceUrl());
    await openPayments(desk, workspaceUrl());
    await album.take(desk, 'payments');
    await connectStripe(desk, 'Petra’s Press');
    await album.take(desk, 'payments-connected');
  });

  step('the creator puts prices on tiers, by the month and by the year, and they stand at Stripe', async () => {
    const tiers = new TiersPage(desk);
    const euro = 'EUR · Euro';
    const pro = { key: 'pro', name: 'Pro', quotaPerMonth: 1000, price: { currency: euro, month: '9', year: '90' } };
    await tiers.open(`${workspaceUrl()}/gpts/${paidOnly.id}`);
    const dialog = await tiers.describe({ ...pro, price: { ...pro.price, beyond: '0.02' } });
    await album.take(desk, 'tier-with-price');
    await tiers.confirm(dialog);
    const studio = {
      key: 'studio',
      name: 'Studio for whole editorial offices',
      price: { ...pro.price, month: '29', year: '290' },
    };
    await tiers.confirm(await tiers.describe(studio));
    await tiers.choose('Pro', 'Make it the default');
    await desk.getByRole('dialog').getByText('nothing is free any more').waitFor();
    await album.take(desk, 'tier-to-default');
    await tiers.agree('Make it the default');
    await tiers.waitForMark('Pro', 'Default');
    await album.take(desk, 'tiers');
    await tiers.choose('Pro', 'Edit');
    await desk.getByRole('list', { name: 'At Stripe' }).getByText('At Stripe').nth(1).waitFor();
    await album.take(desk, 'tier-at-stripe');

    await tiers.open(`${workspaceUrl()}/gpts/${withFree.id}`);
    await tiers.confirm(await tiers.describe(pro));
    await tiers.confirm(await tiers.describeAnew({ name: 'Free', quotaPerMonth: 1 }));
  });

  step('a declined card says so, and so does a bank that refuses; nobody is let in, nor by the address of success', async () => {
    milo = await meet(month, paidOnly);
    const { phone } = milo;
    await milo.signIn();
    await plansOf(phone, PAID_ONLY);
    await album.take(phone, 'plans');
    const plans = phone.url();
    await choosePlan(phone, 'Pro');
    await album.take(phone, 'checkout');
    const checkout = checkoutAt(phone);
    await payWith(phone, 'Is declined');
    await phone.getByRole('alert').getByText('Your card was declined.').waitFor();
    await album.take(phone, 'checkout-declined');
    await payWith(phone, 'Asks for 3-D Secure');
    await phone.getByRole('button', { name: 'Refuse' }).click();
    await phone.getByRole('alert').getByText('Your bank refused').waitFor();

    await phone.goto(`${plans}/paid?checkout=${checkout}`);
    await phone.getByText('Nothing was paid.').waitFor();
    await album.take(phone, 'plans-not-paid');
    await phone.goto(`${plans}/paid`);
    await phone.getByText('Nothing was paid.').waitFor();
    expect(milo.token).toBeUndefined();
  });

  step('whoever pays by the month goes on into ChatGPT with no second sign-in, and is served', async () => {
    await choosePlan(milo.phone, 'Pro');
    await payWith(milo.phone, 'Asks for 3-D Secure');
    await milo.phone.getByRole('button', { name: 'It is me' }).click();
    await milo.arrive();
    expect(await milo.ask()).toMatchObject({ reaction: 'use_answer', json: { name: expect.any(String) } });
    expect(await milo.verdict()).toMatchObject({ tier: 'pro', subscription: 'active', quota: { limit: 1000 } });
  });

  step('whoever pays by the year sees what a year costs, and is served', async () => {
    const yara = await meet(year, paidOnly);
    await yara.signIn();
    await plansOf(yara.phone, PAID_ONLY);
    await yara.phone.getByText('Pay yearly').click();
    await yara.phone.getByText('€90', { exact: true }).waitFor();
    await album.take(yara.phone, 'plans-by-year');
    await choosePlan(yara.phone, 'Pro', { by: 'year' });
    await yara.phone.getByText('€90.00 / year').waitFor();
    await payWith(yara.phone, 'Succeeds');
    await yara.arrive();
    expect(await yara.ask()).toMatchObject({ reaction: 'use_answer' });
    expect(await yara.verdict()).toMatchObject({ tier: 'pro', subscription: 'active' });
  });

  step('whoever has used up the free tier is told so, with a link only where the creator wants one', async () => {
    const wording = async (choice: string): Promise<void> => {
      await desk.goto(`${workspaceUrl()}/gpts/${withFree.id}/tiers`);
      await desk.getByRole('radio', { name: choice, exact: true }).click();
      await desk.getByText('The wording holds from the next refused call on.', { exact: true }).waitFor();
    };
    fritzi = await meet(free, withFree);
    await fritzi.signIn();
    await fritzi.arrive();
    expect(await fritzi.ask()).toMatchObject({ reaction: 'use_answer' });

    await wording('Neutral');
    const neutral = await fritzi.ask();
    expect(neutral).toMatchObject({ status: 429, json: { error: 'quota_exceeded' } });
    expect(neutral.text).not.toMatch(/upgrade|https?:|Pro/);

    await wording('With a link to upgrade');
    const refused = await fritzi.ask();
    expect(refused).toMatchObject({ status: 429, json: { error: 'quota_exceeded', upgrade_url: expect.any(String) } });
    link = (refused.json as { upgrade_url: string }).upgrade_url;
    expect(refused.message).toContain(link);
  });

  step('the link asks anybody else to sign in, and then shows them nothing', async () => {
    const elsewhere = await (await openDesk(browser)).newPage();
    await elsewhere.goto(link);
    await elsewhere.getByRole('heading', { name: /^Sign in to/ }).waitFor();
    await album.take(elsewhere, 'link-asks-to-sign-in');
    await askForCode(elsewhere, month.email);
    await enterCode(elsewhere, await month.mailbox.code());
    await elsewhere.getByRole('heading', { name: 'This link is for somebody else' }).waitFor();
    await album.take(elsewhere, 'link-of-somebody-else');
    await elsewhere.context().close();
  });

  step('from the link they pay, and the retried call works in the same chat', async () => {
    const { phone } = fritzi;
    const before = fritzi.token;
    await phone.goto(link);
    await plansOf(phone, WITH_FREE);
    await album.take(phone, 'plans-from-the-chat');
    await choosePlan(phone, 'Pro');
    await payWith(phone, 'Is declined');
    await phone.getByText('Your card was declined.').waitFor();
    expect(await fritzi.ask()).toMatchObject({ status: 429 });
    await payWith(phone, 'Succeeds');
    await phone.getByRole('heading', { name: 'You are on Pro now' }).waitFor();
    await album.take(phone, 'paid-from-the-chat');
    expect(await fritzi.ask()).toMatchObject({ reaction: 'use_answer' });
    expect([await fritzi.verdict(), fritzi.token]).toMatchObject([{ tier: 'pro', quota: { limit: 1000 } }, before]);
  });

  step('its creator sees what is earned', async () => {
    await desk.goto(`${workspaceUrl()}/revenue`);
    await desk.getByRole('term').filter({ hasText: 'MRR' }).waitFor();
    // €9 twice, and a twelfth of €90.
    await desk.getByText('€25.50').first().waitFor();
    await album.take(desk, 'revenue');
  });

  it('finds no page that is hard to read, hard to operate, or wider than its window', () => {
    expect(album.faults).toEqual([]);
  });
});
