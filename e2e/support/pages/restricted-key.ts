import type { Locator, Page } from 'playwright-core';

/** An account that is made for this at the sandbox's Stripe. @returns its restricted key */
export async function keyOfNewAccount(origin: string, name: string): Promise<string> {
  const made = await fetch(`${origin}/dev/stripe/accounts`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin },
    body: new URLSearchParams({ name }),
  });
  if (made.status >= 400) throw new Error(`No account was made: ${made.status}`);
  const page = await (await fetch(`${origin}/dev/stripe`)).text();
  const key = page.match(/rk_test_\w+/g)?.at(-1);
  if (key === undefined) throw new Error('The sandbox shows no key.');
  return key;
}

/** Gives the payments card a key, where none is or in the place of one, and waits for its word. */
export async function giveKey(card: Locator, key: string, button: string, told: string): Promise<void> {
  await card.getByLabel('Restricted key').fill(key);
  await card.getByRole('button', { name: button }).click();
  await card.page().getByText(told, { exact: true }).waitFor();
}

/** Unfolds what stands below a heading. */
export const unfold = (page: Page, heading: string): Promise<void> => page.locator('summary', { hasText: heading }).click();
