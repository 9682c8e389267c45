import type { AuditEvent } from './audit.queries';
import { sentenceOf, valueInWords } from './audit-words';

const event: AuditEvent = {
  id: 'aud_1',
  at: '2026-11-02T09:00:00Z',
  action: 'gpt.updated',
  actor: { kind: 'member', member_id: 'mbr_1', name: 'Ada', email: 'ada@example.com', token_id: null },
  target: { kind: 'gpt', id: 'gpt_1', name: 'Foods' },
  changes: {},
  source_address: null,
  user_agent: null,
};

describe('sentenceOf', () => {
  it('says who did what to what', () => {
    expect(sentenceOf(event)).toEqual({ who: 'Ada', what: 'changed the GPT', target: 'Foods' });
  });

  it('falls back to the id of what has no name, and names who is gone', () => {
    const gone = { ...event, actor: { ...event.actor, name: null }, target: { kind: 'gpt', id: 'gpt_1', name: null } };
    expect(sentenceOf(gone)).toMatchObject({ who: 'A former member', target: 'gpt_1' });
  });

  it('says of a sign-in only whose it was', () => {
    expect(sentenceOf({ ...event, action: 'member.signed_in' })).toEqual({ who: 'Ada', what: 'signed in', target: null });
  });
});

describe('valueInWords', () => {
  it.each([
    [null, 'nothing'],
    ['', 'empty'],
    ['Foods', 'Foods'],
    [9, '9'],
    [[], 'none'],
    [['a', 'b'], 'a, b'],
    [{ base_url: 'https://a.example' }, '{"base_url":"https://a.example"}'],
  ])('tells %j as %s', (value, words) => {
    expect(valueInWords(value)).toBe(words);
  });
});
