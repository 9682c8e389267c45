import type { FastifyReply } from 'fastify';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { BotCheckContext, type BotCheckWidgetConfig } from '../bot-check/bot-check-widget';
import { contentSecurityPolicy } from './content-security-policy';

/** What a hosted page's handler decided: values, so that one place writes headers. */
export type HostedAnswer =
  | {
      readonly kind: 'page';
      readonly status: number;
      readonly page: ReactElement;
      /** Origins besides our own to which a form on the page may lead, by way of redirects too: Chromium checks each of them. */
      readonly formTargets?: readonly string[];
      readonly retryAfterSeconds?: number;
      readonly setCookies?: readonly string[];
    }
  /** 303, so that a POST is not repeated at the new place (RFC 9700 4.12). `setCookies` are whole `Set-Cookie` values. */
  | { readonly kind: 'redirect'; readonly url: string; readonly setCookies?: readonly string[] };

export function page(status: number, element: ReactElement, formTargets: readonly string[] = []): HostedAnswer {
  return { kind: 'page', status, page: element, formTargets };
}

export function redirect(url: string, setCookies: readonly string[] = []): HostedAnswer {
  return { kind: 'redirect', url, setCookies };
}

declare module 'fastify' {
  interface FastifyInstance {
    /** What its hosted pages show of the bot check; absent and null alike: off. */
    botCheck?: BotCheckWidgetConfig | null;
  }
}

/**
 * Sends it. No framing, no referrer, no store, no CORS, and a policy under which nothing runs and nothing is loaded but a logo of our own origin
 * (RFC 9700 4.2, 4.12, 4.16).
 */
export function sendHosted(reply: FastifyReply, answer: HostedAnswer): FastifyReply {
  const { botCheck = null } = reply.server;
  const html =
    answer.kind === 'page'
      ? `<!DOCTYPE html>${renderToStaticMarkup(createElement(BotCheckContext.Provider, { value: botCheck }, answer.page))}`
      : '';
  void reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('x-frame-options', 'DENY')
    .header('x-content-type-options', 'nosniff')
    .header(
      'content-security-policy',
      contentSecurityPolicy(html, { formTargets: answer.kind === 'page' ? (answer.formTargets ?? []) : [], botCheck }),
    );
  for (const cookie of answer.setCookies ?? []) void reply.header('set-cookie', cookie);
  if (answer.kind === 'redirect') {
    return reply.code(303).header('location', answer.url).send();
  }
  if (answer.retryAfterSeconds !== undefined) void reply.header('retry-after', answer.retryAfterSeconds);
  return reply.code(answer.status).type('text/html; charset=utf-8').send(html);
}
