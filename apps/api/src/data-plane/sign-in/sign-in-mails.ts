import type { Mail } from '@gatehouse/platform';
import type { Language } from '../../edge/hosted-pages/language';
import { emailCodeTexts } from './email-code.texts';
import { emailLinkTexts } from './email-link/email-link.texts';
import { layOutMail, type MailPart } from './mail-layout';
import { passwordMailTexts } from './password/password-mail.texts';

/** To whom a mail goes, and in whose name. */
export interface MailFrame {
  readonly to: string;
  readonly gptName: string;
  readonly workspaceName: string;
  readonly language: Language;
}

/** What a mail brings along. A code stands in the subject, so that it can be read off a locked phone; a link stands in the mail only. */
export interface MailedProofs {
  readonly code: string | null;
  readonly link: string | null;
}

/** The mail by which a person signs in. */
export function signInMail({ to, gptName, workspaceName, language }: MailFrame, { code, link }: MailedProofs): Mail {
  const codeTexts = emailCodeTexts[language].mail;
  const linkTexts = emailLinkTexts[language].mail;
  const button = (href: string): MailPart => ({ link: href, label: linkTexts.subject(gptName) });
  if (code === null) {
    const parts = link === null ? [] : [linkTexts.intro(gptName), button(link)];
    const why = { small: linkTexts.why(gptName, workspaceName) };
    return layOutMail(to, linkTexts.subject(gptName), language, [...parts, linkTexts.validity, why]);
  }
  const second = link === null ? [] : [linkTexts.orLink, button(link)];
  const why = { small: (link === null ? codeTexts : linkTexts).why(gptName, workspaceName) };
  const parts = [codeTexts.intro(gptName), { code }, codeTexts.validity, ...second, why];
  return layOutMail(to, codeTexts.subject(code, gptName), language, parts);
}

/** The mail that brings a code for choosing a password. */
export function passwordCodeMail({ to, gptName, workspaceName, language }: MailFrame, code: string): Mail {
  const texts = passwordMailTexts[language].code;
  const parts = [texts.intro(gptName), { code }, texts.validity, { small: texts.why(gptName, workspaceName) }];
  return layOutMail(to, texts.subject(code, gptName), language, parts);
}

/** Tells the owner of the mailbox, who may not have been it, that a password was chosen. */
export function passwordChangedMail({ to, gptName, workspaceName, language }: MailFrame): Mail {
  const texts = passwordMailTexts[language].changed;
  return layOutMail(to, texts.subject(gptName), language, [texts.what(workspaceName), texts.remedy]);
}
