import { type CodeRedemption, type Random, redeemCode } from '@gatehouse/core';
import type { PresentedCode } from '@gatehouse/platform';
import type { Draft, Proven, Verdict } from './exchange';
import { newTokens, pairOf } from './token-pair';

/**
 * Judges a code exchange (RFC 6749 4.1.3), and makes the tokens that it would issue.
 *
 * Whatever number of requests with the same code arrive at once, in one transaction or in many, the statement that claims it lets exactly one
 * of them through. The others are contested: asked again they find the code used, and each is a second valid redemption, so it fails *and*
 * revokes what the first one issued (OAuth 2.1 4.1.3). So a code that was sent twice leaves no working token, in whatever order the requests
 * came: the first sender gets an answer whose tokens are refused from the next call on. We cannot tell which of two senders of the same
 * secrets is the thief.
 * @param code null for one that nobody knows
 */
export function draftRedemption(
  { request, client, gpt }: Proven<CodeRedemption>,
  code: PresentedCode | null,
  now: Date,
  random: Random,
): Draft | Verdict {
  const decision = redeemCode(request, client, code, now);
  if (decision.kind === 'reject') return decision.refusal;
  if (code === null) throw new Error('a code that nobody knows was not rejected');
  const { id, subscriberId, scopes } = code;
  if (decision.kind === 'replay')
    return { kind: 'leaked', refusal: decision.refusal, leak: { of: 'code', codeId: id, subscriberId } };
  const tokens = newTokens(gpt, scopes, now, random);
  return { kind: 'redemption', tokens, pair: pairOf(tokens, { id }, gpt, now) };
}
