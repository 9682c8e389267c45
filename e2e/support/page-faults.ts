import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary: string }[];
}

/** What axe-core finds wrong with the page as it stands, in words that fit a failed expectation. Empty when all is well. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Evaluated rather than added as a script, which the pages' content security policy rightly refuses.
  await page.evaluate(AXE);
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then((result) => result.violations)`,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary}`),
  );
}

/** Something that the dashboard could not load. */
export async function contentFaults(page: Page): Promise<string[]> {
  const texts = await page.getByRole('alert').filter({ hasText: 'could not be loaded' }).allInnerTexts();
  return texts.map((text) => `not loaded: ${text.replaceAll(/\s+/g, ' ')}`);
}

/** A page that is wider than its window: people on phones would have to push it sideways. */
export async function layoutFaults(page: Page): Promise<string[]> {
  const { scrollWidth, clientWidth } = await page.evaluate<{ scrollWidth: number; clientWidth: number }>(
    '({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth })',
  );
  return scrollWidth > clientWidth ? [`scrolls sideways: ${scrollWidth} px in a window of ${clientWidth} px`] : [];
}
