import type { StripeAccess } from '@gatehouse/platform';
import type { BillingStage } from './billing-stage';

/** As of now, and until mocks are restored, what the account allows does not go as far as cancelling: Stripe answers 403, as it does for a restricted key. */
export async function mayNotCancel({ accounts, sandbox }: BillingStage, { client }: StripeAccess): Promise<void> {
  const page = await fetch(`${sandbox.url}/dev/stripe`);
  expect(page.status).toBe(200);
  const [key] = /rk_test_\w+/.exec(await page.text()) ?? [];
  const narrow = accounts.clientWith(`${key}_without_subscriptions`);
  await expect(narrow.subscriptions.cancel('sub_any')).rejects.toMatchObject({ statusCode: 403 });
  jest.spyOn(client.subscriptions, 'cancel').mockImplementation((id) => narrow.subscriptions.cancel(id));
  jest.spyOn(client.subscriptions, 'update').mockImplementation((id) => narrow.subscriptions.update(id));
}
