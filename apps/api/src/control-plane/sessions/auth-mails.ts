import type { Mail } from '@gatehouse/platform';

/**
 * The code that proves an address, with a link to the page that asks for it. The link does not bring the code along: somebody else may have
 * signed up with this address, and following a link in a mail is not the same as meaning to. The name that they gave is theirs to choose, so
 * it is not in the mail either.
 */
export function verificationMail(to: string, code: string, publicUrl: string): Mail {
  const link = `${publicUrl}/verify-email?${new URLSearchParams({ email: to }).toString()}`;
  return compose(to, `${code} is your Gatehouse code`, [
    'Your code for Gatehouse is:',
    { code },
    'It is good for ten minutes. Enter it where you signed up, or on this page:',
    { link },
    'If you did not sign up, ignore this mail: do not enter the code and do not pass it on. Whoever did sign up with your address gets nothing without it.',
  ]);
}

/** The code with which a forgotten password is replaced. */
export function passwordResetMail(to: string, code: string, publicUrl: string): Mail {
  const link = `${publicUrl}/reset-password?${new URLSearchParams({ email: to }).toString()}`;
  return compose(to, `${code} is your code for a new password`, [
    'Somebody, probably you, asked for a new password for your Gatehouse account. Your code is:',
    { code },
    'It is good for ten minutes. Enter it where you asked for it, or on this page:',
    { link },
    'If that was not you, ignore this mail and do not pass the code on: your password stays as it is.',
  ]);
}

/** To the owner of the mailbox, who may not be the one who changed it. */
export function passwordChangedMail(to: string): Mail {
  return compose(to, 'Your Gatehouse password was changed', [
    'The password of your Gatehouse account was changed just now, and every other session has ended.',
    'If that was not you, ask for a new password on the sign-in page at once: whoever did it can read this mailbox, so change its password too.',
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
