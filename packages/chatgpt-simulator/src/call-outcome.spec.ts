import { decideOutcome } from './call-outcome';

const NOW = new Date('2026-01-01T00:00:00Z');

function answered(status: number, text = '', headers: Record<string, string> = {}) {
  return decideOutcome({ failure: null, status, headers: new Headers(headers), text }, NOW);
}

describe('decideOutcome', () => {
  it.each([
    [200, 'use_answer'],
    [302, 'use_answer'],
    [400, 'relay_refusal'],
    [401, 'sign_in_again'],
    [402, 'relay_refusal'],
    [403, 'relay_refusal'],
    [429, 'back_off'],
    [500, 'back_off'],
    [503, 'back_off'],
  ])('takes %d as %s', (status, reaction) => {
    expect(answered(status).reaction).toBe(reaction);
  });

  it('gives up without an answer', () => {
    const outcome = decideOutcome({ failure: 'timed_out', status: null, headers: new Headers(), detail: 'late' }, NOW);
    expect(outcome).toMatchObject({ reaction: 'give_up', failure: 'timed_out', status: null, json: null });
  });

  it('finds the sentence for the model', () => {
    expect(answered(402, '{"message":"Upgrade at https://x.example."}').message).toBe('Upgrade at https://x.example.');
    expect(answered(402, '{"message":7}').message).toBeNull();
    expect(answered(402, '<p>no</p>').message).toBeNull();
  });

  it.each([
    ['17', 17],
    ['Thu, 01 Jan 2026 00:01:30 GMT', 90],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', null],
  ])('reads Retry-After %s', (header, seconds) => {
    expect(answered(429, '', { 'retry-after': header }).retryAfterSeconds).toBe(seconds);
  });
});
