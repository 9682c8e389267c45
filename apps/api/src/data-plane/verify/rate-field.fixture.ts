/** A `RateLimit` or `RateLimit-Policy` field, as the draft writes it. */
export const RATE_FIELD = /^"[a-z]+"(;[qrtw]=\d+)+(, "[a-z]+"(;[qrtw]=\d+)+)*$/;
