import { BulkAdapter } from './bulk.adapter.mjs';
import { buildProvider, client, redirectUri, scope } from './provider.mjs';

/**
 * What sign-ins would have left behind, made by the library itself and not yet stored: a grant for each account, and from it access tokens or
 * codes, dealt out in turn.
 * @param {{accounts: number, accessTokens?: number, codes?: number}} wanted
 * @returns {Promise<{records: object[], accessTokens: string[], codes: string[]}>}
 */
export async function mint({ accounts, accessTokens = 0, codes = 0 }) {
  const records = [];
  const provider = buildProvider((model) => new BulkAdapter(records, model));
  const grants = [];
  for (let index = 0; index < accounts; index += 1) {
    const accountId = `usr_${index}`;
    const grant = new provider.Grant({ clientId: client.client_id, accountId });
    grant.addOIDCScope(scope);
    grants.push({ accountId, grantId: await grant.save() });
  }
  const known = await provider.Client.find(client.client_id);
  const common = (index) => ({ ...grants[index % accounts], client: known, scope, gty: 'authorization_code' });
  const many = async (count, make) => {
    const values = [];
    for (let index = 0; index < count; index += 1) values.push(await make(common(index)).save());
    return values;
  };
  return {
    records,
    accessTokens: await many(accessTokens, (facts) => new provider.AccessToken(facts)),
    codes: await many(codes, (facts) => new provider.AuthorizationCode({ ...facts, redirectUri })),
  };
}
