/** A job that BullMQ wakes: one folder each. It must bear being run twice, and being run by two workers at once. */
export interface Job<Data = unknown> {
  /** Name of its queue. */
  readonly queue: string;
  /** How many of it one worker process runs at a time. */
  readonly concurrency: number;
  /** Wake-ups that the worker sets up when it starts; none for a job that others put into the queue. */
  readonly schedules: readonly Schedule<Data>[];
  /** Longest that one run may take before another worker may take it over, in milliseconds. */
  readonly lockMs: number;
  run(data: Data): Promise<void>;
}

interface Schedule<Data> {
  /** Unique within the queue, and the same after a restart: it replaces what the previous start set up. */
  readonly id: string;
  readonly everyMs: number;
  readonly data: Data;
}
