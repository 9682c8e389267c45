import type { Person } from '../../../test/person';
import { CARDS, type Shop, type SoldTier } from '../../../test/paywall-stage';
import { type PlanHolder, type PlanStage, startPlanStage } from '../../../test/plan-stage';

/** The browser asks for no language, which is answered in English: what is German here is so because the link asked for it. */
describe('the language of an upgrade link', () => {
  let stage: PlanStage;
  let shop: Shop;
  let pro: SoldTier;
  let holder: PlanHolder;
  let link: string;

  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    shop = await stage.shop();
    pro = await stage.sell(shop, 'Pro', { quota: 1_000 });
    await stage.api.database.query('UPDATE tiers SET quota_per_month = 1 WHERE gpt_id = $1 AND is_default', [shop.gptId]);
    holder = await stage.visitor(shop);
    await stage.call(shop, holder);
    const refused = (await stage.call(shop, holder)) as { upgrade_url?: string };
    expect(refused).toMatchObject({ error: 'quota_exceeded', upgrade_url: expect.any(String) });
    link = `${refused.upgrade_url}?ui_locales=de-AT`;
  });

  const shown = ({ page }: Person) => [page.status, /<html lang="(..)">/.exec(page.html)?.[1]];
  /** Presses the button of a price. @returns Stripe's page */
  async function choose(person: Person, price: string): Promise<string> {
    const [, action = ''] = /<form[^>]* action="([^"]*)"/.exec(person.page.html) ?? [];
    const [, csrf = ''] = /name="csrf" value="([^"]*)"/.exec(person.page.html) ?? [];
    await person.post(action.replaceAll('&amp;', '&'), { csrf, price });
    return person.trail.find((url) => url.includes('/dev/stripe/checkout/')) ?? '';
  }

  it('is kept from the plans over Stripe to the word of thanks, and to the account from there', async () => {
    const { person } = holder;
    await person.open(link);
    expect(shown(person)).toEqual([200, 'de']);
    const checkout = await choose(person, pro.month);
    const paid = await stage.pay(checkout, { card: CARDS.good });
    await person.open(paid.headers.get('location') ?? '');
    expect(shown(person)).toEqual([200, 'de']);
    await person.follow('Ihr Konto');
    expect(shown(person)).toEqual([200, 'de']);
  });

  it('is kept where nothing was paid, and where what was chosen is not sold any more', async () => {
    const { person } = holder;
    await person.open(link);
    const checkout = await choose(person, pro.month);
    const session = await shop.access.client.checkout.sessions.retrieve(checkout.split('/').pop() ?? '', {}, shop.access.options);
    await person.open(session.cancel_url ?? '');
    expect(shown(person)).toEqual([200, 'de']);
    await person.open((session.success_url ?? '').replace('{CHECKOUT_SESSION_ID}', session.id));
    expect([person.page.path, ...shown(person)]).toEqual([expect.stringContaining('notice=not-paid'), 200, 'de']);
    await choose(person, 'prc_gone');
    expect(shown(person)).toEqual([409, 'de']);
  });

  it('is kept while it is not known yet whether it was paid', async () => {
    const { person } = holder;
    await person.open(link);
    const paid = await stage.pay(await choose(person, pro.month), { card: CARDS.good });
    await stage.withoutStripe(async () => {
      await person.open(paid.headers.get('location') ?? '');
      expect(shown(person)).toEqual([200, 'de']);
    });
    const [, again = ''] = /<a class="button plain" href="([^"]*)"/.exec(person.page.html) ?? [];
    await person.open(again.replaceAll('&amp;', '&'));
    expect(shown(person)).toEqual([200, 'de']);
  });

  it('is that of the account, from which somebody comes to the plans', async () => {
    await holder.person.open(`${holder.plan}?ui_locales=de`);
    expect([holder.person.page.path, ...shown(holder.person)]).toEqual([expect.stringContaining('/upgrade/'), 200, 'de']);
  });
});
