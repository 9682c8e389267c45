import { type PlanHolder, type PlanStage } from './plan-stage';
import type { Shop, SoldTier } from './paywall-stage';

/** A GPT with two plans, one of which somebody has. */
export interface PlanStand {
  readonly shop: Shop;
  readonly basic: SoldTier;
  readonly max: SoldTier;
  readonly holder: PlanHolder;
}

/** Basic at €9 and Max at €30 a month, each by the year for ten times that; somebody has one of the four. */
export async function standOn(
  stage: PlanStage,
  which: 'basic' | 'max',
  { by = 'month' }: { by?: 'month' | 'year' } = {},
): Promise<PlanStand> {
  const shop = await stage.shop();
  const basic = await stage.sell(shop, 'Basic', { amount: 900, quota: 100 });
  const max = await stage.sell(shop, 'Max', { amount: 3000, quota: 1000 });
  return { shop, basic, max, holder: await stage.holder(shop, { basic, max }[which][by]) };
}

/** Goes to the page that says what a change means. */
export const askFor = ({ holder }: PlanStand, price: string): Promise<unknown> =>
  holder.person.open(`${holder.plan}/change?price=${price}`);

/** A hidden field of that page. */
export const hiddenOf = ({ holder }: PlanStand, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(holder.person.page.html)?.[1] ?? '';

export const confirmForm = (stand: PlanStand): Record<string, string> =>
  Object.fromEntries(['csrf', 'price', 'at', 'due', 'quote'].map((name) => [name, hiddenOf(stand, name)]));

export async function confirmChange({ holder: { person } }: PlanStand): Promise<void> {
  await person.press('(?:Pay [^<]* and change|Change plan)');
  if (person.page.html.includes('has changed in the meantime')) throw new Error('what was shown was not so');
}
