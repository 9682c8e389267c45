import type { Page } from 'playwright-core';
import { chooseGoogleAccount } from './google-sandbox';
import { press } from './press';

/** Asks for a code by email; ends on the page that takes it. */
export async function askForCode(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: /email/i }).fill(email);
  await press(page, 'Email me a code', page.locator('input[name=code]'));
}

/** Enters the code that was mailed. */
export async function enterCode(page: Page, code: string): Promise<void> {
  await page.locator('input[name=code]').fill(code);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
}

/** Signs in with the Google sandbox; ends on the consent page. */
export async function signInWithGoogle(page: Page, person: { name: string; email: string }): Promise<void> {
  await page.getByText('Continue with Google').click();
  await chooseGoogleAccount(page, person);
  await page.getByRole('button', { name: 'Allow' }).waitFor();
}

export async function allow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Allow' }).click();
}

export async function deny(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Deny' }).click();
}
