import type { Page } from 'playwright-core';

/** What becomes of a charge, in the words of the sandbox's test cards. */
export type Card =
  'Succeeds' | 'Is declined' | 'Succeeds now, is declined at every renewal' | 'Asks for 3-D Secure' | 'Has expired';

/** Chooses a test card, on Checkout or in the portal. */
export async function takeCard(page: Page, card: Card): Promise<void> {
  await page.getByRole('group', { name: 'Test card' }).getByText(card, { exact: true }).click();
}

/** Gives a card to Checkout and confirms; what follows is whatever the card leads to. */
export async function payWith(page: Page, card: Card): Promise<void> {
  await takeCard(page, card);
  await page.getByRole('button', { name: /^(Subscribe|Start trial)$/ }).click();
}

/** The id of the Checkout at which somebody stands. */
export const checkoutAt = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';
