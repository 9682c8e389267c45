import { pino } from 'pino';
import { createLogger } from './logger';

/** What a logger of ours writes for an object. */
function written(value: object): string {
  const lines: string[] = [];
  const logger = createLogger({ logLevel: 'info' }, 'test');
  const stream = (logger as unknown as Record<symbol, { write: (line: string) => void }>)[pino.symbols.streamSym];
  if (stream === undefined) throw new Error('pino has no stream');
  const original = stream.write;
  stream.write = (line) => void lines.push(line);
  logger.info(value, 'said');
  stream.write = original;
  return lines.join('');
}

describe('the log', () => {
  it('blanks credentials by name at the top and below', () => {
    const line = written({
      token: 'gth_at_top',
      body: { refresh_token: 'gth_rt_below', client_secret: 'gth_cs_below' },
      request: { headers: { authorization: 'Bearer gth_at_deep', 'set-cookie': 'gth_session=deep' } },
    });
    expect(line).toContain('said');
    expect(line).not.toMatch(/gth_/);
  });

  it('keeps what is not one', () => {
    expect(written({ workspace: 'wsp_1', status: 404 })).toContain('wsp_1');
  });
});
