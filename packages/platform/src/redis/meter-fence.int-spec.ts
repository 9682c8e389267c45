import { mayRemember, type Principal, shardOf, versionKey } from '@gatehouse/core';
import type { Redis } from 'ioredis';
import { decisionOf, type MeterStage, startMeterStage } from '../../test/meter-stage';
import { type Fence, UNFENCED } from './meter';

describe('the meter and its fence', () => {
  let stage: MeterStage;
  beforeAll(async () => void (stage = await startMeterStage()));
  afterAll(() => stage.stop());

  it('lets nobody through who holds none', async () => {
    const principal = await stage.principalOf();
    expect(decisionOf(await stage.ask(principal, UNFENCED))).toBe('stale');
    expect(await stage.pendingOf(principal)).toEqual({});
  });

  it.each([
    ['the subscriber', (principal: Principal) => [principal.workspaceId, principal.subscriberId] as const],
    ['the GPT', () => null],
  ])(
    'refuses what was remembered before a change of %s, on every instance, from the moment the change is done',
    async (_what, subject) => {
      const principal = await stage.principalOf();
      const fences = [await stage.fenceOf(principal, 0), await stage.fenceOf(principal, 1)];
      const about = subject(principal);
      await stage.fence.around((mark) => (about === null ? mark.gpt(principal.gptId) : mark.subscriber(about[0], about[1])));
      for (const instance of [0, 1]) {
        const answer = await stage.ask(principal, fences[instance] as Fence, {}, instance);
        expect(answer.kind).toBe('stale');
        if (answer.kind === 'stale') expect(decisionOf(await stage.ask(principal, answer.fence, {}, instance))).toBe('accepted');
      }
    },
  );

  it('lets nothing be remembered while a change is on its way', async () => {
    const principal = await stage.principalOf();
    const before = await stage.fenceOf(principal);
    await stage.fence.around(async (mark) => {
      await mark.subscriber(principal.workspaceId, principal.subscriberId);
      const answer = await stage.ask(principal, before);
      expect(answer.kind).toBe('stale');
      if (answer.kind !== 'stale') return;
      expect(mayRemember(answer.fence.text)).toBe(false);
      expect(decisionOf(await stage.ask(principal, answer.fence))).toBe('accepted');
    });
    expect(mayRemember((await stage.fenceOf(principal)).text)).toBe(true);
  });

  it('keeps the mark of a change that is still on its way when another one of the same subscriber ends, whichever began first', async () => {
    const principal = await stage.principalOf();
    const { workspaceId, subscriberId } = principal;
    const [mayEndFirst, mayEndSecond] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const change = (mayEnd: Promise<void>): Promise<void> =>
      stage.fence.around(async (mark) => {
        await mark.subscriber(workspaceId, subscriberId);
        await mayEnd;
      });
    const first = change(mayEndFirst.promise);
    const second = change(mayEndSecond.promise);
    mayEndSecond.resolve();
    await second;
    expect(mayRemember((await stage.fenceOf(principal)).text)).toBe(false);
    mayEndFirst.resolve();
    await first;
    expect(mayRemember((await stage.fenceOf(principal)).text)).toBe(true);
  });

  it('still recognises the dead one of two changes when the other one ended well', async () => {
    const principal = await stage.principalOf();
    const { workspaceId, subscriberId } = principal;
    await stage.redis.set(versionKey(shardOf(workspaceId, subscriberId), subscriberId), `!${Date.now() - 61_000}-dead`);
    await stage.fence.around((mark) => mark.subscriber(workspaceId, subscriberId));
    expect(mayRemember((await stage.fenceOf(principal)).text)).toBe(false);
    expect(mayRemember((await stage.fenceOf(principal)).text)).toBe(true);
  });

  it('keeps the mark of a change that failed, because it may have been committed all the same', async () => {
    const principal = await stage.principalOf();
    const change = stage.fence.around(async (mark) => {
      await mark.subscriber(principal.workspaceId, principal.subscriberId);
      throw new Error('connection lost during COMMIT');
    });
    await expect(change).rejects.toThrow('connection lost');
    expect(mayRemember((await stage.fenceOf(principal)).text)).toBe(false);
  });

  it('ends a change that is committed although Redis was away at first', async () => {
    const principal = await stage.principalOf();
    jest.spyOn(stage.fence, 'settle').mockRejectedValueOnce(new Error('connection is closed'));
    await stage.fence.around((mark) => mark.subscriber(principal.workspaceId, principal.subscriberId));
    expect(mayRemember((await stage.fenceOf(principal)).text)).toBe(true);
  });

  it('lifts a mark whose author must be dead', async () => {
    const principal = await stage.principalOf();
    const { workspaceId, subscriberId } = principal;
    await stage.redis.set(versionKey(shardOf(workspaceId, subscriberId), subscriberId), `!${Date.now() - 61_000}-dead`);
    expect(mayRemember((await stage.fenceOf(principal)).text)).toBe(false);
    expect(mayRemember((await stage.fenceOf(principal)).text)).toBe(true);
  });

  it('refuses everything that was remembered before Redis lost its data, for good', async () => {
    const principal = await stage.principalOf({ tier: { quotaPerMonth: 100 } });
    const before = await stage.fenceOf(principal);
    await stage.ask(principal, before);
    await stage.redis.flushdb();
    const first = await stage.ask(principal, before);
    expect(first.kind).toBe('stale');
    expect(decisionOf(await stage.ask(principal, before))).toBe('stale');
    if (first.kind === 'stale') expect(decisionOf(await stage.ask(principal, first.fence))).toBe('accepted');
  });

  it('holds nothing of an earlier connection for true: Redis may have come back without its last writes', async () => {
    const principal = await stage.principalOf();
    const before = await stage.fenceOf(principal, 1);
    expect(decisionOf(await stage.ask(principal, before, {}, 1))).toBe('accepted');
    const connection = stage.connections[1] as Redis;
    const ready = new Promise((resolve) => connection.once('ready', resolve));
    connection.disconnect(true);
    await ready;
    expect(decisionOf(await stage.ask(principal, before, {}, 1))).toBe('stale');
  });
});
