import { globSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../src/edge/hosted-pages/language';

const SOURCE = join(__dirname, '../src');
/** Words that are the same in another language. */
const SHARED: Readonly<Record<string, readonly string[]>> = { de: ['Code', 'Passkey'], es: ['Plan: 7001'] };

type Texts = Readonly<Record<string, unknown>>;

/** Every `*.texts.ts` exports its texts by language. */
const catalogues = globSync('**/*.texts.ts', { cwd: SOURCE }).flatMap((file) =>
  Object.entries(jest.requireActual<Readonly<Record<string, unknown>>>(join(SOURCE, file)))
    .filter(([, value]) => typeof value === 'object' && !Array.isArray(value))
    .map(([name, texts]) => ({ name, file, texts: texts as Readonly<Record<string, Texts>> })),
);

/** Every sentence by its place, with names and numbers filled in. */
function sentencesOf(texts: unknown, place = ''): [string, string][] {
  if (typeof texts === 'string') return [[place, texts]];
  if (typeof texts === 'function') {
    const filled: unknown = (texts as (...names: unknown[]) => unknown)(
      ...['7001', '7002', '7003', '7004'].slice(0, texts.length),
    );
    return sentencesOf(filled, `${place}(${texts.length})`);
  }
  if (typeof texts !== 'object' || texts === null) throw new Error(`${place} is no text`);
  return Object.entries(texts).flatMap(([key, value]) => sentencesOf(value, `${place}.${key}`));
}

describe('the texts of hosted pages and of their mails', () => {
  it('are found', () => expect(catalogues.length).toBeGreaterThan(5));

  describe.each(catalogues)('$name ($file)', ({ texts }) => {
    it('exist in all languages and in no other', () => expect(Object.keys(texts).sort()).toEqual([...LANGUAGES].sort()));

    it.each(LANGUAGES.filter((language) => language !== 'en'))(
      'are whole, translated, and keep names and numbers in %s',
      (language) => {
        const english = new Map(sentencesOf(texts['en']));
        const translated = new Map(sentencesOf(texts[language]));
        expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
        for (const [place, sentence] of translated) {
          const original = english.get(place) ?? '';
          expect(sentence.trim()).toBe(sentence);
          expect(sentence).not.toBe('');
          if (!SHARED[language]?.includes(sentence)) expect({ place, sentence }).not.toEqual({ place, sentence: original });
          const names = (text: string): string[] => [...new Set(text.match(/700\d/g))].sort();
          expect({ place, names: names(sentence) }).toEqual({ place, names: names(original) });
        }
      },
    );
  });
});
