import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { Sum } from '../call-book';
import { parseCsv } from '../csv';

/** Chooses days, the last one included, in a page of usage. */
export async function showDays(page: Page, first: string, last: string): Promise<void> {
  await page.getByRole('radio', { name: 'Dates' }).click();
  const form = page.getByRole('form', { name: 'Dates' });
  await form.getByLabel('First day').fill(first);
  await form.getByLabel('Last day').fill(last);
  await form.getByRole('button', { name: 'Show' }).click();
}

/** Downloads what the page shows, by one grouping: each row's figures by its name. */
export async function downloadUsage(
  page: Page,
  grouping: string,
): Promise<{ file: string; head: string[]; rows: Record<string, Sum> }> {
  await page.getByRole('button', { name: 'CSV' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: grouping, exact: true }).click(),
  ]);
  const [head = [], ...rows] = parseCsv(await readFile(await download.path(), 'utf8'));
  const figures = rows.map(([, name = '', ...cells]) => {
    const [calls = NaN, cost = NaN, denied = NaN] = cells.map(Number);
    return [name, { calls, cost, denied }] as const;
  });
  return { file: download.suggestedFilename(), head, rows: Object.fromEntries(figures) };
}
