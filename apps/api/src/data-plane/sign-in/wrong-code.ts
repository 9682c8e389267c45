import type { Language } from '../../edge/hosted-pages/language';
import type { Checking } from './email-code.service';
import { emailCodeTexts } from './email-code.texts';

/** Why a code was not taken, and what to do. */
export function wrongCode(language: Language, checking: Exclude<Checking, { kind: 'right' }>): string {
  const texts = emailCodeTexts[language];
  if (checking.kind === 'void') return texts.isVoid;
  return checking.triesLeft === 0 ? texts.wrongAndVoid : texts.wrong(checking.triesLeft);
}
