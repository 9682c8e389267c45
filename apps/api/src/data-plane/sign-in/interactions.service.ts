import { type AuthorizeRequest, type Clock, parseId, type Random } from '@gatehouse/core';
import {
  Database,
  type InteractionRow,
  interactionRepository,
  newId,
  sha256,
  Vault,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { findBrand } from '../../edge/hosted-pages/find-brand';
import { type Language, pickLanguage } from '../../edge/hosted-pages/language';
import { browserLanguage, type PageFrame, PLAIN_BRAND } from '../../edge/hosted-pages/page-frame';
import { readForm } from '../../edge/hosted-pages/read-form';
import { CLOCK, RANDOM } from '../../edge/tokens';
import { accountClient } from '../account/account-client';
import { findClientOfGpt, type RegisteredClient } from '../clients/registered-client';
import { type Tenant, Tenants } from '../tenants/tenants.service';
import { BrowserBinding } from './browser-binding';
import { type InteractionPaths, pathsOf } from './interaction-paths';

/** Time for reading mail, finding a phone, choosing an account. After it the person begins again in ChatGPT. */
const INTERACTION_SECONDS = 3600;

/** A sign-in under way, in the browser that began it. */
export interface LiveInteraction {
  readonly kind: 'live';
  readonly tenant: Tenant;
  readonly interaction: InteractionRow;
  readonly client: RegisteredClient;
  readonly paths: InteractionPaths;
  /** For the hidden field of every form. */
  readonly formToken: string;
  /** What stands around each of its pages. */
  readonly frame: PageFrame;
}

/** Why there is nothing to go on with; each is a page of its own. */
export type InteractionTrouble = 'no_workspace' | 'missing' | 'other_browser' | 'expired' | 'finished' | 'forged_form';

/** In the language of the request that began the sign-in, where it is known, else of the browser. */
export type EnteredInteraction = LiveInteraction | { readonly kind: InteractionTrouble; readonly language: Language };

type FoundInteraction = Pick<LiveInteraction, 'tenant' | 'interaction' | 'client' | 'frame'>;

export type InteractionRequest = FastifyRequest<{ Params: { workspace: string; interaction: string } }>;

/** Authorization requests on their way through the hosted pages. */
@Injectable()
export class Interactions {
  private readonly binding: BrowserBinding;

  constructor(
    private readonly tenants: Tenants,
    private readonly database: Database,
    vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) random: Random,
  ) {
    this.binding = new BrowserBinding(vault, random);
  }

  /**
   * Begins one.
   * @param wanted.signedIn who is signed in already and may go straight to consent
   * @param wanted.cookieHeader what the browser sent
   * @returns its id, and the `Set-Cookie` values that bind it to this browser
   */
  async begin(
    tx: WorkspaceTransaction,
    tenant: Tenant,
    wanted: {
      gptId: string;
      /** Left out: a client waits. */
      purpose?: InteractionRow['purpose'];
      request: AuthorizeRequest;
      signedIn: { subscriberId: string; authTime: Date } | null;
      cookieHeader: string | undefined;
    },
  ): Promise<{ id: string; cookies: string[] }> {
    const id = newId('int');
    const secret = this.binding.newSecret();
    const now = this.clock.now();
    await interactionRepository.insert(tx, {
      id,
      gptId: wanted.gptId,
      browserHash: sha256(secret),
      purpose: wanted.purpose ?? 'authorize',
      request: wanted.request,
      subscriberId: wanted.signedIn?.subscriberId ?? null,
      authTime: wanted.signedIn?.authTime ?? null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + INTERACTION_SECONDS * 1000),
      finishedAt: null,
    });
    const { cookieHeader } = wanted;
    return { id, cookies: this.binding.cookiesFor(tenant, id, secret, { maxAgeSeconds: INTERACTION_SECONDS, cookieHeader }) };
  }

  /** The interaction that the path names, if this is its browser and it is still open. */
  async enter(request: InteractionRequest): Promise<EnteredInteraction> {
    const { workspace, interaction } = request.params;
    const found = await this.find({ workspace, interaction }, request.headers);
    if (!('client' in found)) return found;
    const secret = this.binding.secretOf(request.headers.cookie, found.tenant, found.interaction);
    if (secret === null) return { kind: 'other_browser', language: found.frame.language };
    return this.judge({ ...found, formToken: this.binding.formToken(found.interaction.id, secret) });
  }

  /** The interaction that the path names, whosever browser asks: for telling somebody what to do, and for nothing else. */
  lookAt(request: InteractionRequest): ReturnType<Interactions['find']> {
    const { workspace, interaction } = request.params;
    return this.find({ workspace, interaction }, request.headers);
  }

  /** The same for a posted form, which has to carry the token of a page that this browser was shown. */
  async enterByForm(request: InteractionRequest): Promise<EnteredInteraction> {
    const entered = await this.enter(request);
    if (entered.kind !== 'live') return entered;
    const secret = this.binding.secretOf(request.headers.cookie, entered.tenant, entered.interaction);
    const genuine =
      secret !== null && this.binding.isFormToken(readForm(request, ['csrf']).get('csrf'), entered.interaction.id, secret);
    return genuine ? entered : { kind: 'forged_form', language: entered.frame.language };
  }

  /** For the hidden field of the consent form that says whom its page named. */
  personToken({ interaction }: LiveInteraction, subscriberId: string): string {
    return this.binding.personToken(interaction.id, subscriberId);
  }

  /** Whether the page on which the person answered named this subscriber: in another tab they may have signed in as somebody else since. */
  named(request: InteractionRequest, { interaction }: LiveInteraction, subscriberId: string): boolean {
    return this.binding.isPersonToken(readForm(request, ['person']).get('person') ?? null, interaction.id, subscriberId);
  }

  /**
   * For the way back from a provider, where the interaction's own cookie is not sent: the sealed state that names it was kept by the same browser,
   * which showed the cookie when it set out.
   */
  async enterFromProvider(
    flow: { workspace: string; interaction: string },
    headers: IncomingHttpHeaders,
  ): Promise<EnteredInteraction> {
    const found = await this.find(flow, headers);
    return 'client' in found ? this.judge({ ...found, formToken: '' }) : found;
  }

  private async find(
    named: { workspace: string; interaction: string },
    headers: IncomingHttpHeaders,
  ): Promise<FoundInteraction | { kind: 'no_workspace' | 'missing'; language: Language }> {
    const language = browserLanguage({ headers });
    const tenant = await this.tenants.resolve(named.workspace);
    if (tenant === null) return { kind: 'no_workspace', language };
    const id = parseId('int', named.interaction);
    if (id === null) return { kind: 'missing', language };
    return this.database.inWorkspace(tenant.id, async (tx) => {
      const interaction = await interactionRepository.find(tx, id);
      const ofGpt = interaction === null ? null : await findClientOfGpt(tx, interaction.gptId);
      if (interaction === null || ofGpt === null) return { kind: 'missing', language };
      const client = interaction.purpose === 'account' ? await accountClient(tx, tenant, ofGpt) : ofGpt;
      const spoken = pickLanguage(interaction.request.uiLocales, headers['accept-language']);
      // The account is that of all its GPTs, so it wears none's clothes.
      const brand = interaction.purpose === 'account' ? PLAIN_BRAND : await findBrand(tx, tenant.path, client.gpt.id);
      const frame: PageFrame = { language: spoken, gptName: client.gpt.name, brand };
      return { tenant, interaction, client, frame };
    });
  }

  private judge(found: FoundInteraction & { readonly formToken: string }): EnteredInteraction {
    const { tenant, interaction, frame } = found;
    const { language } = frame;
    if (interaction.finishedAt !== null) return { kind: 'finished', language };
    if (interaction.expiresAt <= this.clock.now()) return { kind: 'expired', language };
    return { kind: 'live', ...found, paths: pathsOf(tenant, interaction.id) };
  }
}
