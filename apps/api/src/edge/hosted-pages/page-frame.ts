import type { IncomingHttpHeaders } from 'node:http';
import { type Language, pickLanguage } from './language';

/** What a creator made of the pages of one GPT. */
export interface Brand {
  /** Under our own origin; null: the initial of the name stands in its place. */
  readonly logoHref: string | null;
  readonly termsUrl: string | null;
  readonly privacyUrl: string | null;
}

export const PLAIN_BRAND: Brand = { logoHref: null, termsUrl: null, privacyUrl: null };

/** What stands around a hosted page, whichever page it is: whose it is, how it looks, and in which language it speaks. */
export interface PageFrame {
  readonly language: Language;
  /** Whose page it is: the GPT's, on account pages the workspace's. Null where nobody is known yet. */
  readonly gptName: string | null;
  readonly brand: Brand;
}

/** The frame of a page that belongs to no GPT. */
export function plainFrame(language: Language, name: string | null = null): PageFrame {
  return { language, gptName: name, brand: PLAIN_BRAND };
}

/** The language of a request that stands in no sign-in: the browser's. */
export function browserLanguage(request: { readonly headers: IncomingHttpHeaders }): Language {
  return pickLanguage(null, request.headers['accept-language']);
}
