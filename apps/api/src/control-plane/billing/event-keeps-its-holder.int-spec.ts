import { startTestApi, type TestApi } from '../../../test/test-api';
import { type Creator, createCreator } from '../../../test/test-members';

/** An event that failed while an account was connected, and is replayed after it was let go. */
describe('the holder of an event of Stripe', () => {
  let api: TestApi;
  let creator: Creator;

  beforeAll(async () => {
    // Nobody answers there: of an account that nobody holds nothing is asked.
    const stripe = {
      secretKey: 'sk_test_none',
      webhookSecret: 'whsec_none',
      connectClientId: null,
      connectAuthorizeUrl: 'http://127.0.0.1:1',
      apiBase: 'http://127.0.0.1:1',
      applicationFeePercent: 0,
      sandbox: false,
    };
    api = await startTestApi({ config: { stripe } });
    creator = await createCreator(api, 'keeps');
  });
  afterAll(() => api.stop());

  it.each(['invoice.paid', 'account.application.deauthorized'])(
    'stays the workspace in whose log it stands when nobody is paid through the account any more: %s',
    async (type) => {
      const id = `evt_${type.replaceAll('.', '_')}`;
      await api.database.query(
        `INSERT INTO stripe_events (id, stripe_account_id, holder_id, type, object_id, livemode, created_at, received_at, outcome, detail)
         VALUES ($1, 'acct_left', $2, $3, 'in_1', false, now(), now(), 'failed', 'It could not be worked through')`,
        [id, creator.workspaceId, type],
      );
      const replayed = await creator.browser.post(`${creator.base}/billing/events/${id}/replay`);
      expect([replayed.status, replayed.body]).toEqual([200, expect.objectContaining({ id, outcome: 'ignored', attempts: 2 })]);
      const { data } = (await creator.browser.get(`${creator.base}/billing/events`)).body;
      expect(data.map((event: { id: string }) => event.id)).toContain(id);
    },
  );
});
