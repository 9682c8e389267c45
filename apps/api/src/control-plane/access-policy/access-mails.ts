import type { Mail } from '@gatehouse/platform';
import { type Language, LANGUAGES } from '../../edge/hosted-pages/language';
import { composeMail, type MailPart } from '../../edge/mails/compose-mail';
import { accessMailTexts } from './access-mails.texts';

interface AccessMail {
  readonly to: string;
  readonly gptName: string;
  readonly workspaceName: string;
  /** Where ChatGPT opens the GPT; null where nobody has said. */
  readonly gptUrl: string | null;
}

/** Tells a person that they are invited, and how to come in. */
export function invitationMail(language: Language, mail: AccessMail & { readonly expiresAt: Date | null }): Mail {
  const texts = accessMailTexts[language];
  const until = mail.expiresAt === null ? [] : [texts.until(momentIn(language, mail.expiresAt))];
  return composeMail({
    to: mail.to,
    language,
    subject: texts.invited.subject(mail.gptName),
    parts: [
      texts.invited.intro(mail.gptName, mail.workspaceName),
      ...waysIn(language, mail),
      texts.signInAs(mail.to),
      ...until,
      texts.unexpected,
    ],
  });
}

/** Tells a person what became of their request. @param spoken the language in which they asked */
export function decisionMail(spoken: string, status: 'approved' | 'refused', mail: AccessMail): Mail {
  const language = LANGUAGES.find((one) => one === spoken) ?? 'en';
  const texts = accessMailTexts[language][status];
  return composeMail({
    to: mail.to,
    language,
    subject: texts.subject(mail.gptName),
    parts: [texts.intro(mail.gptName, mail.workspaceName), ...(status === 'approved' ? waysIn(language, mail) : [])],
  });
}

function waysIn(language: Language, { gptName, gptUrl }: AccessMail): MailPart[] {
  const texts = accessMailTexts[language];
  return gptUrl === null ? [texts.openByName(gptName)] : [texts.openByLink, { link: gptUrl }];
}

function momentIn(language: Language, moment: Date): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(moment) + ' UTC';
}
