import { ALL_SHARDS, SHARD_COUNT, shardOf } from './shard';

describe('shardOf', () => {
  it('puts a subscriber where every version of the product has put them', () => {
    expect(shardOf('wsp_01h455vb4pex5vsknk084sn02q', 'usr_01h455vb4pex5vsknk084sn02q')).toBe(43);
    expect(shardOf('wsp_01h455vb4pex5vsknk084sn02q', 'usr_01h455vb4pex5vsknk084sn02r')).toBe(35);
    expect(shardOf('wsp_01h455vb4pex5vsknk084sn02r', 'usr_01h455vb4pex5vsknk084sn02q')).toBe(62);
  });

  it('spreads subscribers evenly', () => {
    const sizes = ALL_SHARDS.map(() => 0);
    for (let index = 0; index < 64_000; index += 1) {
      const shard = shardOf('wsp_01h455vb4pex5vsknk084sn02q', `usr_01h455vb4pex5vsknk08${index.toString(32).padStart(4, '0')}`);
      sizes[shard] = (sizes[shard] ?? 0) + 1;
    }
    expect(Math.min(...sizes)).toBeGreaterThan(800);
    expect(Math.max(...sizes)).toBeLessThan(1_200);
    expect(sizes).toHaveLength(SHARD_COUNT);
  });
});
