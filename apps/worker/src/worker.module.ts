import { type Config, Database, type Logger, MailTransport, systemClock, Vault } from '@gatehouse/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { SendMail } from './send-mail/send-mail.job';
import { CLOCK, CONFIG, LOGGER } from './tokens';

/** What this process does. A job that is not named here does not run. */
export const JOBS = [SendMail];

@Module({})
export class WorkerModule {
  static with(config: Config, logger: Logger): DynamicModule {
    return {
      module: WorkerModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: CLOCK, useValue: systemClock },
        { provide: Database, useFactory: () => Database.connect(config.databaseUrl, config.databasePoolSize) },
        { provide: Vault, useFactory: () => new Vault(config.masterKeys) },
        { provide: MailTransport, useFactory: () => new MailTransport(config.mail.smtpUrl, config.mail.from) },
        ...JOBS,
      ],
    };
  }
}
