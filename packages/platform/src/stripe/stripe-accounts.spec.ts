import { randomBytes } from 'node:crypto';
import { Vault } from '../crypto/vault';
import type { StripeConnection } from '../database/entities/stripe-connection.entity';
import { isAccountRefusal } from './look-up-account';
import { StripeAccounts } from './stripe-accounts';

const vault = new Vault([{ id: 'k1', key: randomBytes(32) }]);
const accounts = (secretKey: string): StripeAccounts =>
  new StripeAccounts(
    {
      secretKey,
      webhookSecret: 'whsec_1',
      connectClientId: 'ca_1',
      connectAuthorizeUrl: 'http://127.0.0.1:1',
      apiBase: 'http://127.0.0.1:1',
      applicationFeePercent: 0,
      sandbox: false,
    },
    vault,
  );
const connection = (more: Partial<StripeConnection>): StripeConnection =>
  ({
    workspaceId: 'wsp_1',
    kind: 'connect',
    stripeAccountId: 'acct_1',
    livemode: false,
    keySealed: null,
    ...more,
  }) as StripeConnection;
const keySealed = vault.seal('rk_live_1', { workspaceId: 'wsp_1', column: 'stripe_connections.key_sealed' });

describe('the account of a connection', () => {
  it.each([
    ['sk_test_1', connection({ livemode: false })],
    ['sk_live_1', connection({ livemode: true })],
    ['rk_live_1', connection({ livemode: true })],
    ['sk_test_1', connection({ livemode: true, kind: 'restricted_key', keySealed })],
  ])('can be worked in with %s, in its own mode', (secretKey, given) => {
    expect(accounts(secretKey).serves(given)).toBe(true);
    expect(accounts(secretKey).of(given).accountId).toBe(given.livemode ? 'acct_1:live' : 'acct_1');
  });

  it.each([
    ['sk_live_1', connection({ livemode: false })],
    ['sk_test_1', connection({ livemode: true })],
  ])('is closed to %s, which is of the other mode, as one that refuses us', (secretKey, given) => {
    expect(accounts(secretKey).serves(given)).toBe(false);
    let thrown: unknown;
    try {
      accounts(secretKey).of(given);
    } catch (error) {
      thrown = error;
    }
    expect(isAccountRefusal(thrown)).toBe(true);
  });
});
