import { pino, type Logger } from 'pino';
import type { Config } from '../config/config';

export type { Logger };

/** JSON lines on standard output. Fields that could hold a credential are blanked whatever logs them. */
export function createLogger(config: Pick<Config, 'logLevel'>, name: string): Logger {
  return pino({
    name,
    level: config.logLevel,
    redact: {
      paths: [
        'authorization',
        'cookie',
        'password',
        'token',
        'client_secret',
        'code',
        '*.authorization',
        '*.cookie',
        '*.password',
        '*["set-cookie"]',
      ],
      censor: '[redacted]',
    },
  });
}
