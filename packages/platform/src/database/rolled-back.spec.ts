import { wasRolledBack } from './rolled-back';

describe('wasRolledBack', () => {
  it('is sure of what Postgres itself refused and left the connection standing', () => {
    expect(wasRolledBack(Object.assign(new Error('deadlock detected'), { severity: 'ERROR', code: '40P01' }))).toBe(true);
    expect(wasRolledBack(Object.assign(new Error('query failed'), { driverError: { severity: 'ERROR' } }))).toBe(true);
  });

  it.each([
    Object.assign(new Error('terminating connection'), { severity: 'FATAL', code: '57P01' }),
    Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
    new Error('Query read timeout'),
    new Error('Connection terminated unexpectedly'),
    null,
    undefined,
    'text',
  ])('is not sure of %s, after which the transaction may stand', (error) => {
    expect(wasRolledBack(error)).toBe(false);
  });
});
