import {
  compactVerify,
  type CryptoKey,
  decodeProtectedHeader,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importJWK,
  importPKCS8,
  type JWK,
  SignJWT,
} from 'jose';

/**
 * RS256 for ID tokens, which every OpenID client expects; ES256 for what we sign often and only our own documentation describes
 * (a signature costs a tenth). Never `none`, and never a symmetric one.
 */
export type SigningAlgorithm = 'RS256' | 'ES256';

/** The public half of a key, as it stands in a key set (RFC 7517 4). */
export interface PublicJwk {
  readonly kty: string;
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly use: 'sig';
  readonly [member: string]: string;
}

/** The private half, ready to sign, and the name under which its public half is published. */
export interface Signer {
  readonly keyId: string;
  readonly algorithm: SigningAlgorithm;
  readonly privateKey: CryptoKey;
}

/** A new key pair under this name: RSA of 2048 bits, or P-256. The private half as PKCS #8 in PEM, to be sealed and never shown. */
export async function newSigningKey(
  keyId: string,
  algorithm: SigningAlgorithm,
): Promise<{ readonly publicJwk: PublicJwk; readonly privatePem: string }> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true, modulusLength: 2048 });
  const publicJwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: algorithm, use: 'sig' } as PublicJwk;
  return { publicJwk, privatePem: await exportPKCS8(privateKey) };
}

/** @throws when the text is no PKCS #8 key for the algorithm. */
export async function signerFrom(keyId: string, algorithm: SigningAlgorithm, privatePem: string): Promise<Signer> {
  return { keyId, algorithm, privateKey: await importPKCS8(privatePem, algorithm) };
}

/** Signs claims as a JWT (RFC 7519, RFC 7515 3.1). Adds none: `iat`, `exp` and the rest are the caller's. */
export function signJwt(signer: Signer, claims: Readonly<Record<string, unknown>>, type = 'JWT'): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: signer.algorithm, kid: signer.keyId, typ: type }).sign(signer.privateKey);
}

/** The name of the key that a JWT says it was signed with; null when the text is no JWT or names none. */
export function keyIdOf(jwt: string): string | null {
  try {
    return decodeProtectedHeader(jwt).kid ?? null;
  } catch {
    return null;
  }
}

/**
 * The claims of a JWT that this key signed, null for anything else. The algorithm is the key's, whatever the header says (RFC 8725 3.1). Neither
 * expiry nor audience is looked at: an ID token that comes back as a hint has usually expired (OpenID Connect Core 3.1.2.1).
 */
export async function signedClaims(jwt: string, publicJwk: PublicJwk): Promise<Readonly<Record<string, unknown>> | null> {
  const key = await importJWK(publicJwk as JWK, publicJwk.alg);
  try {
    const { payload } = await compactVerify(jwt, key, { algorithms: [publicJwk.alg] });
    const claims: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
