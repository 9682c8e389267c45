import type { Page } from 'playwright-core';
import { eventually } from '../eventually';

const SHOWN_WITHIN_MS = 20_000;

const figureOf = (page: Page, label: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByRole('term').filter({ hasText: new RegExp(`^${label}$`) }) })
    .locator('dd')
    .first();

/** The figure of one tile; undefined while it stands for nothing yet. */
async function tileFigure(page: Page, label: string): Promise<number | undefined> {
  return numberIn(await figureOf(page, label).innerText());
}

/** Waits until one tile comes to show a figure, and does so without looking again and again, so that the wait may be measured. */
export function tileTurns(page: Page, label: string, figure: number): Promise<void> {
  return figureOf(page, label)
    .filter({ hasText: new RegExp(`^${figure.toLocaleString('en')}$`) })
    .waitFor();
}

/** Waits until one tile shows a figure, which it does by itself. */
export function tileShows(page: Page, label: string, figure: number): Promise<true> {
  return eventually(`${label}: ${figure}`, SHOWN_WITHIN_MS, async () =>
    (await tileFigure(page, label)) === figure ? true : undefined,
  );
}

/** The calls of each row of one breakdown ("By subscriber", "By action"), by the row's name. */
async function breakdown(page: Page, title: string): Promise<Record<string, number>> {
  const rows = await page.getByRole('table', { name: title }).locator('tbody tr').all();
  const cells = await Promise.all(rows.map((row) => row.getByRole('cell').allInnerTexts()));
  return Object.fromEntries(cells.map(([name = '', calls = '']) => [name.trim(), numberIn(calls) ?? NaN]));
}

/** The same, once its calls are `calls` in all. */
export function wholeBreakdown(page: Page, title: string, calls: number): Promise<Record<string, number>> {
  return eventually(`${title}: ${calls} in all`, SHOWN_WITHIN_MS, async () => {
    const rows = await breakdown(page, title);
    return Object.values(rows).reduce((sum, one) => sum + one, 0) === calls ? rows : undefined;
  });
}

/** The rows of the subscribers' table, each cell under the head of its column. */
export async function subscriberRows(page: Page): Promise<Record<string, string>[]> {
  const table = page.getByRole('table', { name: 'Subscribers' });
  await table.waitFor();
  const heads = await table.getByRole('columnheader').allInnerTexts();
  const rows = await table.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) => {
      const cells = await row.getByRole('cell').allInnerTexts();
      return Object.fromEntries(cells.map((cell, index) => [heads[index]?.trim() ?? '', cell.trim()]));
    }),
  );
}

/** "1,234" is 1234; text without a digit is no number. */
function numberIn(text: string): number | undefined {
  const digits = text.replaceAll(/\D/g, '');
  return digits === '' ? undefined : Number(digits);
}
