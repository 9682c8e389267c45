import { randomBytes } from 'node:crypto';
import { Vault } from './vault';

const oldKey = { id: 'old', key: randomBytes(32) };
const newKey = { id: 'new', key: randomBytes(32) };
const place = { workspaceId: 'wsp_a', column: 'gpts.google_secret' };

describe('the vault', () => {
  it('opens what it sealed, and seals the same text differently each time', () => {
    const vault = new Vault([oldKey]);
    const sealed = vault.seal('gé heim', place);
    expect(vault.open(sealed, place)).toBe('gé heim');
    expect(vault.seal('gé heim', place)).not.toBe(sealed);
    expect(sealed).not.toContain('heim');
  });

  it.each([
    ['another workspace', { ...place, workspaceId: 'wsp_b' }],
    ['another column', { ...place, column: 'gpts.upstream_key' }],
  ])('refuses a value that was moved to %s', (_, elsewhere) => {
    const vault = new Vault([oldKey]);
    expect(() => vault.open(vault.seal('secret', place), elsewhere)).toThrow();
  });

  it('refuses an altered value', () => {
    const vault = new Vault([oldKey]);
    const sealed = vault.seal('secret', place);
    const altered = sealed.slice(0, -2) + (sealed.endsWith('A') ? 'BB' : 'AA');
    expect(() => vault.open(altered, place)).toThrow();
  });

  it('rotates: the first key seals, every key opens, a key that is gone opens nothing and is named', () => {
    const before = new Vault([oldKey]).seal('secret', place);
    const rotated = new Vault([newKey, oldKey]);
    expect(rotated.open(before, place)).toBe('secret');
    expect(rotated.seal('secret', place)).toMatch(/^new\./);
    expect(() => new Vault([newKey]).open(before, place)).toThrow(/"old"/);
  });

  it('verifies keyed hashes of any of its keys, for their purpose only', () => {
    const mac = new Vault([oldKey]).mac('code', '123456');
    const rotated = new Vault([newKey, oldKey]);
    expect(rotated.verifyMac('code', '123456', mac)).toBe(true);
    expect(rotated.verifyMac('code', '123457', mac)).toBe(false);
    expect(rotated.verifyMac('cookie', '123456', mac)).toBe(false);
  });
});
