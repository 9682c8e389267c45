import { connectRedisForWorker, type Logger } from '@gatehouse/platform';
import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Job } from './job';

/**
 * How often a run may be taken from a dead worker before BullMQ gives the job up. Jobs hold nothing that would be lost, but a wake-up that
 * is given up wakes nobody; with the default of one, two crashes would do.
 */
const MAX_STALLED_COUNT = 1_000_000;

/** Runs the jobs of this process, and lets what is running finish before it closes. */
export class JobRunner {
  private readonly workers: Worker[] = [];
  private readonly queues: Queue[] = [];
  private readonly connections: Redis[] = [];

  constructor(
    private readonly redisUrl: string,
    private readonly logger: Logger,
  ) {}

  /** Sets up the job's wake-ups and begins to take its work. @throws when Redis cannot be reached. */
  async start(job: Job): Promise<void> {
    const queue = new Queue(job.queue, { connection: this.connect() });
    this.queues.push(queue);
    for (const { id, everyMs, data } of job.schedules) {
      const template = { name: id, data, opts: { removeOnComplete: true, removeOnFail: { count: 100 } } };
      await queue.upsertJobScheduler(id, { every: everyMs }, template);
    }
    const worker = new Worker(job.queue, ({ data }) => job.run(data), {
      connection: this.connect(),
      concurrency: job.concurrency,
      lockDuration: job.lockMs,
      maxStalledCount: MAX_STALLED_COUNT,
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
    await Promise.all(this.workers.map((worker) => worker.close()));
    await Promise.all(this.queues.map((queue) => queue.close()));
    for (const connection of this.connections) connection.disconnect();
  }

  private connect(): Redis {
    const connection = connectRedisForWorker(this.redisUrl);
    connection.on('error', (error: Error) => this.logger.warn({ error: error.message }, 'redis connection'));
    this.connections.push(connection);
    return connection;
  }
}
