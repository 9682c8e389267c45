import type { Logger } from '@gatehouse/platform';
import type { FastifyInstance } from 'fastify';
import { problemFrom } from '../errors/problem-from';
import { durationIn, failureTexts } from './failure.texts';
import { type HostedAnswer, page, sendHosted } from './hosted-answer';
import type { Language } from './language';
import { MessagePage } from './message-page';
import { browserLanguage, plainFrame } from './page-frame';

/** Bytes of a posted form; ours take a few hundred. */
const BODY_LIMIT_BYTES = 16_384;

/**
 * A part of the server whose routes answer people: bodies arrive as bytes for the handlers to read, and whatever goes wrong is a page with a way
 * on, in the same clothes as all others.
 */
export async function registerHostedRoutes(
  server: FastifyInstance,
  logger: Logger,
  define: (scope: FastifyInstance) => void,
): Promise<void> {
  await server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.setErrorHandler((error, request, reply) => sendHosted(reply, answerToFailure(error, browserLanguage(request), logger)));
    define(scope);
    done();
  });
}

function answerToFailure(thrown: unknown, language: Language, logger: Logger): HostedAnswer {
  const { refusal, unexpected } = problemFrom(thrown);
  if (unexpected)
    logger.error({ error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : 'unknown' }, 'hosted page failed');
  const { retryAfterSeconds } = refusal;
  const { heading, paragraphs } = messageFor(refusal.status, retryAfterSeconds, language);
  return {
    ...page(refusal.status, <MessagePage frame={plainFrame(language)} heading={heading} paragraphs={paragraphs} />),
    ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
  };
}

function messageFor(status: number, retryAfterSeconds: number | null, language: Language) {
  const texts = failureTexts[language];
  if (status === 429) {
    const wait = retryAfterSeconds === null ? [] : [texts.tryAgainIn(durationIn(language, retryAfterSeconds))];
    return { heading: texts.tooManyAttempts, paragraphs: [...wait, texts.thenGoBack] };
  }
  if (status === 503) return { heading: texts.tryAgainSoon, paragraphs: [texts.cannotSignInNow, texts.waitAndReload] };
  if (status >= 500) return { heading: texts.somethingWentWrong, paragraphs: [texts.ourFault, texts.startAgain] };
  return { heading: texts.unreadable, paragraphs: [texts.startAgain] };
}
