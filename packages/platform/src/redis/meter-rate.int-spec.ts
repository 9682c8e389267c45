import { type MeterStage, startMeterStage } from '../../test/meter-stage';
import type { Fence } from './meter';

const INSTANCES = [0, 1, 2, 3];
const PER_MINUTE = 600;
const BURST = 50;
const ROUNDS = 20;

describe('a rate that four instances share', () => {
  let stage: MeterStage;
  beforeAll(async () => void (stage = await startMeterStage({ instances: INSTANCES.length, ratesByRedis: true })));
  afterAll(() => stage.stop());

  async function microsOfRedis(): Promise<number> {
    const [seconds, micros] = await stage.redis.time();
    return Number(seconds) * 1_000_000 + Number(micros);
  }

  it('lets not one call too many through of forty times the burst, and not one too few of the burst', async () => {
    const principal = await stage.principalOf({ tier: { ratePerMinute: PER_MINUTE, burst: BURST } });
    const fences: Fence[] = [];
    for (const instance of INSTANCES) fences.push(await stage.fenceOf(principal, instance));
    const begun = await microsOfRedis();
    let accepted = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers = await Promise.all(
        fences.flatMap((fence, instance) => Array.from({ length: 25 }, () => stage.ask(principal, fence, {}, instance))),
      );
      accepted += answers.filter((met) => met.kind === 'decided' && met.admission.decision === 'accepted').length;
    }
    const tookMicros = (await microsOfRedis()) - begun;
    // What the definition allows in that time, whatever time it was: the burst, and one more for each interval.
    const allowed = BURST + Math.floor((tookMicros * PER_MINUTE) / 60_000_000);
    expect(accepted).toBeLessThanOrEqual(allowed);
    expect(accepted).toBeGreaterThanOrEqual(BURST);
  });
});
