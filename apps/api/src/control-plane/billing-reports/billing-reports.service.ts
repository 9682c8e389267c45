import { AppError, BillingTally, type Clock, monthsTouching, type ReportMonth } from '@gatehouse/core';
import { billingReportRepository, Database } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { lineView, monthRows, tierRows } from './billing-report-view';
import type { BillingReport, BillingReportQuery } from './billing-report.dto';

const DEFAULT_MONTHS = 12;
const MOST_MONTHS = 120;

/** What tiers earn, from our own records; Stripe is not asked. */
@Injectable()
export class BillingReportsService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `validation_failed` */
  report(workspace: WorkspaceAccess, query: BillingReportQuery): Promise<BillingReport> {
    const months = this.monthsOf(query);
    const [from, to] = [months[0]?.startsAt ?? new Date(0), months.at(-1)?.endsAt ?? new Date(0)];
    return this.database.inWorkspace(workspace.id, async (tx) => {
      // Real money is never added to a test's.
      const livemode = await billingReportRepository.livemode(tx);
      const tally = new BillingTally(months);
      const until = { to, now: this.clock.now(), livemode };
      for await (const places of billingReportRepository.placesUntil(tx, until))
        for (const changes of places) tally.addPlace(changes);
      for (const move of await billingReportRepository.moneyMoves(tx, { from, to, livemode })) tally.addMove(move);
      const report = tally.report();
      const differences = await billingReportRepository.openDifferences(tx);
      return {
        from: from.toISOString(),
        to: to.toISOString(),
        group_by: query.group_by,
        total: lineView(report.total),
        data: query.group_by === 'month' ? monthRows(report) : tierRows(report, await billingReportRepository.tierNames(tx)),
        differences: differences.map(({ kind, objectId, expected, found, currency, foundAt }) => ({
          ...{ kind, object_id: objectId, expected, found, currency, found_at: foundAt.toISOString() },
        })),
      };
    });
  }

  /** The same as CSV: a line for each row and currency. Amounts stay in minor units, so that nothing is rounded on the way. */
  async csv(workspace: WorkspaceAccess, query: BillingReportQuery): Promise<{ name: string; text: string }> {
    const { data, from, to, group_by: groupBy } = await this.report(workspace, query);
    const nothing = { currency: '' };
    const lines = data.flatMap(({ key, label, gpt, people, money }) =>
      (money.length === 0 ? [nothing] : money).map((line) => ({
        key,
        name: label,
        gpt: gpt ?? '',
        ...line,
        ...prefixed(people),
      })),
    );
    const text = stringify(lines, { header: true, columns: COLUMNS, record_delimiter: '\r\n', escape_formulas: true });
    return { name: `revenue-${workspace.slug}-by-${groupBy}-${from.slice(0, 7)}-${to.slice(0, 7)}.csv`, text };
  }

  private monthsOf({ from, to }: BillingReportQuery): ReportMonth[] {
    const now = this.clock.now();
    const end = to === undefined || to === '' ? new Date(now.getTime() + 1) : new Date(to);
    const last = new Date(end.getTime() - 1);
    const eleven = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - DEFAULT_MONTHS + 1, 1));
    const start = from === undefined || from === '' ? eleven : new Date(from);
    const span = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
    const message = end <= start ? 'must be before `to`' : span > MOST_MONTHS ? 'must be at most ten years before `to`' : null;
    if (message !== null) throw new AppError('validation_failed', { fields: [{ field: 'from', message }] });
    return monthsTouching(start, end);
  }
}

const MONEY = 'currency mrr_start gained expansion contraction churned moved_in moved_out mrr_end revenue refunds payments'.split(
  ' ',
);
const PEOPLE =
  'paying_start started ended moved_in moved_out paying_end candidates converted trials_started trials_ended trials_converted'.split(
    ' ',
  );
const COLUMNS = ['key', 'name', 'gpt', ...MONEY, ...PEOPLE.map((name) => `people_${name}`)];

const prefixed = (people: object): Record<string, number> =>
  Object.fromEntries(Object.entries(people).map(([name, value]) => [`people_${name}`, Number(value)]));
