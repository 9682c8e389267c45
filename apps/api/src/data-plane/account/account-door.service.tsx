import type { Clock } from '@gatehouse/core';
import { Database, type SubscriberRow, Vault } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import { browserLanguage, linkLanguage, type PageFrame, plainFrame } from '../../edge/hosted-pages/page-frame';
import { readForm } from '../../edge/hosted-pages/read-form';
import { Throttle } from '../../edge/throttle/throttle.service';
import { CLOCK } from '../../edge/tokens';
import { pathsOf } from '../sign-in/interaction-paths';
import { interactionTrouble } from '../sign-in/interaction-trouble';
import { Interactions } from '../sign-in/interactions.service';
import { type SubscriberSessionFacts, SubscriberSessions } from '../sign-in/subscriber-sessions.service';
import { type Tenant, Tenants } from '../tenants/tenants.service';
import { accountRequest, gptForAccount } from './account-client';
import { accountDoorTexts } from './account-door.texts';
import { type AccountPaths, accountPathsOf } from './account-paths';

const FORM_TOKEN_PURPOSE = 'account-form';
/** As with the authorization endpoint: each arrival writes a row. */
const BEGIN = { name: 'account', points: 300, seconds: 60 };
/** What cannot be undone, leaves the service, or opens the account from then on, asks for a sign-in no older than this. */
const FRESH_MS = 15 * 60_000;

export type AccountRequest = FastifyRequest<{ Params: { workspace: string; gpt: string; session: string; passkey: string } }>;

/** Somebody in their own account. */
export interface Account {
  readonly kind: 'in';
  readonly tenant: Tenant;
  readonly subscriber: SubscriberRow;
  readonly sessionId: string;
  /** How and when this session began. */
  readonly signedIn: Pick<SubscriberSessionFacts, 'method' | 'authTime'>;
  /** For the hidden field of every form. */
  readonly formToken: string;
  readonly frame: PageFrame;
  readonly paths: AccountPaths;
}

export type AtTheDoor = Account | { readonly kind: 'elsewhere'; readonly answer: HostedAnswer };

/** Pages to which a sign-in may come back. */
export type AccountPage =
  | '/account'
  | '/account?notice=confirmed'
  | '/account/erase'
  | '/account/passkeys/add'
  | '/account/password'
  | `/account/gpts/${string}/plan`;

interface DoorOptions {
  /** Whether an old session is not enough. */
  readonly fresh?: boolean;
  /** Where to come back to after a sign-in. */
  readonly back?: AccountPage;
}

/** Who may enter an account: whoever has a session with the workspace, and everybody else after a sign-in that belongs to no client. */
@Injectable()
export class AccountDoor {
  constructor(
    private readonly tenants: Tenants,
    private readonly database: Database,
    private readonly sessions: SubscriberSessions,
    private readonly interactions: Interactions,
    private readonly throttle: Throttle,
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async enter(http: AccountRequest, options: DoorOptions = {}): Promise<AtTheDoor> {
    const { fresh = false, back = '/account' } = options;
    const language = browserLanguage(http);
    const tenant = await this.tenants.resolve(http.params.workspace);
    if (tenant === null) return elsewhere(interactionTrouble({ kind: 'no_workspace', language }));
    const frame = plainFrame(language, tenant.name);
    const session = await this.database.inWorkspace(tenant.id, (tx) => this.sessions.find(tx, tenant, http.headers));
    if (session === null || (fresh && session.authTime.getTime() + FRESH_MS <= this.clock.now().getTime())) {
      return elsewhere(await this.toSignIn(http, tenant, frame, back));
    }
    const { subscriber, sessionId, method, authTime } = session;
    return {
      kind: 'in',
      tenant,
      subscriber,
      sessionId,
      signedIn: { method, authTime },
      formToken: this.formToken(sessionId),
      frame,
      paths: accountPathsOf(tenant, linkLanguage(http)),
    };
  }

  /** The same for a posted form, which has to carry the token of a page that this session was shown. */
  async enterByForm(http: AccountRequest, options: DoorOptions = {}): Promise<AtTheDoor> {
    const entered = await this.enter(http, options);
    if (entered.kind !== 'in') return entered;
    const token = readForm(http, ['csrf']).get('csrf') ?? '';
    const genuine = this.vault.verifyMac(FORM_TOKEN_PURPOSE, entered.sessionId, Buffer.from(token, 'base64url'));
    if (genuine) return entered;
    return elsewhere(interactionTrouble({ kind: 'forged_form', language: entered.frame.language }));
  }

  private async toSignIn(http: AccountRequest, tenant: Tenant, frame: PageFrame, back: AccountPage): Promise<HostedAnswer> {
    await this.throttle.spend([{ allowance: BEGIN, of: this.throttle.source(http) }]);
    return this.database.inWorkspace(tenant.id, async (tx) => {
      const gpt = await gptForAccount(tx);
      if (gpt === null) {
        const { heading, paragraph } = accountDoorTexts[frame.language].closed;
        return page(404, <MessagePage frame={frame} heading={heading} paragraphs={[paragraph(tenant.name)]} />);
      }
      const { id, cookies } = await this.interactions.begin(tx, tenant, {
        gptId: gpt.id,
        purpose: 'account',
        request: accountRequest(tenant, gpt, back, linkLanguage(http)),
        signedIn: null,
        cookieHeader: http.headers.cookie,
      });
      return redirect(pathsOf(tenant, id).chooseMethod, cookies);
    });
  }

  /** A session's id is no secret, and its keyed hash is known to nobody but its pages. */
  private formToken(sessionId: string): string {
    return this.vault.mac(FORM_TOKEN_PURPOSE, sessionId).toString('base64url');
  }
}

const elsewhere = (answer: HostedAnswer): AtTheDoor => ({ kind: 'elsewhere', answer });
