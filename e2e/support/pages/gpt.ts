import type { GptSettings } from '@gatehouse/chatgpt-simulator';
import type { Page } from 'playwright-core';

/** Creates a GPT by its name alone; ends on its Connect page and resolves to its id. */
export async function createGpt(page: Page, name: string): Promise<string> {
  await page.getByRole('link', { name: 'GPTs', exact: true }).first().click();
  await page.getByRole('link', { name: 'New GPT' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create GPT' }).click();
  await page.waitForURL(/\/gpts\/gpt_[^/]+$/);
  await page.getByRole('heading', { name: 'OAuth settings' }).waitFor();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Presses the copy button beside a field and returns what the clipboard then holds, which is what a creator would paste. */
export async function copyField(page: Page, label: string): Promise<string> {
  await page.getByRole('button', { name: `Copy ${label}` }).click();
  await page
    .getByRole('status')
    .filter({ hasText: `${label} copied` })
    .waitFor({ state: 'attached' });
  return page.evaluate<string>('navigator.clipboard.readText()');
}

/** Copies every field of the GPT editor's OAuth form, in its order, off the Connect page. */
export async function copyOauthSettings(page: Page): Promise<Omit<GptSettings, 'callbackUrl'>> {
  const clientId = await copyField(page, 'Client ID');
  const clientSecret = await copyField(page, 'Client Secret');
  const authorizationUrl = await copyField(page, 'Authorization URL');
  const tokenUrl = await copyField(page, 'Token URL');
  const scope = await page.getByLabel('Scope', { exact: true }).inputValue();
  return { clientId, clientSecret, authorizationUrl, tokenUrl, scope, tokenExchangeMethod: 'post' };
}

/** Pastes the callback URL that ChatGPT shows and resolves to all that are registered then. */
export async function pasteCallbackUrl(page: Page, url: string): Promise<string[]> {
  await page.getByLabel('Callback URL', { exact: true }).fill(url);
  await page.getByRole('button', { name: 'Add URL' }).click();
  const registered = page.getByRole('list', { name: 'Registered callback URLs' }).getByRole('listitem');
  await registered.filter({ hasText: url }).waitFor();
  return registered.locator('p:first-child').allTextContents();
}
