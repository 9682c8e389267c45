import type { Logger } from '@gatehouse/platform';
import type { LoggerService } from '@nestjs/common';

/** Nest's own messages in the service's log. What Nest says while it wires itself is of interest to nobody but its developers. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug({ nest: String(message) }, 'nest');
  }

  warn(message: unknown): void {
    this.logger.warn({ nest: String(message) }, 'nest');
  }

  error(message: unknown, stack?: unknown): void {
    this.logger.error({ nest: String(message), stack: typeof stack === 'string' ? stack : undefined }, 'nest');
  }
}
