import { ID_TOKEN_TTL_SECONDS } from './id-token';
import {
  decideRotation,
  decideRotationNow,
  isPublished,
  KEY_SET_MAX_AGE_SECONDS,
  NEXT_LEAD_SECONDS,
  PREVIOUS_RETENTION_SECONDS,
  SIGNER_CACHE_SECONDS,
  SIGNING_PERIOD_SECONDS,
  type SigningKeyFacts,
} from './key-rotation';

const start = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

/** What the store does with the steps. */
function apply(keys: readonly SigningKeyFacts[], now: Date): readonly SigningKeyFacts[] {
  let made = keys.length;
  return decideRotation(keys, now).reduce<readonly SigningKeyFacts[]>((all, step) => {
    switch (step.kind) {
      case 'generate': {
        const activatedAt = step.state === 'current' ? now : null;
        return [...all, { id: `key_${++made}`, state: step.state, createdAt: now, activatedAt, supersededAt: null }];
      }
      case 'promote':
        return all.map((key) => {
          if (key.id === step.keyId) return { ...key, state: 'current', activatedAt: now };
          return key.state === 'current' ? { ...key, state: 'previous', supersededAt: now } : key;
        });
      case 'retire':
        return all.map((key) => (key.id === step.keyId ? { ...key, state: 'retired' } : key));
    }
  }, keys);
}
const states = (keys: readonly SigningKeyFacts[]): string[] => keys.map(({ state }) => state);

describe('the rotation of signing keys', () => {
  it('begins with one key that signs and one that is announced', () => {
    expect(states(apply([], start))).toEqual(['current', 'next']);
  });

  it('asks for nothing while the current key is young', () => {
    expect(decideRotation(apply([], start), after(SIGNING_PERIOD_SECONDS - 1))).toEqual([]);
  });

  it('goes next → current → previous → retired, always with one that signs and one announced', () => {
    let keys = apply([], start);
    keys = apply(keys, after(SIGNING_PERIOD_SECONDS));
    expect(states(keys)).toEqual(['previous', 'current', 'next']);
    expect(decideRotation(keys, after(SIGNING_PERIOD_SECONDS))).toEqual([]);
    keys = apply(keys, after(SIGNING_PERIOD_SECONDS + PREVIOUS_RETENTION_SECONDS - 1));
    expect(states(keys)).toEqual(['previous', 'current', 'next']);
    keys = apply(keys, after(SIGNING_PERIOD_SECONDS + PREVIOUS_RETENTION_SECONDS));
    expect(states(keys)).toEqual(['retired', 'current', 'next']);
    keys = apply(keys, after(2 * SIGNING_PERIOD_SECONDS));
    expect(states(keys)).toEqual(['retired', 'previous', 'current', 'next']);
  });

  it('does not let a key sign that was published too recently, however old the current one is', () => {
    const long = 10 * SIGNING_PERIOD_SECONDS;
    const [current] = apply([], start);
    const keys = apply([current as SigningKeyFacts], after(long));
    expect(states(keys)).toEqual(['current', 'next']);
    expect(states(apply(keys, after(long + NEXT_LEAD_SECONDS - 1)))).toEqual(['current', 'next']);
    expect(states(apply(keys, after(long + NEXT_LEAD_SECONDS)))).toEqual(['previous', 'current', 'next']);
  });

  it('mends a set that lost its current key', () => {
    const next = apply([], start).filter(({ state }) => state === 'next');
    expect(states(apply(next, start))).toEqual(['current', 'next']);
  });

  it('leaves no moment in which something signed cannot be verified: every copy and every token is older than the key set allows', () => {
    expect(NEXT_LEAD_SECONDS).toBeGreaterThan(KEY_SET_MAX_AGE_SECONDS);
    expect(PREVIOUS_RETENTION_SECONDS).toBeGreaterThan(ID_TOKEN_TTL_SECONDS + SIGNER_CACHE_SECONDS + KEY_SET_MAX_AGE_SECONDS);
    expect(SIGNING_PERIOD_SECONDS).toBeGreaterThan(NEXT_LEAD_SECONDS + PREVIOUS_RETENTION_SECONDS);
    expect((['next', 'current', 'previous', 'retired'] as const).filter(isPublished)).toEqual(['next', 'current', 'previous']);
  });
});

describe('a rotation that is asked for', () => {
  const key = (id: string, state: SigningKeyFacts['state'], createdAt: Date): SigningKeyFacts => ({
    id,
    state,
    createdAt,
    activatedAt: state === 'next' ? null : createdAt,
    supersededAt: state === 'previous' ? createdAt : null,
  });
  const keys = [key('p', 'previous', start), key('c', 'current', start), key('n', 'next', start)];

  it('lets the announced key take over, once every copy of the key set knows it', () => {
    expect(decideRotationNow(keys, { compromised: false }, after(KEY_SET_MAX_AGE_SECONDS))).toEqual([
      { kind: 'promote', keyId: 'n' },
      { kind: 'generate', state: 'next' },
    ]);
    expect(decideRotationNow(keys, { compromised: false }, after(KEY_SET_MAX_AGE_SECONDS - 1))).toBeNull();
  });

  it('keeps no key that lay beside a compromised one, and none waits', () => {
    expect(decideRotationNow(keys, { compromised: true }, start)).toEqual([
      { kind: 'retire', keyId: 'p' },
      { kind: 'retire', keyId: 'c' },
      { kind: 'retire', keyId: 'n' },
      { kind: 'generate', state: 'current' },
      { kind: 'generate', state: 'next' },
    ]);
  });

  it('makes the first keys of a workspace that has none', () => {
    expect(decideRotationNow([], { compromised: false }, start)).toEqual([
      { kind: 'generate', state: 'current' },
      { kind: 'generate', state: 'next' },
    ]);
  });
});
