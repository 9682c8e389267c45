import {
  type AuthorizeErrorCode,
  type AuthorizeRequest,
  type Clock,
  type ProvenRedirectUri,
  proveRedirectUri,
  type Random,
  recognisedScopes,
  redirectAnswer,
} from '@gatehouse/core';
import {
  authorizationCodeRepository,
  Database,
  grantRepository,
  type InteractionRow,
  interactionRepository,
  marketingConsentRepository,
  newId,
  newSecret,
  sha256,
  subscriptionRepository,
  tierRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, RANDOM } from '../../edge/tokens';
import { AccessGate } from '../access/access-gate.service';
import { findClientOfGpt, type RegisteredClient } from '../clients/registered-client';
import type { Tenant } from '../tenants/tenants.service';

const PLACED = { status: 'active', servedUntil: null } as const;
const UNPAID = { status: 'incomplete', servedUntil: new Date(0) } as const;

/** What becomes of an interaction at its end. Only `answered` leads back to the client. */
export type Conclusion =
  | { readonly kind: 'answered'; readonly url: string }
  /** Somebody, most likely the same person with a second click, ended it before. */
  | { readonly kind: 'finished' }
  /** The GPT, or its callback URL, was removed while the person signed in. */
  | { readonly kind: 'client_gone' };

const NOT_ADMITTED = { kind: 'error', error: 'access_denied', description: 'This person may not use this GPT.' } as const;

/** The words about news that the person ticked on the way. */
export interface AgreedNews {
  readonly wording: string;
  readonly language: string;
}

export interface Consent {
  readonly client: RegisteredClient;
  readonly request: AuthorizeRequest;
  readonly redirectUri: ProvenRedirectUri;
  readonly subscriberId: string;
  readonly authTime: Date;
}

/** Turns a person's answer into the client's. */
@Injectable()
export class Authorizations {
  constructor(
    private readonly database: Database,
    private readonly gate: AccessGate,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
  ) {}

  /**
   * The person allowed it: the interaction ends with a code. Of two clicks at once one gets the code, and the other learns that it is done. Whoever
   * may no longer use the GPT at this very moment gets none.
   */
  allow(
    tenant: Tenant,
    interaction: InteractionRow,
    { subscriberId, authTime }: { subscriberId: string; authTime: Date },
    news: AgreedNews | null = null,
  ): Promise<Conclusion> {
    return this.conclude(tenant, interaction, async (tx, client, redirectUri) => {
      const { request } = interaction;
      if (!(await this.gate.enter(tx, client.gpt.id, subscriberId)))
        return redirectAnswer(redirectUri, NOT_ADMITTED, request.state, tenant.issuer);
      if (news !== null) await this.agreeToNews(tx, subscriberId, news);
      return this.issueCode(tx, tenant, { client, request, redirectUri, subscriberId, authTime });
    });
  }

  /** The person allowed it, and something stands between them and the code: the consent is kept, and the interaction goes on. */
  agree(tenant: Tenant, interaction: InteractionRow, subscriberId: string, news: AgreedNews | null): Promise<void> {
    return this.database.inWorkspace(tenant.id, async (tx) => {
      const client = await findClientOfGpt(tx, interaction.gptId);
      if (client === null) return;
      if (news !== null) await this.agreeToNews(tx, subscriberId, news);
      await this.grant(tx, client, interaction.request, subscriberId);
    });
  }

  /** The interaction ends with an error (RFC 6749 4.1.2.1), such as `access_denied` when the person refused. */
  refuse(tenant: Tenant, interaction: InteractionRow, error: AuthorizeErrorCode, description: string): Promise<Conclusion> {
    const answer = { kind: 'error', error, description } as const;
    return this.conclude(tenant, interaction, (_tx, _client, redirectUri) =>
      Promise.resolve(redirectAnswer(redirectUri, answer, interaction.request.state, tenant.issuer)),
    );
  }

  /**
   * Records the consent, gives the subscriber their place on the default tier if they have none on this GPT, and issues a code.
   * @returns the URL that takes the person back (RFC 6749 4.1.2)
   */
  async issueCode(tx: WorkspaceTransaction, tenant: Tenant, consent: Consent): Promise<string> {
    const { client, request, redirectUri, subscriberId, authTime } = consent;
    const { gpt } = client;
    const now = this.clock.now();
    const { grantId, scopes } = await this.grant(tx, client, request, subscriberId);
    const tier = await tierRepository.findDefault(tx, gpt.id);
    // Where nothing is free, signing in opens the door to the plans and not to the API.
    const standing = tier.priceAmount === null ? PLACED : UNPAID;
    const place = { id: newId('sub'), subscriberId, gptId: gpt.id, tierId: tier.id, ...standing };
    await subscriptionRepository.insertUnlessPresent(tx, { ...place, createdAt: now, monthsFrom: now, overrides: {} });
    const code = newSecret('gth_ac_', this.random);
    await authorizationCodeRepository.insert(tx, {
      id: newId('cod'),
      grantId,
      gptId: gpt.id,
      subscriberId,
      codeHash: sha256(code),
      redirectUri,
      scopes,
      codeChallenge: request.codeChallenge,
      nonce: request.nonce,
      authTime,
      createdAt: now,
      expiresAt: new Date(now.getTime() + gpt.codeTtlSeconds * 1000),
      redeemedAt: null,
    });
    return redirectAnswer(redirectUri, { kind: 'code', code }, request.state, tenant.issuer);
  }

  private async grant(
    tx: WorkspaceTransaction,
    { gpt, snapshot }: RegisteredClient,
    request: AuthorizeRequest,
    subscriberId: string,
  ): Promise<{ grantId: string; scopes: string[] }> {
    // A scope that was removed since it was asked for is not granted.
    const recognised = recognisedScopes(snapshot.scopes);
    const scopes = request.scopes.filter((name) => recognised.includes(name));
    const createdAt = this.clock.now();
    return {
      grantId: await grantRepository.grant(tx, { id: newId('grt'), subscriberId, gptId: gpt.id, scopes, createdAt }),
      scopes,
    };
  }

  private async agreeToNews(tx: WorkspaceTransaction, subscriberId: string, news: AgreedNews): Promise<void> {
    const agreed = { id: newId('mkc'), subscriberId, ...news, givenOn: 'consent_page', givenAt: this.clock.now() } as const;
    await marketingConsentRepository.give(tx, agreed);
  }

  private conclude(
    tenant: Tenant,
    interaction: InteractionRow,
    answer: (tx: WorkspaceTransaction, client: RegisteredClient, redirectUri: ProvenRedirectUri) => Promise<string>,
  ): Promise<Conclusion> {
    return this.database.inWorkspace(tenant.id, async (tx): Promise<Conclusion> => {
      if (!(await interactionRepository.finish(tx, interaction, this.clock.now()))) return { kind: 'finished' };
      const client = await findClientOfGpt(tx, interaction.gptId);
      const redirectUri =
        client === null ? null : proveRedirectUri(client.snapshot.redirectUris, interaction.request.redirectUri);
      if (client === null || redirectUri === null) return { kind: 'client_gone' };
      return { kind: 'answered', url: await answer(tx, client, redirectUri) };
    });
  }
}
