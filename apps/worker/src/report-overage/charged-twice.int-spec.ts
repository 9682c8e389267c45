import { overageReportRepository } from '@gatehouse/platform';
import { DAY_S, OverageStage } from '../../test/overage-stage';

const HOUR_S = 3_600;

describe('units beyond a quota of somebody with two live subscriptions that both have the metered price', () => {
  let stage: OverageStage;
  let later: string;

  beforeAll(async () => {
    stage = await OverageStage.start();
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    await stage.open();
    await stage.run();
    await stage.advance(10 * DAY_S);
    later = await stage.buyAgain();
    await stage.run();
    await stage.advance(2 * HOUR_S);
    await stage.use(150);
  });

  const BASE = 1_000;
  /** What all invoices of both ask for, beside the price of the tier. */
  async function chargedBeyond(): Promise<number> {
    const { access, ada } = stage;
    let sum = 0;
    for (const subscription of [ada.stripeSubscriptionId, later]) {
      for await (const { total } of access.client.invoices.list({ subscription, limit: 100 }, access.options))
        sum += total % BASE;
    }
    return sum;
  }
  const reports = () =>
    stage.test.query<{ refusal: string | null; sent: boolean }>(
      'SELECT refusal, sent_at IS NOT NULL AS sent FROM overage_reports WHERE workspace_id = $1',
      [stage.ada.workspaceId],
    );
  const cancel = async (id: string): Promise<void> => {
    await stage.access.client.subscriptions.cancel(id, {}, stage.access.options);
  };

  it('wait, and are on neither invoice, as long as both are live', async () => {
    expect(await stage.run()).toEqual({ written: 50, sent: 0, refused: 0 });
    expect(await stage.run()).toEqual({ written: 0, sent: 0, refused: 0 });
    expect(await reports()).toEqual([{ refusal: 'second_subscription', sent: false }]);
    await stage.advance(35 * DAY_S);
    expect(await chargedBeyond()).toBe(0);
  });

  it("wait in nobody's way, many as they are, and are told all at once when one is left; Stripe is asked once a run", async () => {
    const asked = jest.spyOn(stage.access.client.subscriptions, 'list');
    for (let round = 0; round < 4; round += 1) {
      await stage.use(10);
      asked.mockClear();
      expect(await stage.run()).toMatchObject({ sent: 0, refused: 0 });
      expect(asked).toHaveBeenCalledTimes(1);
    }
    expect(await reports()).toEqual(Array(4).fill({ refusal: 'second_subscription', sent: false }));
    const waiting = await stage.database.inWorkspace(stage.ada.workspaceId, async (tx) => ({
      unsent: await overageReportRepository.listUnsent(tx, stage.access.accountId, 1),
      held: await overageReportRepository.heldCustomers(tx, stage.access.accountId, 5),
    }));
    expect([waiting.unsent, waiting.held.map(({ units }) => units)]).toEqual([[], ['90']]);
    await cancel(later);
    expect(await stage.run()).toEqual({ written: 0, sent: 90, refused: 0 });
    expect(await reports()).toEqual(Array(4).fill({ refusal: null, sent: true }));
  });

  it('are charged once when the earlier one ends', async () => {
    await stage.run();
    await cancel(stage.ada.stripeSubscriptionId);
    expect(await stage.run()).toEqual({ written: 0, sent: 50, refused: 0 });
    expect(await reports()).toEqual([{ refusal: null, sent: true }]);
    await stage.advance(32 * DAY_S);
    expect(await chargedBeyond()).toBe(100);
  });

  it.each([1, 25, 65])(
    'are charged once when the later one ends, also where they waited past a period: for %s days',
    async (days) => {
      await stage.run();
      await stage.advance(days * DAY_S);
      await cancel(later);
      await stage.sync(later);
      await stage.sync(stage.ada.stripeSubscriptionId);
      expect(await stage.run()).toMatchObject({ sent: 50 });
      await stage.advance(32 * DAY_S);
      expect(await chargedBeyond()).toBe(100);
    },
  );
});
