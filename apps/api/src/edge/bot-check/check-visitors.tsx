import { type BotCheckConfig, type Logger, verifyVisitor } from '@gatehouse/platform';
import type { FastifyInstance } from 'fastify';
import { page, sendHosted } from '../hosted-pages/hosted-answer';
import { MessagePage } from '../hosted-pages/message-page';
import { browserLanguage, plainFrame } from '../hosted-pages/page-frame';
import { readForm } from '../hosted-pages/read-form';
import { botCheckTexts } from './bot-check.texts';

const BASE = '/t/:workspace/sign-in/:interaction';

/** Whatever sends mail or takes a password. */
const CHECKED_FORMS: readonly string[] = [`${BASE}/email`, `${BASE}/password`, `${BASE}/password/new`];

/**
 * Lets the forms through that come with a good token of the widget. It is off unless the operator configures one.
 *
 * A service that does not answer stops nobody: it is one hurdle before the throttles, which count every try with or without it, and nobody
 * should be locked out because somebody else's service is down. It is logged, so that an operator sees that the hurdle is gone.
 */
export function checkVisitors(scope: FastifyInstance, config: BotCheckConfig, logger: Logger): void {
  scope.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'POST' || !CHECKED_FORMS.includes(request.routeOptions.url ?? '')) return;
    const token = readForm(request, [config.field]).get(config.field) ?? null;
    const verdict = await verifyVisitor(config, token, request.ip);
    if (verdict === 'person') return;
    if (verdict === 'unknown') {
      logger.warn({ route: request.routeOptions.url }, 'the bot check did not answer, and was passed over');
      return;
    }
    const language = browserLanguage(request);
    const { heading, paragraphs } = botCheckTexts[language];
    await sendHosted(reply, page(403, <MessagePage frame={plainFrame(language)} heading={heading} paragraphs={paragraphs} />));
  });
}
