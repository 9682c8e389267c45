import { keyIdOf, newSigningKey, signedClaims, signerFrom, signJwt } from './signing';

describe.each(['RS256', 'ES256'] as const)('signing with %s', (algorithm) => {
  const claims = { iss: 'https://gate.example/t/acme', sub: 'usr_1' };
  const made = newSigningKey('key_1', algorithm);
  const sign = async (): Promise<string> => signJwt(await signerFrom('key_1', algorithm, (await made).privatePem), claims);

  it('names the key and the algorithm in the header, and verifies with the public half', async () => {
    const jwt = await sign();
    expect(JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString())).toEqual({
      alg: algorithm,
      kid: 'key_1',
      typ: 'JWT',
    });
    expect(keyIdOf(jwt)).toBe('key_1');
    expect(await signedClaims(jwt, (await made).publicJwk)).toEqual(claims);
  });

  it('publishes the public half only', async () => {
    const { publicJwk } = await made;
    expect(publicJwk).toMatchObject({ kid: 'key_1', alg: algorithm, use: 'sig' });
    for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) expect(publicJwk).not.toHaveProperty(secret);
  });

  it('recognises nothing that another key signed, that was altered, or that is unsigned', async () => {
    const jwt = await sign();
    const [header, payload, signature] = jwt.split('.') as [string, string, string];
    const unsigned = `${Buffer.from('{"alg":"none","kid":"key_1"}').toString('base64url')}.${payload}.`;
    const altered = `${header}.${Buffer.from('{"sub":"usr_2"}').toString('base64url')}.${signature}`;
    const { publicJwk } = await made;
    for (const text of [unsigned, altered, `${header}.${payload}.`, 'nonsense', '', '..'])
      expect(await signedClaims(text, publicJwk)).toBeNull();
    expect(await signedClaims(jwt, (await newSigningKey('key_1', algorithm)).publicJwk)).toBeNull();
  });

  it('takes no public key for a shared secret', async () => {
    const { publicJwk } = await made;
    const { SignJWT } = await import('jose');
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'key_1' })
      .sign(Buffer.from(JSON.stringify(publicJwk).padEnd(32)));
    expect(await signedClaims(forged, publicJwk)).toBeNull();
  });
});

describe('the name of the key in a JWT', () => {
  it.each(['', 'x', 'a.b.c', `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.e30.x`])('is null for %j', (text) => {
    expect(keyIdOf(text)).toBeNull();
  });
});
