import type { Logger } from '@gatehouse/platform';
import type { FastifyInstance } from 'fastify';
import { problemFrom } from '../../edge/errors/problem-from';
import { type HostedAnswer, page, sendHosted } from './hosted-answer';
import { MessagePage } from './message-page';

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
    scope.setErrorHandler((error, _request, reply) => sendHosted(reply, answerToFailure(error, logger)));
    define(scope);
    done();
  });
}

function answerToFailure(thrown: unknown, logger: Logger): HostedAnswer {
  const { refusal, unexpected } = problemFrom(thrown);
  if (unexpected)
    logger.error({ error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : 'unknown' }, 'hosted page failed');
  const { retryAfterSeconds } = refusal;
  return {
    ...page(refusal.status, messageFor(refusal.status, refusal.message)),
    ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
  };
}

function messageFor(status: number, detail: string) {
  if (status === 429) return <MessagePage heading="Too many attempts" paragraphs={[detail, 'Then go back and try again.']} />;
  if (status === 503) {
    const paragraphs = ['We cannot sign you in at this moment.', 'Wait a little, then reload this page.'];
    return <MessagePage heading="Try again in a moment" paragraphs={paragraphs} />;
  }
  if (status >= 500) {
    const paragraphs = ['That is our fault, and we have a note of it.', 'Go back to ChatGPT and start the sign-in again.'];
    return <MessagePage heading="Something went wrong" paragraphs={paragraphs} />;
  }
  return (
    <MessagePage heading="We could not read this request" paragraphs={['Go back to ChatGPT and start the sign-in again.']} />
  );
}
