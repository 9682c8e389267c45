import type { BillingLine as CoreLine, BillingReport as CoreReport } from '@gatehouse/core';
import type { BillingLine, BillingRow } from './billing-report.dto';

export type TierNames = ReadonlyMap<string, { readonly tier: string; readonly gpt: string }>;

export function lineView({ people, money }: CoreLine): BillingLine {
  return {
    people: {
      paying_start: people.payingStart,
      started: people.started,
      ended: people.ended,
      moved_in: people.movedIn,
      moved_out: people.movedOut,
      paying_end: people.payingEnd,
      candidates: people.candidates,
      converted: people.converted,
      trials_started: people.trialsStarted,
      trials_ended: people.trialsEnded,
      trials_converted: people.trialsConverted,
    },
    money: [...money].map(([currency, line]) => ({
      currency,
      mrr_start: line.mrrStart,
      gained: line.gained,
      expansion: line.expansion,
      contraction: line.contraction,
      churned: line.churned,
      moved_in: line.movedIn,
      moved_out: line.movedOut,
      mrr_end: line.mrrEnd,
      revenue: line.revenue,
      refunds: line.refunds,
      payments: line.payments,
    })),
  };
}

export function monthRows({ months }: CoreReport): BillingRow[] {
  return months.map(({ startsAt, ...line }) => {
    const key = startsAt.toISOString();
    return { key, label: key.slice(0, 7), gpt: null, ...lineView(line) };
  });
}

/** Tiers that brought or cost anything, by GPT and name. A free tier has nothing to tell. */
export function tierRows({ tiers }: CoreReport, names: TierNames): BillingRow[] {
  return [...tiers]
    .filter(([, { money, people }]) => money.size > 0 || people.trialsStarted + people.trialsEnded > 0)
    .map(([key, line]) => {
      const name = names.get(key);
      return { key, label: name?.tier ?? key, gpt: name?.gpt ?? null, ...lineView(line) };
    })
    .sort((one, other) => (one.gpt ?? '').localeCompare(other.gpt ?? '') || one.label.localeCompare(other.label));
}
