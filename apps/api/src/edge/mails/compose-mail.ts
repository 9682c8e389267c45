import type { Mail } from '@gatehouse/platform';

/** A paragraph, or a link that shows its whole address: nobody has to trust words that hide one. */
export type MailPart = string | { readonly link: string };

export interface MailDraft {
  readonly to: string;
  /** The language tag of all that it says. */
  readonly language: string;
  readonly subject: string;
  readonly parts: readonly MailPart[];
}

/** The mail as text and, saying the same, as HTML. */
export function composeMail({ to, language, subject, parts }: MailDraft): Mail {
  return {
    to,
    // Names in it are the creator's own words; a line break would end the header.
    subject: subject.replace(/[\u0000-\u001f\u007f]+/g, ' '),
    text: `${parts.map((part) => (typeof part === 'string' ? part : part.link)).join('\n\n')}\n`,
    html: `<!doctype html><html lang="${language}"><body style="font:16px/1.5 sans-serif;max-width:32rem">${parts.map(asHtml).join('')}</body></html>`,
  };
}

function asHtml(part: MailPart): string {
  if (typeof part === 'string') return `<p>${escapeHtml(part)}</p>`;
  const link = escapeHtml(part.link);
  return `<p><a href="${link}">${link}</a></p>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
