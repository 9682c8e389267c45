import type { Language } from '../../edge/hosted-pages/language';
import { accountPageTexts } from './account-page.texts';
import type { GptAccess } from './account-reader.service';
import { numberIn } from './account-words';

/** How much of a month's quota is used, in words and, where there is an end to it, as a bar. */
export function Use({ language, access }: { readonly language: Language; readonly access: Pick<GptAccess, 'used' | 'limit'> }) {
  const texts = accountPageTexts[language];
  const { used, limit } = access;
  const words =
    limit === null
      ? texts.usedWithoutLimit(numberIn(language, used))
      : texts.used(numberIn(language, used), numberIn(language, limit));
  return (
    <>
      <p className="small soft">{words}</p>
      {limit === null || limit === 0 ? null : <progress value={Math.min(used, limit)} max={limit} aria-label={words} />}
    </>
  );
}
