import type { Page } from 'playwright-core';

/** The card of the workspace's settings on which it is connected with Stripe. */
export async function openPayments(page: Page, workspaceUrl: string): Promise<void> {
  await page.goto(`${workspaceUrl}/settings`);
  await paymentsCard(page)
    .getByRole('heading', { name: /^Payments/ })
    .waitFor();
}

/** Connects an account that is made for it at the sandbox's Stripe; ends on the card, and resolves to the account's id. */
export async function connectStripe(page: Page, accountName: string): Promise<string> {
  await paymentsCard(page).getByRole('button', { name: 'Connect with Stripe' }).click();
  await page.getByLabel('Name of a new account').fill(accountName);
  await page.getByRole('button', { name: 'Create the account and connect it' }).click();
  await page.getByText('Your Stripe account is connected.').waitFor();
  return paymentsCard(page).locator('code').first().innerText();
}

const paymentsCard = (page: Page) => page.locator('[aria-labelledby=payments]');
