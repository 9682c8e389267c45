import { recogniseByEmail, recogniseByAccount } from './recognise-person';

const account = { subject: 'g-1', email: 'ada@example.com', emailVerified: true };
const verified = { id: 'usr_1', emailVerified: true, linkedSubject: null };
const unverified = { id: 'usr_2', emailVerified: false, linkedSubject: 'g-squatter' };

describe('recogniseByAccount', () => {
  it('keys on the subject, whatever became of the address', () => {
    const person = { ...verified, linkedSubject: 'g-1' };
    expect(recogniseByAccount({ ...account, email: null, emailVerified: false }, person, null)).toEqual({
      kind: 'known',
      id: 'usr_1',
    });
    expect(recogniseByAccount({ ...account, email: 'new@example.com' }, person, { ...verified, id: 'usr_9' })).toEqual({
      kind: 'known',
      id: 'usr_1',
    });
  });

  it('knows a person whose row appeared between the two look-ups', () => {
    expect(recogniseByAccount(account, null, { ...verified, linkedSubject: 'g-1' })).toEqual({ kind: 'known', id: 'usr_1' });
  });

  it('links to an address that both sides verified', () => {
    expect(recogniseByAccount(account, null, verified)).toEqual({ kind: 'link', id: 'usr_1' });
  });

  it('does not link, nor create, for an address that the provider has not verified', () => {
    const refusal = { kind: 'refuse', reason: 'address_not_verified' };
    expect(recogniseByAccount({ ...account, emailVerified: false }, null, verified)).toEqual(refusal);
    expect(recogniseByAccount({ ...account, emailVerified: false }, null, null)).toEqual(refusal);
    expect(recogniseByAccount({ ...account, email: null }, null, null)).toEqual(refusal);
  });

  it('does not hand a linked person to another account at the provider that was given their address', () => {
    expect(recogniseByAccount(account, null, { ...verified, linkedSubject: 'g-2' })).toEqual({
      kind: 'refuse',
      reason: 'address_has_other_account',
    });
  });

  it('gives the address to who proved it, and ends the hold of who did not', () => {
    expect(recogniseByAccount(account, null, unverified)).toEqual({ kind: 'claim', id: 'usr_2' });
  });

  it('creates a new person otherwise', () => {
    expect(recogniseByAccount(account, null, null)).toEqual({ kind: 'create' });
  });
});

describe('recogniseByEmail', () => {
  it('knows who has the address, lets the prover claim an unproven one, and creates otherwise', () => {
    expect(recogniseByEmail(verified)).toEqual({ kind: 'known', id: 'usr_1' });
    expect(recogniseByEmail(unverified)).toEqual({ kind: 'claim', id: 'usr_2' });
    expect(recogniseByEmail(null)).toEqual({ kind: 'create' });
  });
});
