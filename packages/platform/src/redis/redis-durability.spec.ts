import { durabilityFaults } from './redis-durability';

const info = (aof: string, policy: string): string =>
  `# Memory\r\nused_memory:1000\r\nmaxmemory_policy:${policy}\r\n\r\n# Persistence\r\naof_enabled:${aof}\r\n`;

describe('durabilityFaults', () => {
  it.each(['always', null])('finds no fault with a Redis that keeps what it is told, appendfsync %s', (appendfsync) => {
    expect(durabilityFaults(info('1', 'noeviction'), appendfsync)).toEqual([]);
  });

  it.each([
    ['that forgets when it restarts', info('0', 'noeviction'), 'always', /appendonly yes/],
    ['that drops keys when memory is short', info('1', 'allkeys-lru'), 'always', /noeviction/],
    ['that leaves the disk to the kernel', info('1', 'noeviction'), 'no', /half a minute.*appendfsync always/],
    ['that answers before it has written', info('1', 'noeviction'), 'everysec', /killed then.*appendfsync always/],
  ])('finds fault with one %s', (_what, text, appendfsync, sentence) => {
    expect(durabilityFaults(text, appendfsync)).toEqual([expect.stringMatching(sentence)]);
  });

  it('finds no fault where nothing is told', () => {
    expect(durabilityFaults('', null)).toEqual([]);
  });
});
