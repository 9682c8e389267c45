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

  it('is denied while Redis is a replica, which it says of no PING, and given back by itself', async () => {
    expect(await ready()).toEqual([200, true]);
    await operator.replicaof('127.0.0.1', 1);
    expect(await operator.ping()).toBe('PONG');
    expect(await ready()).toEqual([503, false]);
    await operator.replicaof('NO', 'ONE');
    expect(await ready()).toEqual([200, true]);
  });

  it('is left to every instance while Redis has no memory: to take them all away would end what is served beside it', async () => {
    await operator.config('SET', 'maxmemory', 1);
    await expect(operator.set('anything', '1')).rejects.toThrow('OOM');
    expect(await ready()).toEqual([200, true]);
    await operator.config('SET', 'maxmemory', 0);
  });
});
