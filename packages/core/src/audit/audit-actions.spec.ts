import { AUDIT_ACTIONS, changesBetween } from './audit-actions';

describe('changesBetween', () => {
  it('tells the fields that differ, and no others', () => {
    expect(changesBetween({ name: 'A', limit: 1, scopes: ['a'] }, { name: 'B', limit: 1, scopes: ['a', 'b'] })).toEqual({
      name: { from: 'A', to: 'B' },
      scopes: { from: ['a'], to: ['a', 'b'] },
    });
  });

  it('takes a field that is missing for null', () => {
    expect(changesBetween({ gone: 1, none: null }, { added: 2 })).toEqual({
      added: { from: null, to: 2 },
      gone: { from: 1, to: null },
    });
  });

  it('tells nothing of things that are equal', () => {
    expect(changesBetween({ api: { base_url: 'x' } }, { api: { base_url: 'x' } })).toEqual({});
  });
});

it('names every action as thing.happening, once', () => {
  expect(AUDIT_ACTIONS.filter((action) => !/^[a-z_]+\.[a-z_]+$/.test(action))).toEqual([]);
  expect(new Set(AUDIT_ACTIONS).size).toBe(AUDIT_ACTIONS.length);
});
