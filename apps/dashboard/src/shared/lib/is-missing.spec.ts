import { ApiError } from '@gatehouse/api-client';
import { isMissing } from './is-missing';

describe('isMissing', () => {
  it('is said of what the API does not find, and not of what failed another way', () => {
    expect(isMissing({ error: new ApiError(404, 'not_found', 'There is no such thing.') })).toBe(true);
    expect(isMissing({ error: new ApiError(503, 'unavailable', 'Later.') })).toBe(false);
    expect(isMissing({ error: new Error('network') })).toBe(false);
    expect(isMissing({ error: null })).toBe(false);
  });
});
