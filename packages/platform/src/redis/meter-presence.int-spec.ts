import { OwnRedis } from '@gatehouse/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { connectMeterRedis } from './meter-connection';
import { MeterPresence } from './meter-presence';

describe('Redis that comes back', () => {
  let redis: OwnRedis;
  beforeAll(async () => void (redis = await OwnRedis.start()));
  afterAll(() => redis.remove());

  it('holds calls up no longer than a moment while the rest is told: they go on without it, and it decides once it has heard all', async () => {
    const connection = connectMeterRedis(redis.url);
    connection.on('error', () => undefined);
    await new Promise((resolve) => connection.once('ready', resolve));
    // What is told while calls go on is told at once; the rest, behind the gate, not before it is let go.
    const letGo = Promise.withResolvers<void>();
    const tellings: string[] = [];
    const presence = new MeterPresence(connection, async () => {
      tellings.push('begun');
      if (tellings.length === 1) await presence.directly(() => Promise.resolve());
      else await letGo.promise;
    });
    presence.refuse();
    await presence.directly(() => Promise.resolve());
    while (tellings.length < 2) await pause(10);
    // It waits at the gate, and then is served.
    expect(await presence.directly(() => Promise.resolve('served'))).toBe('served');
    expect(presence.isPresent).toBe(false);
    letGo.resolve();
    while (!presence.isPresent) await pause(10);
    expect(tellings.length).toBeGreaterThan(2);
    expect(await presence.directly(() => Promise.resolve('served'))).toBeNull();
    connection.disconnect();
  });

  it('lets calls that go without it come to their end, however many wait, and none begin: else it would never be back where more is asked than can go so', async () => {
    const connection = connectMeterRedis(redis.url);
    connection.on('error', () => undefined);
    await new Promise((resolve) => connection.once('ready', resolve));
    const presence = new MeterPresence(connection, () => Promise.resolve());
    const letGo = Promise.withResolvers<string>();
    presence.refuse();
    const underWay = presence.directly(() => letGo.promise);
    await pause(600);
    const held = presence.directly(() => Promise.resolve('served'));
    // Longer than telling may take.
    await pause(1_500);
    letGo.resolve('served');
    expect([await underWay, await held]).toEqual(['served', null]);
    expect(presence.isPresent).toBe(true);
    connection.disconnect();
  });
});
