import { type Clock, moneyText } from '@gatehouse/core';
import type { Database } from '../database/database';
import type { StripeConnection } from '../database/entities/stripe-connection.entity';
import type { StripeEvent } from '../database/entities/stripe-event.entity';
import { auditEventRepository } from '../database/repositories/audit-event.repository';
import { stripeAccountDirectoryRepository } from '../database/repositories/stripe-account-directory.repository';
import { stripeConnectionRepository } from '../database/repositories/stripe-connection.repository';
import { stripeEventRepository } from '../database/repositories/stripe-event.repository';
import type { AnyTransaction, WorkspaceTransaction } from '../database/transaction';
import { newId } from '../ids/new-id';
import type { FenceMarker, MeterFence } from '../redis/meter-fence';
import { endConnection } from './end-connection';
import { findSubject, isMissing } from './event-subject';
import { stripeFault } from './look-up-account';
import { MoneyBack } from './money-back';
import type { PaymentReading, PaymentSync } from './payment-sync';
import type { PlaceOutcome, PlaceSync } from './place-sync';
import type { StripeAccess, StripeAccounts } from './stripe-accounts';
import type { SubscriptionReading } from './subscription-reading';

/** What is taken from an event: of what it says of its object nothing but whose it is, for the log; all else is read again at Stripe. */
export type StripeNotice = Pick<
  StripeEvent,
  'id' | 'stripeAccountId' | 'type' | 'objectId' | 'customerId' | 'livemode' | 'createdAt'
>;

/** What became of it. */
export type EventEnd = Pick<StripeEvent, 'outcome' | 'detail'>;

interface Readings {
  readonly place: SubscriptionReading | null;
  readonly payment: PaymentReading | null;
  /** Whose the object is, where Stripe was asked. */
  readonly customerId: string | null;
}

const DEAUTHORIZED = 'account.application.deauthorized';

/** The event is about nothing that the workspace sold; its claim is undone. */
class NothingOfOurs extends Error {}

