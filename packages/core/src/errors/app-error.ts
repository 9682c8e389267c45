import { PROBLEMS, type ProblemCode } from './problem-codes';

/** One field that was not accepted. `field` is the name on the wire, with dots and indexes for what is nested: `scopes.0.name`. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export interface AppErrorOptions {
  /** A sentence for the person who reads it; the title of the code when absent. Never holds a credential or another tenant's data. */
  readonly detail?: string;
  readonly fields?: readonly FieldProblem[];
  /** For `too_many_attempts` and `temporarily_unavailable`: when to come back. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** What a control-plane use case throws to refuse. The edge renders it; nothing in between needs to know it. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly fields: readonly FieldProblem[];
  readonly retryAfterSeconds: number | null;

  constructor(code: ProblemCode, options: AppErrorOptions = {}) {
    super(options.detail ?? PROBLEMS[code].title, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}
