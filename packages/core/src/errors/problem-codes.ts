/** What a problem code means over HTTP: the status that carries it, and the sentence that names the kind of problem. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/**
 * Every way in which the control plane says no (RFC 9457). The code is stable and part of the interface; this one table gives it its
 * status and title. A code that is missing here does not compile.
 */
export const PROBLEMS = {
  malformed_request: { status: 400, title: 'The request could not be read' },
  code_invalid: { status: 400, title: 'The code is wrong or has expired' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  invalid_credentials: { status: 401, title: 'Email or password is wrong' },
  csrf_rejected: { status: 403, title: 'The request did not come from this site' },
  email_not_verified: { status: 403, title: 'The email address is not verified yet' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  session_required: { status: 403, title: 'A personal API token cannot do this' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  not_acceptable: { status: 406, title: 'Not available in that form' },
  conflict: { status: 409, title: 'The change conflicts with the present state' },
  slug_taken: { status: 409, title: 'This name is taken' },
  already_exists: { status: 409, title: 'This exists already' },
  limit_reached: { status: 409, title: 'No more of these can be added' },
  still_in_use: { status: 409, title: 'This is still in use' },
  last_of_its_kind: { status: 409, title: 'The last one cannot be removed' },
  payload_too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'This content type is not supported' },
  validation_failed: { status: 422, title: 'Some fields are not valid' },
  too_many_attempts: { status: 429, title: 'Too many attempts' },
  header_too_large: { status: 431, title: 'The request headers are too large' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
  temporarily_unavailable: { status: 503, title: 'Try again in a moment' },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;
