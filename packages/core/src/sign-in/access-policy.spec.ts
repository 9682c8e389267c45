import { type AccessRules, type AccessStanding, decideAccess } from './access-policy';

const now = new Date('2026-11-02T10:00:00Z');
const [earlier, later] = [new Date(now.getTime() - 1), new Date(now.getTime() + 1)];
const ada: AccessStanding = { email: 'ada@acme.example', emailVerified: true, invitation: null, request: null };
const rules = (policy: AccessRules['policy'], ...allowedDomains: string[]): AccessRules => ({ policy, allowedDomains });
const invited = (expiresAt: Date | null, acceptedAt: Date | null = null): AccessStanding => ({
  ...ada,
  invitation: { expiresAt, acceptedAt },
});
const refused = (why: string) => ({ kind: 'refused', why });
const admitted = (byInvitation = false) => ({ kind: 'admitted', byInvitation });

describe('an open GPT', () => {
  it('lets everybody in, whatever was said of them under another policy', () => {
    expect(decideAccess(rules('open'), ada, now)).toEqual(admitted());
    expect(decideAccess(rules('open'), { ...ada, request: 'refused', emailVerified: false }, now)).toEqual(admitted());
  });
});

describe('an invite-only GPT', () => {
  const policy = rules('invite_only', 'acme.example');

  it('lets the invited in, and nobody else, whatever their domain', () => {
    expect(decideAccess(policy, invited(null), now)).toEqual(admitted(true));
    expect(decideAccess(policy, invited(later), now)).toEqual(admitted(true));
    expect(decideAccess(policy, ada, now)).toEqual(refused('not_invited'));
  });

  it('ends an invitation at its very moment, unless it was accepted before', () => {
    expect(decideAccess(policy, invited(now), now)).toEqual(refused('invitation_expired'));
    expect(decideAccess(policy, invited(earlier), now)).toEqual(refused('invitation_expired'));
    expect(decideAccess(policy, invited(earlier, earlier), now)).toEqual(admitted(true));
  });

  it('takes no invitation for an address that nobody has verified', () => {
    expect(decideAccess(policy, { ...invited(null), emailVerified: false }, now)).toEqual(refused('not_invited'));
  });
});

describe('a GPT for domains', () => {
  const policy = rules('domains', 'acme.example', 'xn--bcher-kva.example');

  it.each(['ada@acme.example', 'Ada@ACME.Example', 'ada@bücher.example'])('lets %s in', (email) => {
    expect(decideAccess(policy, { ...ada, email }, now)).toEqual(admitted());
  });

  it.each(['ada@sub.acme.example', 'ada@acme.example.evil.example', 'ada@notacme.example', 'acme.example@evil.example', 'ada'])(
    'does not let %s in: a domain is exact',
    (email) => {
      expect(decideAccess(policy, { ...ada, email }, now)).toEqual(refused('domain_not_allowed'));
    },
  );

  it('lets guests in who were invited or approved by name', () => {
    const guest = { ...ada, email: 'guest@elsewhere.example' };
    expect(decideAccess(policy, { ...guest, invitation: invited(null).invitation }, now)).toEqual(admitted(true));
    expect(decideAccess(policy, { ...guest, request: 'approved' }, now)).toEqual(admitted());
  });

  it('takes no unverified address for its domain', () => {
    expect(decideAccess(policy, { ...ada, emailVerified: false }, now)).toEqual(refused('domain_not_allowed'));
  });
});

describe('a GPT by approval', () => {
  const policy = rules('approval');

  it('lets in who was approved, and tells the others where they stand', () => {
    expect(decideAccess(policy, { ...ada, request: 'approved' }, now)).toEqual(admitted());
    expect(decideAccess(policy, ada, now)).toEqual(refused('must_ask'));
    expect(decideAccess(policy, { ...ada, request: 'waiting' }, now)).toEqual(refused('waiting'));
    expect(decideAccess(policy, { ...ada, request: 'refused' }, now)).toEqual(refused('refused'));
  });

  it('lets the invited in without asking', () => {
    expect(decideAccess(policy, invited(null), now)).toEqual(admitted(true));
  });
});
