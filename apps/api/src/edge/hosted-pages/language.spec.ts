import fc from 'fast-check';
import { LANGUAGES, pickLanguage } from './language';

describe('pickLanguage', () => {
  it.each([
    ['what the client asks for, before what the browser asks for', 'de', 'fr', 'de'],
    ['the first of several that we speak', 'zh-Hans ko pt-BR es', undefined, 'pt'],
    ['the language of a tag with script and region (RFC 4647 3.4)', 'hi-Deva-IN', undefined, 'hi'],
    ['a locale spelled as POSIX does', 'ja_JP', undefined, 'ja'],
    ['a tag in capitals', 'FR-CA', undefined, 'fr'],
    ['Indonesian under its former code', 'in-ID', undefined, 'id'],
    ['what the browser asks for, when we speak nothing that the client asks for', 'zh ko', 'es-419,es;q=0.9', 'es'],
    ['what the browser prefers by weight, not by order', null, 'en;q=0.5, de;q=0.8', 'de'],
    ['nothing that the browser refuses', null, 'de;q=0, fr;q=0.1', 'fr'],
    ['English, when nobody asks for anything', null, undefined, 'en'],
    ['English, when anything will do', null, '*', 'en'],
    ['English, when nothing that is asked for is ours', 'zh', 'ko, tlh', 'en'],
    ['English, for what is no language tag at all', '1 -- \u0000 __proto__', ';;;,q=,=', 'en'],
  ])('takes %s', (_what, uiLocales, acceptLanguage, expected) => expect(pickLanguage(uiLocales, acceptLanguage)).toBe(expected));

  it('answers one of ours, whatever comes in', () => {
    fc.assert(
      fc.property(fc.option(fc.string()), fc.string(), (uiLocales, header) => {
        expect(LANGUAGES).toContain(pickLanguage(uiLocales, header));
      }),
    );
  });
});
