import type { Principal } from '@gatehouse/core';
import { type MeterStage, startMeterStage } from '../../test/meter-stage';
import { newId } from '../ids/new-id';

describe('an Idempotency-Key', () => {
  let stage: MeterStage;
  beforeAll(async () => void (stage = await startMeterStage({ instances: 1 })));
  afterAll(() => stage.stop());

  async function used(principal: Principal): Promise<number> {
    const met = await stage.ask(principal, await stage.fenceOf(principal), { cost: 1, idempotencyKey: 'order 1' });
    if (met.kind !== 'decided' || met.admission.decision !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(met)}`);
    return met.admission.usedUnits;
  }

  it('of a person at one GPT is not theirs at another: the call there is counted there', async () => {
    const here = await stage.principalOf();
    const there: Principal = { ...here, gptId: newId('gpt') };
    expect([await used(here), await used(there)]).toEqual([1, 1]);
    expect([await used(here), await used(there)]).toEqual([1, 1]);
    expect(await stage.redis.keys('{m:*}:i:*')).toHaveLength(2);
  });
});
