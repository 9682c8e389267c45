export { systemClock, systemRandom } from './clock/system-clock';
export { ConfigError, loadConfig, type Config, type GoogleConfig } from './config/config';
export { hashPassword, verifyPassword } from './crypto/password';
export { openUnder, sealUnder } from './crypto/seal-under';
export { newOneTimeCode, newSecret, sameDigest, sha256, type SecretPrefix } from './crypto/secret';
export { Vault, type MasterKey, type SealedPlace } from './crypto/vault';
export { Database } from './database/database';
export { migrate } from './database/migrate';
export type {
  AnyTransaction,
  ApiTokenTransaction,
  DirectoryTransaction,
  MemberTransaction,
  WorkspaceTransaction,
} from './database/transaction';
export { newId } from './ids/new-id';
export { MailTransport } from './mail/mail-transport';
export { MailQueue, openMail, SEND_MAIL_QUEUE, type Mail, type SendMailJob } from './queue/mail-queue';
export { connectRedis, connectRedisForWorker } from './redis/redis-connection';
export { createLogger, type Logger } from './telemetry/logger';
