/** Where a use case learns the time. Injected, so that a test decides what time it is; `core` itself only ever receives a `Date`. */
export interface Clock {
  now(): Date;
}

/** Where a use case gets its unguessable bytes. Injected for the same reason; the real one is the operating system's generator. */
export interface Random {
  /** That many bytes from a cryptographically strong source. */
  bytes(count: number): Buffer;
}
