import { includesScopes } from '../billing/offers';
import type { Decision } from '../metering/admission';
import type { Limits } from './limits';
import type { Principal } from './principal';

/** Whether the refusal would be lifted by a tier that the person can buy now: nobody is sent to pay for what would not help them. */
export function canBuyRemedy(decision: Decision, principal: Principal, { missingScopes, quota }: Limits): boolean {
  const { tier, offers, unpaid } = principal;
  switch (decision) {
    case 'payment_required':
      return offers.some((offer) => offer.onSale && (unpaid || includesScopes(offer, missingScopes)));
    case 'quota_exceeded':
      return offers.some(
        (offer) =>
          offer.onSale &&
          offer.tierKey !== tier.key &&
          (offer.quotaPerMonth === null || offer.quotaPerMonth > (quota.limit ?? Infinity)),
      );
    default:
      return false;
  }
}
