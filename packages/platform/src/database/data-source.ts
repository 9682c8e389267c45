import { DataSource } from 'typeorm';
import { directoryEntities, tenantEntities } from './entities';
import { migrations } from './migrations';
import { SnakeNamingStrategy } from './snake-naming.strategy';

/** The role that the running service acts as. It owns nothing, so row-level security holds for it. */
const APP_ROLE = 'gatehouse_app';

/**
 * Longest that a statement, a wait for a lock, and an idle open transaction may take, in milliseconds. A Postgres that hangs becomes an error
 * that callers are told of, long before a fence mark counts as abandoned (`core/metering/fence.ts`).
 */
const STATEMENT_TIMEOUT_MS = 20_000;
const LOCK_TIMEOUT_MS = 5_000;
const IDLE_TRANSACTION_TIMEOUT_MS = 20_000;
/** For a Postgres that does not even refuse: how long the client waits for an answer. */
const SILENCE_TIMEOUT_MS = 25_000;

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

/**
 * The data source of the running service: every connection begins as the role that owns nothing. The driver lets `options` of the URL
 * replace ours, role and all, so they are taken out of it and put before ours: what comes last wins.
 */
export function buildAppDataSource(databaseUrl: string, poolSize: number): DataSource {
  const url = new URL(databaseUrl);
  const options = [
    `-c statement_timeout=${STATEMENT_TIMEOUT_MS}`,
    `-c lock_timeout=${LOCK_TIMEOUT_MS}`,
    `-c idle_in_transaction_session_timeout=${IDLE_TRANSACTION_TIMEOUT_MS}`,
    url.searchParams.get('options') ?? '',
    `-c role=${APP_ROLE}`,
  ].join(' ');
  url.searchParams.delete('options');
  return new DataSource({
    ...shared,
    url: url.toString(),
    applicationName: 'gatehouse',
    poolSize,
    // Pipeline: a statement is sent when it is given, not when the one before it was answered (PipelinedTransaction).
    extra: { options, connectionTimeoutMillis: 10_000, query_timeout: SILENCE_TIMEOUT_MS, pipeline: true },
  });
}
