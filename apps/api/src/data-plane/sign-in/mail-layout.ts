import type { Mail } from '@gatehouse/platform';
import type { Language } from '../../edge/hosted-pages/language';

/** A sentence; a code, which stands out; a link, which is also written out, for whoever reads plain text; or small print. */
export type MailPart =
  string | { readonly code: string } | { readonly link: string; readonly label: string } | { readonly small: string };

/** A mail of the hosted pages: the same words as text and as HTML. Names in it are other people's words. */
export function layOutMail(to: string, subject: string, language: Language, parts: readonly MailPart[]): Mail {
  return {
    to,
    // A line break in a name would end the header.
    subject: subject.replace(/[\u0000-\u001f\u007f]+/g, ' '),
    text: `${parts.map(asText).join('\n\n')}\n`,
    html: `<div lang="${language}" style="font:16px/1.5 sans-serif;max-width:480px">${parts.map(asHtml).join('')}</div>`,
  };
}

function asText(part: MailPart): string {
  if (typeof part === 'string') return part;
  if ('code' in part) return part.code;
  return 'link' in part ? part.link : part.small;
}

function asHtml(part: MailPart): string {
  if (typeof part === 'string') return `<p>${escapeHtml(part)}</p>`;
  if ('code' in part) return `<p style="font-size:32px;font-weight:bold;letter-spacing:4px">${escapeHtml(part.code)}</p>`;
  if ('small' in part) return `<p style="color:#666;font-size:13px">${escapeHtml(part.small)}</p>`;
  const href = escapeHtml(part.link);
  return `<p><a href="${href}" style="display:inline-block;padding:12px 20px;border-radius:10px;background:#0a6b58;color:#fff;font-weight:bold;text-decoration:none">${escapeHtml(part.label)}</a></p><p style="color:#666;font-size:13px;word-break:break-all">${href}</p>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
