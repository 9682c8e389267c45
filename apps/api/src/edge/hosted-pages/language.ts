import Negotiator from 'negotiator';

/** English, and what most people speak who use ChatGPT in another language. In the order in which a choice of them is shown. */
export const LANGUAGES = ['en', 'es', 'pt', 'hi', 'id', 'ja', 'de', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A feature's texts in every language. The type refuses a language left out, and an entry left out of a language. */
export type Catalogue<T> = Readonly<Record<Language, T>>;

const FALLBACK: Language = 'en';

/**
 * The language of a hosted page: the first that the client asks for and we speak (OpenID Connect Core 3.1.2.1, `ui_locales`: preferred ones first,
 * separated by spaces), else the first that the browser asks for (RFC 9110 12.5.4), else English. Each tag is looked up as in RFC 4647 3.4: `pt-BR` is
 * content with `pt`. What is no language tag is passed over: neither is the person's doing.
 * @param acceptLanguage the header as it came
 */
export function pickLanguage(uiLocales: string | null, acceptLanguage: string | undefined): Language {
  // Some clients write locales as POSIX does, de_DE.
  const wished = (uiLocales ?? '').replaceAll('_', '-').split(' ');
  // Negotiator puts them in the order of their weights, and leaves out those with none.
  const accepted = new Negotiator({ headers: { 'accept-language': acceptLanguage ?? '' } }).languages();
  for (const tag of [...wished, ...accepted]) {
    const language = lookUp(tag);
    if (language !== null) return language;
  }
  return FALLBACK;
}

/** All of ours are bare languages, so looking up a tag ends at its language, whatever script and region follow. */
function lookUp(tag: string): Language | null {
  const found = LANGUAGES.find((language) => language === languageOf(tag));
  return found ?? null;
}

/** The language subtag in its current spelling: `in` was Indonesian until 1989, and is still sent by Java. */
function languageOf(tag: string): string | null {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return null;
  }
}
