import type { Page } from 'playwright-core';

/** Chooses a plan, paid by the month unless said otherwise; ends on Stripe's Checkout. */
export async function choosePlan(page: Page, plan: string, { by = 'month' }: { by?: 'month' | 'year' } = {}): Promise<void> {
  if (by === 'year') await page.getByText('Pay yearly').click();
  await page.getByRole('button', { name: new RegExp(`^(Choose|Try) ${plan}$`) }).click();
  await page.getByRole('heading', { name: 'Subscribe', exact: true }).waitFor();
}

/** The plans of a GPT, in the sign-in or behind the link of a refused call. */
export async function plansOf(page: Page, gptName: string): Promise<void> {
  await page.getByRole('heading', { name: `Choose a plan for ${gptName}` }).waitFor();
}
