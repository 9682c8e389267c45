import {
  AppError,
  type Clock,
  type CodeRedemption,
  type RefreshRequest,
  type TokenRefusal,
  type TokenRequest,
} from '@gatehouse/core';
import { Database, wasRolledBack, type WhenHeld, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';
import { authenticateClients } from '../clients/authenticate-client';
import { CodeRedemptions } from './code-redemption.service';
import type { Asked, Exchanged, Proven, Verdict } from './exchange';
import { Gathering } from './gathering';
import { IdTokens } from './id-tokens.service';
import { Leaks } from './leaks.service';
import { Refreshes } from './refresh.service';

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
    private readonly redemptions: CodeRedemptions,
    private readonly refreshes: Refreshes,
    private readonly leaks: Leaks,
    private readonly idTokens: IdTokens,
    @Inject(CLOCK) private readonly clock: Clock,
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
    return this.database.inWorkspace(workspaceId, async (tx) => {
      const now = this.clock.now();
      const cases = await prove(tx, asked, now); //                                                       1 who asks: clients, by their secrets
      const verdicts = new Map<unknown, Verdict>([
        ...(await this.redemptions.redeem(tx, cases.filter(isRedemption), now, whenHeld)), //             2 codes: judged by a pure rule, then claimed
        ...(await this.refreshes.refresh(tx, cases.filter(isRefresh), now, whenHeld)), //                 3 refresh tokens: the same
      ]);
      return this.identify(
        tx,
        cases.map((one) => ('kind' in one ? one : (verdicts.get(one) ?? noVerdict()))),
      ); // 4 whom ID tokens will name
    });
  }

  private async identify(tx: WorkspaceTransaction, verdicts: readonly Verdict[]): Promise<Outcome[]> {
    const issued = verdicts.flatMap((verdict) => (verdict.kind === 'issued' ? [verdict.tokens] : []));
    const identities = await this.idTokens.identify(tx, issued);
    return verdicts.map((verdict) => {
      if (verdict.kind !== 'issued') return verdict;
      return { kind: 'exchanged', tokens: verdict.tokens, identity: identities.get(verdict.tokens) ?? null };
    });
  }
}

type Case = Proven<TokenRequest> | TokenRefusal;

async function prove(tx: WorkspaceTransaction, asked: readonly Asked[], now: Date): Promise<Case[]> {
  const presented = asked.map(({ credentials }) => credentials);
  const clients = await authenticateClients(tx, presented, now);
  return clients.map((client, index) => {
    const { request } = asked[index] as Asked;
    return client.kind === 'refused' ? client : { request, client: client.client, gpt: client.gpt };
  });
}

const isRedemption = (one: Case): one is Proven<CodeRedemption> =>
  !('kind' in one) && one.request.grantType === 'authorization_code';
const isRefresh = (one: Case): one is Proven<RefreshRequest> => !('kind' in one) && one.request.grantType === 'refresh_token';

function noVerdict(): never {
  throw new Error('a proven request was neither a redemption nor a refresh');
}
