import { ApiError, toApiError } from './problem';

describe('toApiError', () => {
  it('carries the code, the sentence and the messages by field', () => {
    const error = toApiError(422, {
      type: 'about:blank',
      title: 'Validation failed',
      status: 422,
      code: 'validation_failed',
      detail: 'Check the fields.',
      errors: [
        { field: 'scopes.0.name', message: 'must not be empty' },
        { field: 'scopes.0.name', message: 'a second message about the same field' },
      ],
    });
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 422, code: 'validation_failed', message: 'Check the fields.' });
    expect(error.fields).toEqual({ 'scopes.0.name': 'must not be empty' });
  });

  it.each([undefined, null, '', '<html>502</html>', { error: 'bad gateway' }, { code: 7 }])(
    'says a readable sentence when a proxy answers with %j',
    (body) => {
      const error = toApiError(502, body);
      expect(error.code).toBe('unexpected_answer');
      expect(error.message).toMatch(/Try again/);
      expect(error.fields).toEqual({});
    },
  );

  it('tells too many attempts from a fault', () => {
    expect(toApiError(429, undefined).message).toMatch(/Too many/);
  });
});
