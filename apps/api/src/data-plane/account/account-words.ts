import type { Language } from '../../edge/hosted-pages/language';
import { type AccountPageTexts, accountPageTexts, type NamelessWay } from './account-page.texts';

/** A day, as people write it. In UTC, like the months by which use is counted. */
export function dayIn(language: Language, date: Date): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

export function numberIn(language: Language, count: number): string {
  return new Intl.NumberFormat(language).format(count);
}

const NAMES: Readonly<Record<string, string>> = { google: 'Google', github: 'GitHub', microsoft: 'Microsoft' };

/** A way of signing in by its own name, or in the page's language where it has none. */
export function wayIn(language: Language, way: string): string {
  const { way: nameless }: AccountPageTexts = accountPageTexts[language];
  return NAMES[way] ?? nameless[way as NamelessWay] ?? way;
}
