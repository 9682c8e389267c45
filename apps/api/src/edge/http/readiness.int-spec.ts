import { connectRedis, type Database } from '@gatehouse/platform';
import { OwnRedis } from '@gatehouse/testing';
import { fastify, type FastifyInstance } from 'fastify';
import { Redis } from 'ioredis';
import { Readiness, serveHealth } from './service-routes';

/** This test is about Redis. */
const postgres = { ping: () => Promise.resolve() } as unknown as Database;

describe('readiness', () => {
  let own: OwnRedis;
  let operator: Redis;
  let redis: Redis;
  let server: FastifyInstance;

  beforeAll(async () => {
    own = await OwnRedis.start();
    operator = new Redis(own.url);
    redis = connectRedis(own.url);
    server = fastify();
    serveHealth(server, new Readiness(), postgres, redis);
  });
  afterAll(async () => {
    await server.close();
    redis.disconnect();
    operator.disconnect();
    await own.remove();
  });

  const ready = async (): Promise<[number, unknown]> => {
    const answer = await server.inject('/readyz');
    return [answer.statusCode, answer.json().redis];
  };

  it.each([
    ['has no memory left', ['CONFIG', 'SET', 'maxmemory', '1'], ['CONFIG', 'SET', 'maxmemory', '0']],
    ['is a replica', ['REPLICAOF', '127.0.0.1', '1'], ['REPLICAOF', 'NO', 'ONE']],
  ])(
    'is denied while Redis %s, which it says of no PING, and given back by itself',
    async (_why, [refuse = '', ...how], [obey = '', ...back]) => {
      expect(await ready()).toEqual([200, true]);
      await operator.call(refuse, ...how);
      expect(await operator.ping()).toBe('PONG');
      expect(await ready()).toEqual([503, false]);
      await operator.call(obey, ...back);
      expect(await ready()).toEqual([200, true]);
    },
  );
});
