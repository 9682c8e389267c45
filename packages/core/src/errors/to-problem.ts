import type { AppError, FieldProblem } from './app-error';
import { PROBLEMS, type ProblemCode } from './problem-codes';

/** An `application/problem+json` body (RFC 9457 section 3), with our stable `code` and, for validation, the fields at fault. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
}

/** The body that tells a caller of the control plane what was wrong (RFC 9457 section 3). */
export function toProblem(error: AppError): Problem {
  const { status, title } = PROBLEMS[error.code];
  return {
    // RFC 9457 section 4.2.1: about:blank says that the problem has no semantics beyond its code and status.
    type: 'about:blank',
    title,
    status,
    code: error.code,
    detail: error.message,
    ...(error.fields.length > 0 ? { errors: error.fields } : {}),
  };
}
