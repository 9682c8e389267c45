import {
  type AuthenticatedClient,
  type ClientCredentials,
  type Clock,
  checkClientSecret,
  isClientId,
  type IssuedTokens,
  parseClientAuthentication,
  parseTokenRequest,
  type TokenRefusal,
  tokenRefusal,
  type TokenRequest,
  tokenResponse,
} from '@gatehouse/core';
import {
  Database,
  type FenceMarker,
  type GptRow,
  gptRepository,
  gptSecretRepository,
  MeterFence,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';
import { Tenants } from '../tenants/tenants.service';
import { CodeRedemptions } from './code-redemption.service';
import { GuessLimits } from './guess-limits.service';
import { Refreshes } from './refresh.service';
import { issued, refused, type TokenAnswer, trouble } from './token-answer';
import { readTokenBody, type TokenBody } from './token-body';

/** How exactly "last used" of a secret is kept. */
const TOUCH_EVERY_MS = 3_600_000;

export interface TokenHttpRequest extends TokenBody {
  readonly workspace: string;
  readonly authorization: string | null;
  readonly query: URLSearchParams;
  readonly source: string;
}

/** `POST /t/{workspace}/oauth/token` (RFC 6749 3.2). */
@Injectable()
export class TokenHandler {
  constructor(
    private readonly tenants: Tenants,
    private readonly database: Database,
    private readonly fence: MeterFence,
    private readonly redemptions: CodeRedemptions,
    private readonly refreshes: Refreshes,
    private readonly guesses: GuessLimits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle(http: TokenHttpRequest): Promise<TokenAnswer> {
    const tenant = await this.tenants.resolve(http.workspace); //                             1 whose door
    if (tenant === null) return trouble(404, 'not_found', 'There is no workspace at this address.');
    const asked = read(http); //                                                              2 who asks for what, pure
    if (asked.kind === 'refused') return refused(asked, tenant.slug);
    const outcome = await this.fence.around(
      (mark) => this.database.inWorkspace(tenant.id, (tx) => this.exchange(tx, asked, mark)), //        3 the exchange, one transaction
    );
    if (!('kind' in outcome)) return issued(tokenResponse(outcome, this.clock.now())); //      4 answer, pure
    return (
      (await this.guesses.tooMany(tenant, asked.credentials.clientId, http.source, outcome)) ?? refused(outcome, tenant.slug)
    );
  }

  /** Refusals are values, so that what they revoke is committed. */
  private async exchange(
    tx: WorkspaceTransaction,
    { credentials, request }: Asked,
    mark: FenceMarker,
  ): Promise<IssuedTokens | TokenRefusal> {
    const authenticated = await this.authenticate(tx, credentials);
    if (authenticated.kind === 'refused') return authenticated;
    const { client, gpt } = authenticated;
    return request.grantType === 'authorization_code'
      ? this.redemptions.redeem(tx, request, client, gpt, mark)
      : this.refreshes.refresh(tx, request, client, gpt, mark);
  }

  private async authenticate(tx: WorkspaceTransaction, credentials: ClientCredentials): Promise<Authenticated | TokenRefusal> {
    const now = this.clock.now();
    const gpt = isClientId(credentials.clientId) ? await gptRepository.findByClientId(tx, credentials.clientId) : null;
    const secrets = gpt === null ? [] : await gptSecretRepository.listLive(tx, gpt.id, now);
    const stored = gpt === null ? null : { gptId: gpt.id, clientId: gpt.clientId, type: 'confidential' as const, secrets };
    const decision = checkClientSecret(credentials, stored, now);
    if (decision.kind === 'refused') return decision;
    if (gpt === null) throw new Error('a client without a GPT was authenticated');
    const used = secrets.find(({ id }) => id === decision.secretId);
    if (used !== undefined && (used.lastUsedAt?.getTime() ?? 0) + TOUCH_EVERY_MS <= now.getTime())
      await gptSecretRepository.touch(tx, used.id, now);
    return { kind: 'authenticated', client: decision.client, gpt };
  }
}

interface Asked {
  readonly kind: 'asked';
  readonly credentials: ClientCredentials;
  readonly request: TokenRequest;
}

interface Authenticated {
  readonly kind: 'authenticated';
  readonly client: AuthenticatedClient;
  readonly gpt: GptRow;
}

function read(http: TokenHttpRequest): Asked | TokenRefusal {
  // RFC 6749 2.3.1: never in the URL, where logs and histories keep it. Said aloud, because whoever sends it should stop.
  if (http.query.has('client_secret')) return tokenRefusal('invalid_request', 'Credentials do not belong into the URL.');
  const body = readTokenBody(http);
  if ('kind' in body) return body;
  const presented = parseClientAuthentication(http.authorization, body);
  if (presented.kind === 'refused') return presented;
  const parsed = parseTokenRequest(body);
  return parsed.kind === 'refused' ? parsed : { kind: 'asked', credentials: presented.credentials, request: parsed.request };
}
