import { pino, type Logger } from 'pino';
import type { Config } from '../config/config';

export type { Logger };

const CREDENTIALS = [
  ...['authorization', 'cookie', '["set-cookie"]', 'password', 'secret', 'client_secret', 'code', 'code_verifier'],
  ...['token', 'access_token', 'refresh_token', 'id_token', 'csrf'],
];

/** A field's name at the top of what is logged, and one and two objects below it: as deep as anything of ours is logged. */
const atEveryDepth = (name: string): string[] => {
  const below = name.startsWith('[') ? name : `.${name}`;
  return [name, `*${below}`, `*.*${below}`];
};

/** JSON lines on standard output. Fields whose names are those of credentials are blanked, down to two objects deep, whoever logs them. */
export function createLogger(config: Pick<Config, 'logLevel'>, name: string): Logger {
  return pino({ name, level: config.logLevel, redact: { paths: CREDENTIALS.flatMap(atEveryDepth), censor: '[redacted]' } });
}
