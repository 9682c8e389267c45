import type { Mail } from '@gatehouse/platform';

export interface SignInCodeMail {
  readonly to: string;
  readonly code: string;
  readonly gptName: string;
  readonly workspaceName: string;
}

/** The mail that brings a one-time code. The code stands in the subject, so that it can be read off a locked phone. */
export function signInCodeMail({ to, code, gptName, workspaceName }: SignInCodeMail): Mail {
  const lines = [
    `Your code to sign in to ${gptName} is:`,
    code,
    'It works for ten minutes, on the page where you asked for it. Nobody from us will ever ask you for it.',
    `You get this mail because somebody entered your address to sign in to ${gptName} by ${workspaceName}. If that was not you, ignore it: without the code nothing happens.`,
  ] as const;
  const [intro, , validity, why] = lines.map(escapeHtml) as [string, string, string, string];
  return {
    to,
    // A name is the creator's own words; a line break in it would end the header.
    subject: `${code} is your code for ${gptName}`.replace(/[\u0000-\u001f\u007f]+/g, ' '),
    text: `${lines.join('\n\n')}\n`,
    html: `<div style="font:16px/1.5 sans-serif;max-width:480px"><p>${intro}</p><p style="font-size:32px;font-weight:bold;letter-spacing:4px">${code}</p><p>${validity}</p><p style="color:#666;font-size:13px">${why}</p></div>`,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
