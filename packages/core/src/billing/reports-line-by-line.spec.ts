import fc from 'fast-check';
import { billingReport, history, months, payments } from './report-generated.fixture';
import { reportLineByLine } from './reports-line-by-line.fixture';

describe('the billing report', () => {
  it('is, taken in place by place, what each of its lines comes to by itself', () => {
    fc.assert(
      fc.property(history, payments, (changes, paid) => {
        expect(billingReport(months, changes, paid)).toEqual(reportLineByLine(months, changes, paid));
      }),
      { numRuns: 500 },
    );
    expect(billingReport([], [], [])).toEqual(reportLineByLine([], [], []));
  });
});
