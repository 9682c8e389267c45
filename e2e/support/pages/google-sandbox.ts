import type { Page } from 'playwright-core';

/** Picks an account in the sandbox's account chooser, describing one that is not among the samples. */
export async function chooseGoogleAccount(page: Page, person: { name: string; email: string }): Promise<void> {
  await page.getByText('Use another account').click();
  await page.getByLabel('Email', { exact: true }).fill(person.email);
  await page.getByLabel('Name', { exact: true }).fill(person.name);
  await page.getByRole('button', { name: 'Continue' }).click();
}
