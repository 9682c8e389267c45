import type { Locator, Page } from 'playwright-core';
import { type Card, takeCard } from './checkout';
import { press } from './press';

/** What the account says of the plan for one GPT. */
export const planFor = (page: Page, gptName: string): Locator =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Your plans' }) })
    .getByRole('listitem')
    .filter({ hasText: gptName });

/** Cancels a plan at the end of what was paid for; ends on the account. */
export async function cancelPlan(page: Page, gptName: string): Promise<void> {
  await openCancelling(page, gptName);
  await press(page, 'Cancel plan', planFor(page, gptName).getByText('Cancelled. It ends on'));
}

/** The page that says what cancelling means. */
export async function openCancelling(page: Page, gptName: string): Promise<void> {
  await page.getByRole('link', { name: `Cancel plan: ${gptName}` }).click();
  await page.getByRole('heading', { name: `Cancel your plan for ${gptName}?` }).waitFor();
}

/** From the account to Stripe's portal, where another card is given, and back. */
export async function payWithAnotherCard(page: Page, gptName: string, card: Card, lastDigits: string): Promise<void> {
  await page.getByRole('button', { name: `Payment and invoices: ${gptName}` }).click();
  await page.getByRole('heading', { name: 'Your subscriptions' }).waitFor();
  await takeCard(page, card);
  await page.getByRole('button', { name: 'Use this card' }).click();
  await page.getByText(`ending in ${lastDigits}`).waitFor();
  await page.getByRole('link', { name: /^Return to/ }).click();
  await planFor(page, gptName).waitFor();
}

/** Chooses another plan and ends on what it will cost. */
export async function chooseOtherPlan(page: Page, gptName: string, { from, to }: { from: string; to: string }): Promise<void> {
  await page.getByRole('link', { name: `Change plan: ${gptName}` }).click();
  await page.getByRole('heading', { name: `Change your plan for ${gptName}` }).waitFor();
  await page.getByRole('button', { name: `Choose ${to}`, exact: true }).click();
  await page.getByRole('heading', { name: `From ${from} to ${to}` }).waitFor();
}
