import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const keyId = 'sandbox';

/** OpenID Connect Core 3.1.3.6: the left half of the access token's hash. */
const halfHash = (text) => createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');

/** A key of the provider's, and how it signs who a person is for a client. */
export async function createIdTokens() {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' };
  const sign = ({ claims, issuer, grant: { clientId, nonce }, accessToken }) =>
    new SignJWT({ ...claims, at_hash: halfHash(accessToken), ...(nonce && { nonce }) })
      .setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(clientId)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
  return { jwk, sign };
}
