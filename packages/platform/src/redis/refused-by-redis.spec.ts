import { isOfAReplica, isRefusedByRedis, isWithoutMemory } from './refused-by-redis';

const SCRIPT = 'ERR Error running script (call to f_0123456789abcdef0123456789abcdef01234567): ';

describe('what Redis refuses', () => {
  it.each([
    ["READONLY You can't write against a read only replica.", true],
    ["READONLY You can't write against a read only replica. script: f_0123, on @user_script:1.", true],
    [`${SCRIPT}@user_script:31: @user_script: 31: -READONLY You can't write against a read only replica. `, true],
    ['LOADING Redis is loading the dataset in memory', true],
    ["MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.", true],
    ["OOM command not allowed when used memory > 'maxmemory'.", false],
    ["@user_script: 31: -OOM command not allowed when used memory > 'maxmemory'.", false],
    [`${SCRIPT}@user_script:31: @user_script: 31: -OOM command not allowed when used memory > 'maxmemory'.`, false],
  ])('is known by its words, of Redis 6 and 7: %s', (message, ofAReplica) => {
    expect([isRefusedByRedis(new Error(message)), isOfAReplica(new Error(message))]).toEqual([true, ofAReplica]);
    expect(isWithoutMemory(new Error(message))).toBe(!ofAReplica);
  });

  it.each([
    'WRONGTYPE Operation against a key holding the wrong kind of value',
    `${SCRIPT}@user_script:31: @user_script: 31: attempt to compare nil with number`,
    'ERR value READONLY is not an integer',
    'Connection is closed.',
  ])('is not what leaves open what was done: %s', (message) => {
    expect(isRefusedByRedis(new Error(message))).toBe(false);
  });
});
