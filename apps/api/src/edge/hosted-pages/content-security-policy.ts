import { createHash } from 'node:crypto';
import type { BotCheckWidgetConfig } from '../bot-check/bot-check-widget';

/**
 * The policy of a hosted page, made for what the page holds: its own style sheet by its hash (CSP Level 3, 2.3.1), images of our own origin where it
 * has one, and nothing else. What others wrote is escaped in it, so every tag found in it is ours.
 */
export function contentSecurityPolicy(
  html: string,
  { formTargets, botCheck }: { formTargets: readonly string[]; botCheck: BotCheckWidgetConfig | null },
): string {
  const style = /<style>(.*?)<\/style>/s.exec(html)?.[1];
  const script = /<script>(.*?)<\/script>/s.exec(html)?.[1];
  const widget = widgetOrigin(html, botCheck);
  const scripts = [...(script === undefined ? [] : [hashOf(script)]), ...(widget === null ? [] : [widget])];
  return [
    "default-src 'none'",
    ...(style === undefined ? [] : [`style-src ${hashOf(style)}`]),
    // The page for passkeys has one, its own.
    ...(scripts.length === 0 ? [] : [['script-src', ...scripts].join(' ')]),
    ...(html.includes('<img ') ? ["img-src 'self'"] : []),
    ...(widget === null ? [] : [`frame-src ${widget}`, `connect-src ${widget}`]),
    ["form-action 'self'", ...formTargets].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The origin of the widget's script, frame and questions, on the pages that show it. */
function widgetOrigin(html: string, botCheck: BotCheckWidgetConfig | null): string | null {
  return botCheck !== null && html.includes('<div class="bot-check ') ? new URL(botCheck.scriptUrl).origin : null;
}
