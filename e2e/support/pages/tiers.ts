import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';

const SHOWN_WITHIN_MS = 20_000;

interface TierFields {
  name: string;
  key?: string;
  quotaPerMonth?: number;
  /** Units that a call of an action takes. */
  costs?: Readonly<Record<string, number>>;
  price?: TierPrice;
}

/** As a creator writes it: 9, 9.5. */
interface TierPrice {
  /** As the choice names it: "EUR · Euro". */
  currency: string;
  month: string;
  year: string;
  /** Of a unit beyond the quota. */
  beyond?: string;
}

/** The page of a GPT's tiers. */
export class TiersPage {
  constructor(readonly page: Page) {}

  async open(gptUrl: string): Promise<void> {
    await this.page.goto(`${gptUrl}/tiers`);
    await this.#table.waitFor();
  }

  /** Opens the dialog of a new tier and fills it in. */
  async describe(fields: TierFields): Promise<Locator> {
    await this.page.getByRole('button', { name: 'New tier' }).click();
    return this.#fill(fields);
  }

  /** Opens the dialog of a tier and fills in what shall be different. */
  async describeAnew(fields: TierFields): Promise<Locator> {
    await this.choose(fields.name, 'Edit');
    return this.#fill(fields);
  }

  /** Presses the dialog's button; it closes once the API has taken what it says. */
  async confirm(dialog: Locator): Promise<void> {
    await dialog.getByRole('button', { name: /^(Save|Create tier)$/ }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Chooses from the menu of one tier. */
  async choose(tier: string, item: string): Promise<void> {
    await this.page.getByRole('button', { name: `Actions for ${tier}` }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  /** Chooses what alters what new people get, and says yes to what it means. */
  async change(tier: string, item: 'Make it the default' | 'Archive'): Promise<void> {
    await this.choose(tier, item);
    await this.agree(item);
  }

  async agree(label: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('button', { name: label, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  async waitForMark(tier: string, mark: 'Default' | 'Archived'): Promise<void> {
    await this.row(tier).getByText(mark, { exact: true }).waitFor();
  }

  row(tier: string): Locator {
    return this.#table.getByRole('row').filter({ has: this.page.getByTitle(tier, { exact: true }) });
  }

  /** Waits until the tiers stand in this order, by their keys. */
  waitForOrder(...keys: readonly string[]): Promise<true> {
    return eventually(`Tiers in the order ${keys.join(', ')}`, SHOWN_WITHIN_MS, async () => {
      const shown = await this.#table.locator('tbody code').allInnerTexts();
      return shown.join() === keys.join() ? true : undefined;
    });
  }

  get #table(): Locator {
    return this.page.getByRole('table', { name: 'Tiers' });
  }

  async #fill({ name, key, quotaPerMonth, costs = {}, price }: TierFields): Promise<Locator> {
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    if (key !== undefined) await dialog.getByLabel('Key', { exact: true }).fill(key);
    if (quotaPerMonth !== undefined) await dialog.getByLabel('Quota per month').fill(String(quotaPerMonth));
    if (price !== undefined) await this.#fillPrice(dialog, price);
    for (const [action, units] of Object.entries(costs)) {
      await dialog.getByRole('button', { name: 'Add cost' }).click();
      const cost = dialog.getByRole('group', { name: /^Cost \d+$/ }).last();
      await cost.getByLabel('Action').fill(action);
      await cost.getByLabel('Units').fill(String(units));
    }
    return dialog;
  }

  async #fillPrice(dialog: Locator, { currency, month, year, beyond }: TierPrice): Promise<void> {
    await dialog.getByRole('combobox', { name: 'Currency' }).click();
    await this.page.getByRole('option', { name: currency }).click();
    await dialog.getByLabel('Each month', { exact: true }).fill(month);
    await dialog.getByLabel('Each year', { exact: true }).fill(year);
    if (beyond !== undefined) await dialog.getByLabel('Each unit beyond the quota').fill(beyond);
  }
}
