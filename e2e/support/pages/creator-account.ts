import type { Page } from 'playwright-core';
import type { Person } from '../people';
import { press } from './press';

/** Sign-up with email and password, up to the page that asks for the mailed code. */
export async function fillSignUp(page: Page, origin: string, person: Person): Promise<void> {
  await page.goto(`${origin}/sign-up`);
  await page.getByLabel('Name', { exact: true }).fill(person.name);
  await page.getByLabel('Email', { exact: true }).fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await press(page, 'Create account', page.getByLabel('Code', { exact: true }));
}

/** Enters the code from the mailbox; ends on the page that asks for the first workspace. */
export async function verifyAddress(page: Page, person: Person): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(await person.mailbox.code());
  await press(page, 'Verify email', page.getByLabel('Workspace name'));
}

/** Names the workspace and resolves to its slug, which the page makes from the name. */
export async function createWorkspace(page: Page, name: string): Promise<string> {
  await page.getByLabel('Workspace name').fill(name);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.waitForURL(/\/w\/[^/]+$/);
  return new URL(page.url()).pathname.slice('/w/'.length);
}

export async function signIn(page: Page, origin: string, person: Person): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('Email', { exact: true }).fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Your account/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in$/);
}
