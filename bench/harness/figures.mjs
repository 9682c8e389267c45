/** Answers a second. */
export const perSecond = ({ completed, seconds }) => completed / seconds;

/** CPU time of the contender's own process for one answer, in microseconds. */
export const serverMicros = ({ cpuMicros, completed }) => cpuMicros.server / completed;

/** CPU time of Postgres and Redis for one answer, in microseconds. */
export const storeMicros = ({ cpuMicros, completed }) => (cpuMicros.postgres + cpuMicros.redis) / completed;

/** Answers for each second of CPU time of the contender's process: what one core would do if nothing else held it up. */
export const perCore = ({ cpuMicros, completed }) => (completed / cpuMicros.server) * 1e6;

/** Latency that half of the answers stayed below, in milliseconds. */
export const p50 = ({ p50Ms }) => p50Ms;

/** Latency that 99 of 100 answers stayed below, in milliseconds. */
export const p99 = ({ p99Ms }) => p99Ms;

/** Share of its core that the contender's process kept busy. Far below 100 %, something else held it up: Redis, the disk, other programs. */
export const coreShare = ({ cpuMicros, seconds }) => cpuMicros.server / 1e6 / seconds;
