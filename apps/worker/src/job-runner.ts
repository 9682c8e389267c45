import { connectRedisForWorker, isRefusedByRedis, type Logger } from '@gatehouse/platform';
import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Job } from './job';

/**
 * How often a run may be taken from a dead worker before BullMQ gives the job up. Jobs hold nothing that would be lost, but a wake-up that
 * is given up wakes nobody; with the default of one, two crashes would do.
 */
const MAX_STALLED_COUNT = 1_000_000;

/** How soon a worker that died is missed. */
const STALLED_INTERVAL_MS = 5_000;

/** Schedules are written again this often: Redis may have lost them, or a worker died between a run and the setting up of the next. */
const RESCHEDULE_MS = 10_000;

/** How soon a worker asks again after Redis refused to hand out work. */
const RETRY_MS = 1_000;

/** Runs the jobs of this process, and lets what is running finish before it closes. */
export class JobRunner {
  private readonly workers: Worker[] = [];
  private readonly queues: Queue[] = [];
  private readonly connections: Redis[] = [];
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly redisUrl: string,
    private readonly logger: Logger,
  ) {}

  /** Sets up the job's wake-ups and begins to take its work. @throws when Redis cannot be reached. */
  async start(job: Job): Promise<void> {
    const queue = new Queue(job.queue, { connection: this.connect() });
    this.queues.push(queue);
    queue.on('error', (error) => this.logger.warn({ job: job.queue, error: error.message }, 'job queue'));
    // Where Redis takes no writes, the process begins all the same: schedules are written again.
    await schedule(queue, job).catch((error: unknown) => {
      if (!isRefusedByRedis(error)) throw error;
      this.logger.error({ job: job.queue, error: String(error) }, 'schedules not written');
    });
    this.timers.push(setInterval(() => this.scheduleAgain(queue, job), RESCHEDULE_MS));
    const worker = new Worker(job.queue, ({ data }) => job.run(data), {
      connection: this.connect(),
      concurrency: job.concurrency,
      lockDuration: job.lockMs,
      maxStalledCount: MAX_STALLED_COUNT,
      stalledInterval: STALLED_INTERVAL_MS,
      runRetryDelay: RETRY_MS,
    });
    worker.on('failed', (failed, error) =>
      this.logger.error({ job: job.queue, attempt: failed?.attemptsMade, error: error.message }, 'job failed'),
    );
    worker.on('error', (error) => this.logger.warn({ job: job.queue, error: error.message }, 'job queue'));
    this.workers.push(worker);
    await worker.waitUntilReady();
  }

  /** Takes no more work, waits for what runs, and disconnects. */
  async close(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.workers.map((worker) => worker.close()));
    await Promise.all(this.queues.map((queue) => queue.close()));
    for (const connection of this.connections) connection.disconnect();
  }

  private scheduleAgain(queue: Queue, job: Job): void {
    schedule(queue, job).catch((error: Error) =>
      this.logger.warn({ job: job.queue, error: error.message }, 'schedules not written'),
    );
  }

  private connect(): Redis {
    const connection = connectRedisForWorker(this.redisUrl);
    connection.on('error', (error: Error) => this.logger.warn({ error: error.message }, 'redis connection'));
    this.connections.push(connection);
    return connection;
  }
}

async function schedule(queue: Queue, job: Job): Promise<void> {
  for (const { id, everyMs, data } of job.schedules) {
    const template = { name: id, data, opts: { removeOnComplete: true, removeOnFail: { count: 100 } } };
    await queue.upsertJobScheduler(id, { every: everyMs }, template);
  }
}
