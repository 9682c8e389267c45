import { register } from 'prom-client';
import { GaugeOfLastRun } from './gauge-of-last-run';

describe('what a job found in its last run', () => {
  let time = 5_000;
  const now = () => time;
  const said = async (name: string) =>
    (await register.getSingleMetricAsString(name)).split('\n').filter((line) => line !== '' && !line.startsWith('#'));

  it('is said until the next run is overdue, which another worker may have had, and not before the first', async () => {
    const gauge = new GaugeOfLastRun({ name: 'test_found', help: 'x' }, 1_000, now);
    expect(await said('test_found')).toEqual([]);
    gauge.set(3);
    expect(await said('test_found')).toEqual(['test_found 3']);
    time += 999;
    expect(await said('test_found')).toEqual(['test_found 3']);
    gauge.set(0);
    time += 999;
    expect(await said('test_found')).toEqual(['test_found 0']);
    time += 1;
    expect(await said('test_found')).toEqual([]);
  });

  it('is said of each kind, and taken back of all', async () => {
    const gauge = new GaugeOfLastRun({ name: 'test_kinds', help: 'x', labelNames: ['kind'] }, 1_000, now);
    expect(await said('test_kinds')).toEqual([]);
    gauge.set(
      new Map([
        ['quota', 2],
        ['stuck', 0],
      ]),
    );
    expect(await said('test_kinds')).toEqual(['test_kinds{kind="quota"} 2', 'test_kinds{kind="stuck"} 0']);
    time += 1_000;
    expect(await said('test_kinds')).toEqual([]);
  });
});
