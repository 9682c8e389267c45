import { DataSource } from 'typeorm';
import { directoryEntities, tenantEntities } from './entities';
import { migrations } from './migrations';
import { SnakeNamingStrategy } from './snake-naming.strategy';

/** The role that the running service acts as. It owns nothing, so row-level security holds for it. */
const APP_ROLE = 'gatehouse_app';

const shared = {
  type: 'postgres' as const,
  entities: [...directoryEntities, ...tenantEntities],
  namingStrategy: new SnakeNamingStrategy(),
  synchronize: false,
  migrations,
  migrationsTableName: 'schema_migrations',
  migrationsTransactionMode: 'each' as const,
};

/** A data source for migrations: the owner of the schema, as DATABASE_URL says. */
export function buildOwnerDataSource(databaseUrl: string): DataSource {
  return new DataSource({ ...shared, url: databaseUrl, applicationName: 'gatehouse-migrate' });
}

/** The data source of the running service: every connection begins as the role that owns nothing. */
export function buildAppDataSource(databaseUrl: string, poolSize: number): DataSource {
  return new DataSource({
    ...shared,
    url: databaseUrl,
    applicationName: 'gatehouse',
    poolSize,
    extra: { options: `-c role=${APP_ROLE}`, connectionTimeoutMillis: 10_000 },
  });
}
