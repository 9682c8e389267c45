import { AppError, type Clock, type Random, type TokenRefusal } from '@gatehouse/core';
import { clientRepository, Database, type HotTransaction, wasRolledBack, type WhenHeld } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, RANDOM } from '../../edge/tokens';
import { type Authenticated, proveClient } from '../clients/authenticate-client';
import { draftRedemption } from './draft-redemption';
import { draftRefresh } from './draft-refresh';
import type { Asked, Draft, Exchanged, Verdict } from './exchange';
import { type Facts, factKey, findFacts } from './find-facts';
import { Gathering } from './gathering';
import { IdTokens } from './id-tokens.service';
import { Leaks } from './leaks.service';
import { storeDrafts } from './store-drafts';

/** How often a request whose code or refresh token is contested is asked again: each time another was faster, and failed or was rolled back. */
const MAX_TRIES = 5;

type Outcome = Exclude<Verdict, { readonly kind: 'issued' }> | Exchanged;

/**
 * Exchanges codes and refresh tokens: those of one workspace and one moment in one transaction (ADR 0022), each judged by itself. Nothing that
 * one of them is or does changes the answer of another, unless both hold the same code or token.
 */
@Injectable()
export class Exchanges {
  private readonly gathering = new Gathering<Asked, Outcome>({
    together: (workspaceId, asked) => this.together(workspaceId, asked, 'skip'),
    mayRepeat: wasRolledBack,
    alone: (workspaceId, asked) => this.alone(workspaceId, asked),
  });

  constructor(
    private readonly database: Database,
    private readonly leaks: Leaks,
    private readonly idTokens: IdTokens,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
  ) {}

  /** @throws when Postgres does not answer; on a leak also when Redis does not, without which the revocation would not hold at once */
  async exchange(workspaceId: string, asked: Asked): Promise<Exchanged | TokenRefusal> {
    let outcome = await this.gathering.join(workspaceId, asked);
    for (let tries = 1; outcome.kind === 'contested'; tries += 1) {
      if (tries === MAX_TRIES) throw new AppError('temporarily_unavailable', { retryAfterSeconds: 1 });
      outcome = await this.alone(workspaceId, asked);
    }
    if (outcome.kind !== 'leaked') return outcome;
    await this.leaks.revoke(workspaceId, outcome.leak);
    return outcome.refusal;
  }

  /** In a transaction of its own, which may wait for whoever holds the same code or token. */
  private async alone(workspaceId: string, asked: Asked): Promise<Outcome> {
    const [outcome] = await this.together(workspaceId, [asked], 'wait');
    if (outcome === undefined) throw new Error('one asked, none answered');
    return outcome;
  }

  private together(workspaceId: string, asked: readonly Asked[], whenHeld: WhenHeld): Promise<Outcome[]> {
    return this.database.inWorkspacePipelined(workspaceId, async (tx) => {
      const now = this.clock.now();
      const facts = await findFacts(tx, asked, now); //                            1 read: clients, codes, refresh tokens
      const clients = asked.map((one) => prove(one, facts, now)); //               2 who asks, pure
      const judged = asked.map((one, at) => this.judge(one, clients[at], facts, now)); // 3 what they get, pure
      const [verdicts] = await Promise.all([
        storeDrafts(tx, judged, now, whenHeld), //                                 4 who was first: claimed and stored
        touchSecrets(tx, clients, now),
      ]);
      return this.identify(tx, verdicts); //                                       5 whom ID tokens will name
    });
  }

  private judge(
    { request, presentedHash }: Asked,
    client: Authenticated | TokenRefusal | undefined,
    { codes, refreshTokens }: Facts,
    now: Date,
  ): Draft | Verdict {
    if (client === undefined) throw new Error('a request without its client');
    if (client.kind === 'refused') return client;
    const key = factKey(presentedHash);
    return request.grantType === 'authorization_code'
      ? draftRedemption({ ...client, request }, codes.get(key) ?? null, now, this.random)
      : draftRefresh({ ...client, request }, refreshTokens.get(key) ?? null, now, this.random);
  }

  private async identify(tx: HotTransaction, verdicts: readonly Verdict[]): Promise<Outcome[]> {
    const issued = verdicts.flatMap((verdict) => (verdict.kind === 'issued' ? [verdict.tokens] : []));
    const identities = await this.idTokens.identify(tx, issued);
    return verdicts.map((verdict) => {
      if (verdict.kind !== 'issued') return verdict;
      return { kind: 'exchanged', tokens: verdict.tokens, identity: identities.get(verdict.tokens) ?? null };
    });
  }
}

const prove = ({ credentials }: Asked, { clients }: Facts, now: Date): Authenticated | TokenRefusal =>
  proveClient(credentials, clients.get(credentials.clientId) ?? null, now);

async function touchSecrets(tx: HotTransaction, clients: readonly (Authenticated | TokenRefusal)[], now: Date): Promise<void> {
  const touched = clients.flatMap((client) => (client.kind === 'authenticated' && client.touch !== null ? [client.touch] : []));
  await clientRepository.touchSecrets(tx, [...new Set(touched)], now);
}
