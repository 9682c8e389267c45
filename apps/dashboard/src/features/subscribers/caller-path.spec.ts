import { buildCallerPath, isPerson, noteOf } from './caller-path';

describe('a caller in a report of usage', () => {
  it('leads to their own page when it is a person', () => {
    expect(buildCallerPath('acme', 'usr_01h')).toBe('/w/acme/subscribers/usr_01h');
  });

  it('is only named when it is a program with a service key, which has no such page', () => {
    expect(buildCallerPath('acme', 'svk_01h')).toBeNull();
    expect(noteOf('svk_01h')).toBe('service key');
  });

  it('counts as a subscriber only when it is a person: neither a program nor those who were erased', () => {
    expect(['usr_01h', 'svk_01h', 'erased'].filter(isPerson)).toEqual(['usr_01h']);
    expect([noteOf('usr_01h'), noteOf('erased')]).toEqual([null, null]);
  });
});
