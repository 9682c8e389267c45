import type { Scheme } from '@gatehouse/core';
import type { IncomingHttpHeaders } from 'node:http';
import { type Language, pickLanguage } from './language';

/** What a creator made of the pages of one GPT. */
export interface Brand {
  /** `#rrggbb`; null: the colours of the house. */
  readonly accent: string | null;
  /** Under our own origin; null: the initial of the name stands in its place. */
  readonly logoHref: string | null;
  /** What the sign-in page says instead of our own words, in whatever language the creator wrote it. */
  readonly heading: string | null;
  readonly intro: string | null;
  readonly termsUrl: string | null;
  readonly privacyUrl: string | null;
}

export const PLAIN_BRAND: Brand = {
  accent: null,
  logoHref: null,
  heading: null,
  intro: null,
  termsUrl: null,
  privacyUrl: null,
};

/** What stands around a hosted page, whichever page it is: whose it is, how it looks, and in which language it speaks. */
export interface PageFrame {
  readonly language: Language;
  /** Whose page it is: the GPT's, on account pages the workspace's. Null where nobody is known yet. */
  readonly gptName: string | null;
  readonly brand: Brand;
  /** Light or dark whatever the system says; only a preview needs that. */
  readonly scheme?: Scheme;
}

/** The frame of a page that belongs to no GPT. */
export function plainFrame(language: Language, name: string | null = null): PageFrame {
  return { language, gptName: name, brand: PLAIN_BRAND };
}

interface LanguageWish {
  readonly headers: IncomingHttpHeaders;
  readonly query?: unknown;
}

/** The language of a request that stands in no sign-in: that which its link asks for (`ui_locales`), else the browser's. */
export function browserLanguage(request: LanguageWish): Language {
  return pickLanguage(uiLocalesOf(request), request.headers['accept-language']);
}

/** The same where the link asks for one at all, so that the links of its page may ask for it too. */
export function linkLanguage(request: LanguageWish): Language | null {
  return uiLocalesOf(request) === null ? null : browserLanguage(request);
}

function uiLocalesOf({ query }: LanguageWish): string | null {
  const { ui_locales: wished } = (query ?? {}) as { ui_locales?: unknown };
  return typeof wished === 'string' && wished !== '' ? wished : null;
}
