import type { Locator, Page } from 'playwright-core';
import { copyField } from './gpt';

/** Opens a person's place on a tier; ends with the dialog open. */
export async function openPlace(page: Page, subscriberUrl: string): Promise<Locator> {
  await page.goto(subscriberUrl);
  await page.getByRole('button', { name: /^Change the tier at/ }).click();
  return page.getByRole('dialog');
}

/** The tiers that the dialog offers; leaves `chosen` chosen. */
export async function pickTier(page: Page, dialog: Locator, chosen: string): Promise<string[]> {
  await dialog.getByRole('combobox', { name: 'Tier' }).click();
  const options = page.getByRole('option');
  await options.first().waitFor();
  const offered = await options.allInnerTexts();
  await options.filter({ hasText: new RegExp(`^${chosen}$`) }).click();
  return offered.map((name) => name.trim());
}

/** The dialog closes once the API has taken what it says. */
export async function savePlace(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Sets how much one person may use a day before they sign in. */
export async function setAnonymousUnits(page: Page, gptUrl: string, units: number): Promise<void> {
  await page.goto(`${gptUrl}/tiers`);
  const card = page.locator('[aria-labelledby=anonymous-limits]');
  await card.getByLabel('Units a day').fill(String(units));
  await card.getByRole('button', { name: 'Save' }).click();
  // Once they are kept, nothing is left to save.
  await card.locator('button:disabled', { hasText: 'Save' }).waitFor();
}

/** Makes a service key and copies it. */
export async function makeServiceKey(page: Page, gptUrl: string, name: string): Promise<string> {
  await page.goto(gptUrl);
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await dialog.getByText('Copy your new key').waitFor();
  const key = await copyField(page, 'API Key');
  await dialog.getByRole('button', { name: 'Done' }).click();
  return key;
}

/** Chooses what happens to calls while the fast counters are away. */
export async function chooseWithoutCounters(page: Page, settingsUrl: string, choice: string): Promise<void> {
  await page.goto(settingsUrl);
  const card = page.locator('[aria-labelledby=metering]');
  await card.getByRole('radio', { name: choice }).click();
  await card.getByRole('radio', { name: choice, checked: true }).waitFor();
}
