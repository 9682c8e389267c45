import { challengeValue, decideDomain, DOMAIN_GRACE_DAYS, type DomainFacts, evidenceFrom } from './domain-check';

const now = new Date('2026-11-02T10:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const pending: DomainFacts = { state: 'pending', createdAt: now, failingSince: null, reason: null };
const verified: DomainFacts = { ...pending, state: 'verified', createdAt: daysAgo(30) };
const failing = (days: number): DomainFacts => ({ ...verified, state: 'failing', failingSince: daysAgo(days), reason: 'gone' });

describe('evidenceFrom', () => {
  it('finds the value among other texts', () =>
    expect(evidenceFrom(['v=spf1', challengeValue('t')], 't')).toEqual({ kind: 'found' }));
  it("takes another workspace's value for another", () =>
    expect(evidenceFrom([challengeValue('other')], 't')).toEqual({ kind: 'other', seen: 1 }));
  it('tells nothing from something else', () => expect(evidenceFrom([], 't')).toEqual({ kind: 'missing' }));
});

describe('decideDomain', () => {
  it('verifies a pending domain whose record stands', () =>
    expect(decideDomain(pending, { kind: 'found' }, true, now)).toMatchObject({
      state: 'verified',
      reason: null,
      happened: 'verified',
    }));

  it('gives no hold while another workspace has it, and says so', () =>
    expect(decideDomain(pending, { kind: 'found' }, false, now)).toMatchObject({
      state: 'pending',
      reason: expect.stringMatching(/another workspace/),
      happened: null,
    }));

  it('keeps a domain through outages of the name servers, whatever its state', () => {
    for (const facts of [pending, verified, failing(6.9), failing(30)]) {
      const next = decideDomain(facts, { kind: 'unreachable', why: 'timeout' }, true, now);
      expect(next).toMatchObject({ state: facts.state, failingSince: facts.failingSince, happened: null });
    }
  });

  it.each(['missing', 'other'] as const)('warns when the record is %s, and unverifies after the grace', (kind) => {
    const evidence = { kind, seen: 1 };
    expect(decideDomain(verified, evidence, true, now)).toMatchObject({
      state: 'failing',
      failingSince: now,
      happened: 'failing',
    });
    expect(decideDomain(failing(DOMAIN_GRACE_DAYS - 0.1), evidence, true, now)).toMatchObject({
      state: 'failing',
      happened: null,
    });
    expect(decideDomain(failing(DOMAIN_GRACE_DAYS), evidence, true, now)).toMatchObject({
      state: 'pending',
      failingSince: null,
      happened: 'lost',
      reason: expect.stringMatching(/not verified any more/),
    });
  });

  it('recovers a failing domain, even if somebody else would like to have it', () =>
    expect(decideDomain(failing(3), { kind: 'found' }, false, now)).toMatchObject({
      state: 'verified',
      failingSince: null,
      reason: null,
      happened: 'recovered',
    }));

  it('looks often while somebody waits for it, and seldom later', () => {
    const minutes = (facts: DomainFacts): number =>
      (decideDomain(facts, { kind: 'missing' }, true, now).nextCheckAt.getTime() - now.getTime()) / 60_000;
    expect([
      minutes(pending),
      minutes({ ...pending, createdAt: daysAgo(1) }),
      minutes({ ...pending, createdAt: daysAgo(9) }),
    ]).toEqual([1, 10, 360]);
  });
});
