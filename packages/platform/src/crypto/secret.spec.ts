import { systemRandom } from '../clock/system-clock';
import { hashPassword, verifyPassword } from './password';
import { openUnder, sealUnder } from './seal-under';
import { newOneTimeCode, newSecret, sameDigest, sha256 } from './secret';

describe('secrets', () => {
  it('are 256 bits in characters that survive a raw Basic header', () => {
    expect(newSecret('gth_at_', systemRandom)).toMatch(/^gth_at_[A-Za-z0-9_-]{43}$/);
  });

  it('are compared by digest', () => {
    expect(sameDigest(sha256('a'), sha256('a'))).toBe(true);
    expect(sameDigest(sha256('a'), sha256('b'))).toBe(false);
  });

  it('of six digits keep their leading zeros', () => {
    for (let i = 0; i < 200; i++) expect(newOneTimeCode()).toMatch(/^\d{6}$/);
  });

  it('open what was sealed under them, and nothing else', () => {
    const sealed = sealUnder('parent', 'child');
    expect(openUnder('parent', sealed)).toBe('child');
    expect(() => openUnder('stranger', sealed)).toThrow();
  });
});

describe('passwords', () => {
  it('verify in whatever Unicode form they were typed, and never against no account', async () => {
    const stored = await hashPassword('Zürich\u00a0am See');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword('Zu\u0308rich am See', stored)).toBe(true);
    expect(await verifyPassword('wrong', stored)).toBe(false);
    expect(await verifyPassword('no account has this password', null)).toBe(false);
  });
});
