import { buildCallerPath } from './caller-path';

describe('a caller in a report of usage', () => {
  it('leads to their own page when it is a person', () => {
    expect(buildCallerPath('acme', 'usr_01h')).toBe('/w/acme/subscribers/usr_01h');
  });

  it('is only named when it is a program with a service key, which has no such page', () => {
    expect(buildCallerPath('acme', 'sky_01h')).toBeNull();
  });
});
