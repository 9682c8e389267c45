import { DAY_S, OverageStage } from '../../test/overage-stage';

const HOUR_S = 3_600;

describe('overage of a place that an earlier subscription takes back from a later one', () => {
  let stage: OverageStage;
  let later: string;

  beforeAll(async () => {
    stage = await OverageStage.start();
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    await stage.open();
    await stage.run();
  });

  /** Ada buys a second time while her first subscription goes on: the later one has the place. */
  async function buyASecond(): Promise<void> {
    later = await stage.buyAgain();
    await stage.run();
    stage.clock.advance(2 * HOUR_S);
  }
  /** The later one ends; the first, which is live still, has the place again. */
  async function giveBack(): Promise<void> {
    const { access, ada } = stage;
    await access.client.subscriptions.cancel(later, {}, access.options);
    await stage.sync(later);
    await stage.sync(ada.stripeSubscriptionId);
  }
  const written = async () => (await stage.run()).written;
  async function intoTheNextHour(): Promise<void> {
    const second = Math.floor(stage.clock.now().getTime() / 1_000) % HOUR_S;
    await stage.advance(HOUR_S + 60 - second);
  }

  it('is each unit once: what was counted in the month of the one is nothing that the other counts', async () => {
    await stage.use(120);
    expect(await written()).toBe(20);
    await stage.advance(10 * DAY_S);
    await buyASecond();
    await stage.use(130);
    expect(await written()).toBe(30);
    await stage.use(10);
    await intoTheNextHour();
    await giveBack();
    expect(await written()).toBe(10);
    stage.clock.advance(2 * HOUR_S);
    await stage.use(40);
    expect(await written()).toBe(40);
    expect(await written()).toBe(0);
  });

  it('begins beyond what is left of the first month: nothing of it is lost, and nothing given twice', async () => {
    await stage.use(60);
    await stage.advance(10 * DAY_S);
    await buyASecond();
    await stage.use(150);
    expect(await written()).toBe(50);
    await intoTheNextHour();
    await giveBack();
    expect(await written()).toBe(0);
    await stage.use(40);
    expect(await written()).toBe(0);
    await stage.use(7);
    expect(await written()).toBe(7);
  });

  it('does not count anew what was used before within the hour in which the place was taken back', async () => {
    await stage.advance(10 * DAY_S);
    await buyASecond();
    await stage.use(150);
    expect(await written()).toBe(50);
    await giveBack();
    expect(await written()).toBe(0);
    await stage.use(100);
    expect(await written()).toBe(0);
    await stage.use(5);
    expect(await written()).toBe(5);
  });

  it('keeps what the first one counted in an hour in which it lost the place and took it back', async () => {
    await stage.advance(10 * DAY_S);
    await intoTheNextHour();
    await stage.use(130);
    expect(await written()).toBe(30);
    later = await stage.buyAgain();
    expect(await written()).toBe(0);
    await giveBack();
    expect(await written()).toBe(0);
    await stage.use(30);
    expect(await written()).toBe(30);
  });

  it('counts what comes late where it was used', async () => {
    await stage.advance(10 * DAY_S);
    await buyASecond();
    const during = stage.clock.now();
    await stage.use(100, during);
    await intoTheNextHour();
    await giveBack();
    expect(await written()).toBe(0);
    stage.clock.advance(2 * HOUR_S);
    await stage.use(100);
    expect(await written()).toBe(0);
    await stage.use(9, during);
    expect(await written()).toBe(9);
    expect(await written()).toBe(0);
  });

  it('leaves to the later one what was used until then in a month of the first that began meanwhile', async () => {
    await stage.advance(20 * DAY_S);
    await buyASecond();
    await stage.advance(20 * DAY_S);
    await stage.use(130);
    expect(await written()).toBe(30);
    await intoTheNextHour();
    await giveBack();
    expect(await written()).toBe(0);
    await stage.use(100);
    expect(await written()).toBe(0);
    await stage.use(3);
    expect(await written()).toBe(3);
  });

  it('goes on where it was when the later one takes the place again', async () => {
    const { test, ada } = stage;
    await stage.use(70);
    await stage.advance(10 * DAY_S);
    await buyASecond();
    await stage.use(80);
    await intoTheNextHour();
    await test.query(`UPDATE subscriptions SET status = 'unpaid' WHERE id = $1`, [ada.placeId]);
    await stage.sync(ada.stripeSubscriptionId);
    expect(await written()).toBe(0);
    await stage.use(40);
    expect(await written()).toBe(10);
    await intoTheNextHour();
    await stage.sync(later);
    expect(await written()).toBe(0);
    await stage.use(20);
    expect(await written()).toBe(0);
    await stage.use(4);
    expect(await written()).toBe(4);
  });

  it('gives in full what is included when that is raised within the month', async () => {
    const { test, ada } = stage;
    await stage.advance(10 * DAY_S);
    await buyASecond();
    await stage.use(150);
    await stage.run();
    await giveBack();
    await stage.run();
    await test.query('UPDATE tiers SET quota_per_month = 200 WHERE id = $1', [ada.tierId]);
    await stage.use(200);
    expect(await written()).toBe(0);
    await stage.use(6);
    expect(await written()).toBe(6);
  });

  it('has all of its hours where a worker of before has noted a month, which said nothing of hours', async () => {
    const { test, ada } = stage;
    await test.query(`UPDATE overage_periods SET hours = DEFAULT WHERE workspace_id = $1`, [ada.workspaceId]);
    await stage.use(60);
    await intoTheNextHour();
    await stage.use(70);
    expect(await written()).toBe(30);
  });
});
