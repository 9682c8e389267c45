import { type CodeRedemption, type Random, redeemCode } from '@gatehouse/core';
import {
  authorizationCodeRepository,
  issuanceRepository,
  type PresentedCode,
  sha256,
  type WhenHeld,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { RANDOM } from '../../edge/tokens';
import type { Proven, Verdict } from './exchange';
import { type Draft, newTokens, pairOf, pairsOf, settleDrafts } from './token-issuer';

/**
 * Exchanges authorization codes (RFC 6749 4.1.3), those of one moment together, within the caller's transaction.
 *
 * Whatever number of requests with the same code arrive at once, in one transaction or in many, one conditional update lets exactly one of them
 * through. The others are contested: asked again they find the code used, and each is a second valid redemption, so it fails *and* revokes
 * what the first one issued (OAuth 2.1 4.1.3). So a code that was sent twice leaves no working token, in whatever order the requests came: the
 * first sender gets an answer whose tokens are refused from the next call on. We cannot tell which of two senders of the same secrets is the
 * thief.
 */
@Injectable()
export class CodeRedemptions {
  constructor(@Inject(RANDOM) private readonly random: Random) {}

  /** @returns a verdict for each */
  async redeem(
    tx: WorkspaceTransaction,
    asked: readonly Proven<CodeRedemption>[],
    now: Date,
    whenHeld: WhenHeld,
  ): Promise<Map<Proven<CodeRedemption>, Verdict>> {
    if (asked.length === 0) return new Map();
    const hashed = asked.map((one) => [one, sha256(one.request.code)] as const);
    const found = await authorizationCodeRepository.findByHashes(
      tx,
      hashed.map(([, hash]) => hash),
    );
    const codes = new Map(found.map((code) => [code.codeHash.toString('hex'), code]));
    const drafts = new Map(hashed.map(([one, hash]) => [one, this.judge(one, codes.get(hash.toString('hex')) ?? null, now)]));
    const pairs = pairsOf(drafts);
    const claimed = pairs.length === 0 ? new Set<string>() : await issuanceRepository.redeem(tx, pairs, now, whenHeld);
    return settleDrafts(drafts, pairs, claimed);
  }

  private judge({ request, client, gpt }: Proven<CodeRedemption>, code: PresentedCode | null, now: Date): Verdict | Draft {
    const decision = redeemCode(request, client, code, now);
    if (decision.kind === 'reject') return decision.refusal;
    if (code === null) throw new Error('a code that nobody knows was not rejected');
    const { id, subscriberId, scopes } = code;
    if (decision.kind === 'replay')
      return { kind: 'leaked', refusal: decision.refusal, leak: { of: 'code', codeId: id, subscriberId } };
    const tokens = newTokens(gpt, scopes, now, this.random);
    return { kind: 'draft', tokens, pair: pairOf(tokens, { id }, gpt, now) };
  }
}
