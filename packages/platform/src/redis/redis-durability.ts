import type { Redis } from 'ioredis';

/**
 * What is wrong with a Redis that has to keep counts (ADR 0005), a sentence each; nothing when all is well.
 * @param info the text of INFO
 * @param appendfsync what CONFIG GET says; null where a hosted Redis does not tell
 */
export function durabilityFaults(info: string, appendfsync: string | null): string[] {
  const facts = new Map(info.split(/\r?\n/).map((line) => line.split(':', 2) as [string, string | undefined]));
  const faults: string[] = [];
  if (facts.get('aof_enabled') === '0') {
    faults.push(
      'Redis keeps no append-only file: calls counted since the last drain are lost when it restarts (set appendonly yes)',
    );
  }
  const policy = facts.get('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    faults.push(`Redis drops keys when memory is short (maxmemory-policy ${policy}): counts could vanish (set noeviction)`);
  }
  if (appendfsync === 'no') {
    faults.push(
      'Redis leaves it to the kernel when counts reach the disk: a power cut loses up to half a minute (set appendfsync always)',
    );
  }
  if (appendfsync === 'everysec') {
    faults.push(
      'Redis may answer before a count has left its memory, while its disk is busy: killed then, it loses calls that were accepted (set appendfsync always)',
    );
  }
  return faults;
}

/** Asks a running Redis. One that does not answer such questions, as some managed ones do, is itself worth a word. */
export async function checkDurability(redis: Redis): Promise<string[]> {
  const info = await redis.info().catch(() => null);
  if (info === null) return ['Redis does not tell how it keeps its data: see to it that appendonly is on'];
  const setting = await redis.config('GET', 'appendfsync').catch(() => null);
  const appendfsync = Array.isArray(setting) && typeof setting[1] === 'string' ? setting[1] : null;
  return durabilityFaults(info, appendfsync);
}
