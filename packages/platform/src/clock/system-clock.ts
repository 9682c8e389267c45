import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '@gatehouse/core';

export const systemClock: Clock = { now: () => new Date() };

export const systemRandom: Random = { bytes: (count) => randomBytes(count) };
