import { type Clock, parseId } from '@gatehouse/core';
import { type Config, Database } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import type { PageFrame } from '../../edge/hosted-pages/page-frame';
import { readForm } from '../../edge/hosted-pages/read-form';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { type AccountPaths, inLanguage } from '../account/account-paths';
import type { Buyer } from './buyer';
import { CHECKOUT_ID, Checkouts } from './checkouts.service';
import { ConfirmingPage } from './confirming-page';
import { payingTexts } from './paying.texts';
import { findPlans } from './plan-offers';
import { type PlansNotice, PlansPage } from './plans-page';

const NOT_PAID = '?notice=not-paid';
const STRIPE_CHECKOUT = 'https://checkout.stripe.com';

/** Somebody before the plans, whichever way they came. */
export interface PlansVisit {
  readonly buyer: Buyer;
  readonly gptName: string;
  readonly frame: PageFrame;
  readonly formToken: string;
  /** Of the plans themselves; the return page lies below it. */
  readonly path: string;
  /** Where a person who has paid goes on to; null: nowhere, they are told that it works. */
  readonly onward: string | null;
  /** Whether they may decline, and whatever a form may lead to then. */
  readonly later: boolean;
  readonly formTargets: readonly string[];
  /** Where a plan that is paid for already is changed. */
  readonly account: AccountPaths;
}

/** The plans, the way to Stripe, and the way back: the same for every way to them. */
@Injectable()
export class PlansDesk {
  constructor(
    private readonly database: Database,
    private readonly checkouts: Checkouts,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async show(visit: PlansVisit, notice: PlansNotice | null = null): Promise<HostedAnswer> {
    const { buyer, frame, gptName, formToken, later, formTargets, account } = visit;
    const { tenant, subscriber, gptId } = buyer;
    const { offers, currentTier } = await this.database.inWorkspace(tenant.id, (tx) =>
      findPlans(tx, gptId, subscriber.id, this.clock.now()),
    );
    if (offers.length === 0) {
      const { heading, paragraph } = payingTexts[frame.language].nothing;
      return page(404, <MessagePage frame={frame} heading={heading} paragraphs={[paragraph]} />);
    }
    return page(
      notice === 'unavailable' ? 503 : notice === 'changed' ? 409 : 200,
      <PlansPage
        frame={frame}
        gptName={gptName}
        workspaceName={tenant.name}
        email={subscriber.email}
        offers={offers}
        currentName={currentTier?.name ?? null}
        action={at(visit)}
        accountHref={account.home}
        formToken={formToken}
        later={later}
        sandbox={this.config.stripe?.sandbox ?? false}
        notice={notice}
      />,
      [this.config.stripe?.sandbox === true ? this.config.publicUrl : STRIPE_CHECKOUT, ...formTargets],
    );
  }

  async choose(http: FastifyRequest, visit: PlansVisit): Promise<HostedAnswer> {
    const priceId = parseId('prc', readForm(http, ['price']).get('price') ?? '');
    if (priceId === null) return this.show(visit, 'changed');
    const { buyer } = visit;
    const { origin } = buyer.tenant;
    const [done, back] = [at(visit, `/paid?checkout=${CHECKOUT_ID}`), at(visit, NOT_PAID)];
    const begun = await this.checkouts.begin(buyer, priceId, { done: `${origin}${done}`, back: `${origin}${back}` });
    switch (begun.kind) {
      case 'checkout':
        return redirect(begun.url);
      case 'has_plan':
        return redirect(
          visit.onward !== null && (await this.isServed(buyer)) ? visit.onward : visit.account.plan(buyer.gptId).priced(priceId),
        );
      case 'not_sold':
        return this.show(visit, 'changed');
      case 'unavailable':
        return this.show(visit, 'unavailable');
    }
  }

  /** `GET …/paid?checkout=cs_…`: where Stripe sends the person, and anybody may go. Stripe itself says what was paid. */
  async comeBack(http: FastifyRequest, visit: PlansVisit): Promise<HostedAnswer> {
    const { checkout } = http.query as { checkout?: unknown };
    const confirmed = await this.checkouts.confirm(visit.buyer, typeof checkout === 'string' ? checkout : '');
    switch (confirmed) {
      case 'served':
        return visit.onward === null ? this.thank(visit) : redirect(visit.onward);
      case 'pending':
        return page(200, <ConfirmingPage frame={visit.frame} href={at(visit, `/paid?checkout=${String(checkout)}`)} />);
      case 'not_paid':
      case 'foreign':
        return redirect(at(visit, NOT_PAID));
    }
  }

  private async thank({ buyer, frame, account }: PlansVisit): Promise<HostedAnswer> {
    const { tenant, gptId, subscriber } = buyer;
    const { currentTier } = await this.database.inWorkspace(tenant.id, (tx) =>
      findPlans(tx, gptId, subscriber.id, this.clock.now()),
    );
    const texts = payingTexts[frame.language].done;
    const heading = texts.heading(currentTier?.name ?? '');
    const action = { label: texts.account, href: account.home };
    return page(200, <MessagePage frame={frame} heading={heading} paragraphs={[texts.paragraph]} action={action} />);
  }

  private async isServed({ tenant, gptId, subscriber }: Buyer): Promise<boolean> {
    return this.database.inWorkspace(
      tenant.id,
      async (tx) => (await findPlans(tx, gptId, subscriber.id, this.clock.now())).isServed,
    );
  }
}

/** A page of the plans, in the language for which the person's link asked. */
const at = ({ path, account }: PlansVisit, rest = ''): string => inLanguage(`${path}${rest}`, account.uiLocales);

/** What the address says of how the person came back. */
export function noticeOf(http: FastifyRequest): PlansNotice | null {
  return (http.query as { notice?: unknown }).notice === 'not-paid' ? 'notPaid' : null;
}
