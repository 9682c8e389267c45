import { unwrap } from './client';

const answer = (status: number, rest: { data?: unknown; error?: unknown }) =>
  Promise.resolve({ ...rest, response: new Response(null, { status }) });

describe('unwrap', () => {
  it('gives the data of a call that succeeded', async () => {
    await expect(unwrap(answer(200, { data: { id: 'wsp_1' } }))).resolves.toEqual({ id: 'wsp_1' });
  });

  it('gives nothing for an answer without a body', async () => {
    await expect(unwrap(answer(204, {}))).resolves.toBeUndefined();
  });

  it('throws what the API answered, also when the refusal had no body', async () => {
    await expect(unwrap(answer(404, { error: { code: 'not_found', detail: 'No such GPT.' } }))).rejects.toMatchObject({
      status: 404,
      code: 'not_found',
    });
    await expect(unwrap(answer(500, {}))).rejects.toMatchObject({ status: 500, code: 'unexpected_answer' });
  });

  it('says that the service could not be reached when the network fails', async () => {
    await expect(unwrap(Promise.reject(new TypeError('fetch failed')))).rejects.toMatchObject({ status: 0, code: 'unreachable' });
  });

  it('hands a cancelled call on as it is', async () => {
    const cancelled = new DOMException('cancelled', 'AbortError');
    await expect(unwrap(Promise.reject(cancelled))).rejects.toBe(cancelled);
  });
});
