import { createHash } from 'node:crypto';

/**
 * The policy of a hosted page, made for what the page holds: its own style sheet by its hash (CSP Level 3, 2.3.1), images of our own origin where it
 * has one, and nothing else. What others wrote is escaped in it, so every tag found in it is ours.
 */
export function contentSecurityPolicy(html: string, { formTargets }: { formTargets: readonly string[] }): string {
  const style = /<style>(.*?)<\/style>/s.exec(html)?.[1];
  const script = /<script>(.*?)<\/script>/s.exec(html)?.[1];
  return [
    "default-src 'none'",
    ...(style === undefined ? [] : [`style-src ${hashOf(style)}`]),
    // The page for passkeys has one, its own.
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    ...(html.includes('<img ') ? ["img-src 'self'"] : []),
    ["form-action 'self'", ...formTargets].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
