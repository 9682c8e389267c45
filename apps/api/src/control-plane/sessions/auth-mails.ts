import type { Mail } from '@gatehouse/platform';

/** The code that proves an address, with a link that brings the same code. Opening the link changes nothing yet: mail scanners open links. */
export function verificationMail(to: string, code: string, publicUrl: string): Mail {
  const link = `${publicUrl}/verify-email?${new URLSearchParams({ email: to, code }).toString()}`;
  return compose(to, `${code} is your Gatehouse code`, [
    'Your code for Gatehouse is:',
    { code },
    'It is good for ten minutes. You can also open this page:',
    { link },
    'If you did not ask for it, somebody may have mistyped their address. Do not pass the code on; without it nothing happens.',
  ]);
}

/** Instead of a code, to somebody who has an account: the person at the form cannot tell the two apart, the owner of the mailbox can. */
export function accountExistsMail(to: string, publicUrl: string): Mail {
  return compose(to, 'You already have a Gatehouse account', [
    'Somebody, probably you, tried to sign up for Gatehouse with this address. It has an account already, and nothing was changed. Sign in here:',
    { link: `${publicUrl}/sign-in` },
    'If that was not you, there is nothing to do.',
  ]);
}

type Part = string | { readonly code: string } | { readonly link: string };

function compose(to: string, subject: string, parts: readonly Part[]): Mail {
  return {
    to,
    subject,
    text: `${parts.map(asText).join('\n\n')}\n`,
    html: `<!doctype html><html lang="en"><body style="font-family:system-ui,sans-serif;max-width:32rem">${parts.map(asHtml).join('')}</body></html>`,
  };
}

function asText(part: Part): string {
  if (typeof part === 'string') return part;
  return 'code' in part ? part.code : part.link;
}

function asHtml(part: Part): string {
  if (typeof part === 'string') return `<p>${escapeHtml(part)}</p>`;
  if ('code' in part) return `<p style="font-size:1.75rem;letter-spacing:.2em"><strong>${escapeHtml(part.code)}</strong></p>`;
  return `<p><a href="${escapeHtml(part.link)}">${escapeHtml(part.link)}</a></p>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