/** Gives each event of Stripe its effect, once, in whatever order and however often it arrives. */
export class StripeEvents {
  private readonly moneyBack: MoneyBack;

  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    private readonly accounts: StripeAccounts,
    private readonly places: PlaceSync,
    private readonly payments: PaymentSync,
    private readonly clock: Clock,
  ) {
    this.moneyBack = new MoneyBack(database, payments);
  }

  /**
   * @param again when it has had its effect already, and is to be worked through once more
   * @param only the workspace at whose own endpoint it arrived: it concerns no other
   * @throws when Stripe or Postgres does not answer; it is noted as failed then, and may be tried again
   */
  async apply(notice: StripeNotice, again = false, only: string | null = null): Promise<EventEnd> {
    const { stripeAccountId: account } = notice;
    const { found, holders } = await this.database.inDirectory(async (tx) => ({
      found: await stripeEventRepository.find(tx, notice.id),
      holders: account === null ? [] : await stripeAccountDirectoryRepository.listHolders(tx, account),
    }));
    // Ids are Stripe's, but an account that signs with a secret of its own may send any: it hides no other account's event by it.
    const known = found?.stripeAccountId === account ? found : null;
    if (!again && known !== null && known.outcome !== 'failed') return known;
    const asked = only === null ? holders : holders.filter((one) => one === only);
    if (notice.type === DEAUTHORIZED) return this.deauthorizeAll(asked, notice, known);
    let ignored: EventEnd | null = null;
    let failed: { readonly holder: string; readonly error: unknown } | null = null;
    for (const holder of asked) {
      try {
        const end = await this.applyFor(holder, notice, again);
        if (end?.outcome === 'applied') return end;
        ignored ??= end;
      } catch (error) {
        // What one of them refuses is not held against the others, whose it may be.
        failed ??= { holder, error };
      }
    }
    if (failed !== null) {
      await this.note(notice, known?.holderId ?? failed.holder, failedBy(failed.error));
      throw failed.error;
    }
    const detail = holders.length === 0 ? 'No workspace is paid through this account.' : 'About nothing that was sold here.';
    const end = ignored ?? { outcome: 'ignored' as const, detail };
    // Another workspace is paid through the same account, and hears of it elsewhere: what is noted here would hide it from that one.
    if (only !== null && holders.some((holder) => holder !== only)) return end;
    // Whose log it stands in it stays in: nobody may be paid through the account any more, or somebody else.
    return this.note(notice, known?.holderId ?? only ?? holders[0] ?? null, end);
  }

  /** @returns null when it concerns nothing of this workspace's; one that is ignored is not noted yet: it may be another's */
  private async applyFor(holder: string, notice: StripeNotice, again: boolean): Promise<EventEnd | null> {
    const connection = await this.database.inWorkspace(holder, (tx) => stripeConnectionRepository.find(tx));
    if (connection?.stripeAccountId !== notice.stripeAccountId || connection === null) return null;
    if (connection.livemode !== notice.livemode) return { outcome: 'ignored', detail: 'Of the other mode (test or live).' };
    try {
      const readings = await this.readAll(holder, this.accounts.of(connection), notice);
      if (readings === null) return { outcome: 'ignored', detail: 'Of a kind that changes nothing.' };
      return await this.write(holder, notice, readings, again);
    } catch (error) {
      if (error instanceof NothingOfOurs) return null;
      if (!isMissing(error)) throw error;
      return { outcome: 'ignored', detail: 'Stripe has no such object.' };
    }
  }

  private async readAll(holder: string, access: StripeAccess, { type, objectId }: StripeNotice): Promise<Readings | null> {
    const subject = objectId === null ? null : await findSubject(access, type, objectId);
    if (subject === null) return null;
    const payment = subject.invoiceId === null ? null : await this.payments.read(access, subject.invoiceId);
    const subscriptionId = subject.subscriptionId ?? payment?.subscriptionId ?? null;
    const { customerId } = subject;
    if (subscriptionId === null) return { place: null, payment, customerId };
    const place = await this.places.readServed(holder, access, subscriptionId);
    if (place === null || payment === null) return { place, payment, customerId };
    const isEnded = await this.moneyBack.endBy(access, holder, place, payment).catch(async (error: unknown) => {
      await this.places.refusals.endingFailed(holder, access, error);
      throw error;
    });
    if (!isEnded) return { place, payment, customerId };
    return { place: await this.places.read(access, subscriptionId), payment, customerId };
  }

  /** The event and its effect, in one transaction. */
  private write(holder: string, notice: StripeNotice, readings: Readings, again: boolean): Promise<EventEnd> {
    return this.fence.around((mark) =>
      this.database.inWorkspace(holder, async (tx) => {
        const customerId = readings.customerId ?? notice.customerId;
        const row = this.row({ ...notice, customerId }, holder, { outcome: 'applied', detail: null });
        const claimed = await stripeEventRepository.claim(tx, row);
        if (!claimed && !again) return { outcome: 'applied', detail: 'It came twice.' };
        const place = readings.place === null ? 'not_ours' : await this.places.write(tx, mark, readings.place);
        const isPayment = readings.payment !== null && (await this.payments.write(tx, readings.payment));
        if (place === 'not_ours' && !isPayment) throw new NothingOfOurs();
        const words = [
          ...(place === 'not_ours' ? [] : [placeWords(place, readings.place?.standing.status ?? '')]),
          ...(isPayment ? [paymentWords(readings.payment)] : []),
        ];
        const end = { outcome: 'applied' as const, detail: words.join(' ') };
        await (claimed
          ? stripeEventRepository.conclude(tx, notice.id, end)
          : stripeEventRepository.replayed(tx, notice.id, { ...end, customerId }));
        return end;
      }),
    );
  }

  /** The creator took the platform's access away at Stripe: from every workspace that is paid through the account. */
  private async deauthorizeAll(holders: readonly string[], notice: StripeNotice, known: StripeEvent | null): Promise<EventEnd> {
    if (known?.outcome === 'applied') return known;
    const ended: string[] = [];
    for (const [index, holder] of holders.entries()) {
      const end = await this.fence.around((mark) =>
        this.database.inWorkspace(holder, async (tx) => {
          if (await this.deauthorize(tx, mark, notice)) ended.push(holder);
          // Noted with the last of them: an event that was broken off is brought again, and ends the others.
          return index < holders.length - 1 ? null : this.claim(tx, notice, ended[0] ?? holder, deauthorizedEnd(ended));
        }),
      );
      if (end !== null) return end;
    }
    return this.note(notice, known?.holderId ?? null, deauthorizedEnd([]));
  }

  /** @returns whether the workspace lost its connection by it */
  private async deauthorize(tx: WorkspaceTransaction, mark: FenceMarker, notice: StripeNotice): Promise<boolean> {
    const connection = await stripeConnectionRepository.find(tx);
    // A key of the creator's own is not the platform's to lose.
    if (connection?.kind !== 'connect' || connection.stripeAccountId !== notice.stripeAccountId) return false;
    if (connection.livemode !== notice.livemode) return false;
    // Told late, of a connection before this one. Stripe's times are whole seconds.
    if (Math.floor(connection.connectedAt.getTime() / 1_000) * 1_000 > notice.createdAt.getTime()) return false;
    await this.disconnect(tx, mark, connection);
    return true;
  }

  private async disconnect(
    tx: WorkspaceTransaction,
    mark: FenceMarker,
    { stripeAccountId, displayName }: StripeConnection,
  ): Promise<void> {
    const now = this.clock.now();
    await endConnection(tx, mark, now);
    await auditEventRepository.insert(tx, {
      id: newId('aud'),
      at: now,
      actorKind: 'system',
      memberId: null,
      tokenId: null,
      action: 'stripe.disconnected',
      targetKind: 'stripe_account',
      targetId: stripeAccountId,
      targetName: displayName,
      changes: {},
      sourceAddress: null,
      userAgent: null,
    });
  }

  private note(notice: StripeNotice, holder: string | null, end: EventEnd): Promise<EventEnd> {
    return this.database.inDirectory((tx) => this.claim(tx, notice, holder, end));
  }

  private async claim(tx: AnyTransaction, notice: StripeNotice, holder: string | null, end: EventEnd): Promise<EventEnd> {
    await stripeEventRepository.claim(tx, this.row(notice, holder, end));
    return end;
  }

  private row(notice: StripeNotice, holderId: string | null, end: EventEnd): Omit<StripeEvent, 'attempts'> {
    return { ...notice, holderId, receivedAt: this.clock.now(), ...end };
  }
}

/** What is told of a place in the log, which its readers know as the subscription. */
function placeWords(outcome: Exclude<PlaceOutcome, 'not_ours'>, status: string): string {
  if (outcome === 'superseded') return 'Something newer is known of the subscription already.';
  const words = status.replaceAll('_', ' ');
  return outcome === 'written' ? `The subscription is ${words} now.` : `The subscription is ${words}, as it was.`;
}

/** The same of a payment. */
function paymentWords(payment: PaymentReading | null): string {
  if (payment === null) return '';
  const { refunded, currency, isDisputed } = payment;
  const money = (amount: number): string => moneyText(amount, currency, 'en');
  const back = refunded > 0 ? `, of which ${money(refunded)} went back` : '';
  return `A payment of ${money(payment.amount)} stands in the books${back}${isDisputed ? ', and is disputed' : ''}.`;
}

const deauthorizedEnd = (ended: readonly string[]): EventEnd =>
  ended.length === 0
    ? { outcome: 'ignored', detail: 'About nothing that was sold here.' }
    : { outcome: 'applied', detail: 'The account was disconnected at Stripe.' };

const failedBy = (error: unknown): EventEnd => ({
  outcome: 'failed',
  detail: `It could not be worked through: ${stripeFault(error)}`,
});
