import type { Mail } from '@gatehouse/platform';
import type { Language } from '../../edge/hosted-pages/language';
import { emailCodeTexts } from './email-code.texts';

export interface SignInCodeMail {
  readonly to: string;
  readonly code: string;
  readonly gptName: string;
  readonly workspaceName: string;
  readonly language: Language;
}

/** The mail that brings a one-time code. The code stands in the subject, so that it can be read off a locked phone. */
export function signInCodeMail({ to, code, gptName, workspaceName, language }: SignInCodeMail): Mail {
  const texts = emailCodeTexts[language].mail;
  const lines = [texts.intro(gptName), code, texts.validity, texts.why(gptName, workspaceName)] as const;
  const [intro, , validity, why] = lines.map(escapeHtml) as [string, string, string, string];
  return {
    to,
    // A name is the creator's own words; a line break in it would end the header.
    subject: texts.subject(code, gptName).replace(/[\u0000-\u001f\u007f]+/g, ' '),
    text: `${lines.join('\n\n')}\n`,
    html: `<div lang="${language}" style="font:16px/1.5 sans-serif;max-width:480px"><p>${intro}</p><p style="font-size:32px;font-weight:bold;letter-spacing:4px">${code}</p><p>${validity}</p><p style="color:#666;font-size:13px">${why}</p></div>`,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
