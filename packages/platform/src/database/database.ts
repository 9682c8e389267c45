import type { ClientBase } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { buildAppDataSource } from './data-source';
import { PipelinedTransaction } from './pipelined-transaction';
import type {
  AnyTransaction,
  ApiTokenTransaction,
  DirectoryTransaction,
  MemberTransaction,
  WorkspaceTransaction,
} from './transaction';

/**
 * The only way to Postgres. Every piece of work runs in one transaction that first says for whom it is done; row-level security
 * does the rest (the setting is local to the transaction, so a pooled connection cannot carry it into the next one).
 */
export class Database {
  private constructor(private readonly dataSource: DataSource) {}

  /**
   * Connects.
   * @param poolSize connections at most
   * @throws when Postgres cannot be reached, the schema was never migrated, or the connection could step over row-level security
   */
  static async connect(databaseUrl: string, poolSize = 10): Promise<Database> {
    const dataSource = buildAppDataSource(databaseUrl, poolSize);
    await dataSource.initialize();
    try {
      await refuseUnfenced(dataSource);
    } catch (error) {
      await dataSource.destroy();
      throw error;
    }
    return new Database(dataSource);
  }

  /** Work on one workspace's rows. A thrown error rolls back; a returned value commits. */
  inWorkspace<T>(workspaceId: string, work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T> {
    return this.scoped('app.workspace_id', workspaceId, (manager) => work({ kind: 'workspace', workspaceId, manager }));
  }

  /** Reads of one moment, however many statements it takes: what others commit meanwhile is not seen, and nobody waits but who makes or takes away a table. */
  inWorkspaceSnapshot<T>(workspaceId: string, work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query(`SELECT set_config('app.workspace_id', $1, true)`, [workspaceId]);
      await manager.query('SET TRANSACTION READ ONLY');
      return work({ kind: 'workspace', workspaceId, manager });
    });
  }

  /** Work on one workspace's rows on hot routes: with prepared statements only, and fewer round trips. */
  async inWorkspacePipelined<T>(workspaceId: string, work: (tx: PipelinedTransaction) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await PipelinedTransaction.run((await runner.connect()) as ClientBase, workspaceId, work);
    } finally {
      await runner.release();
    }
  }

  /** Work on the tables that belong to no tenant. */
  inDirectory<T>(work: (tx: DirectoryTransaction) => Promise<T>): Promise<T> {
    return this.dataSource.transaction((manager) => work({ kind: 'directory', manager }));
  }

  /** The same, and what it reads is of one moment, however many statements it takes. */
  inDirectorySnapshot<T>(work: (tx: DirectoryTransaction) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', (manager) => work({ kind: 'directory', manager }));
  }

  /** Work on a member's own memberships and API tokens. */
  asMember<T>(memberId: string, work: (tx: MemberTransaction) => Promise<T>): Promise<T> {
    return this.scoped('app.member_id', memberId, (manager) => work({ kind: 'member', memberId, manager }));
  }

  /** Work on the one API token whose secret hashes to `tokenHash`. */
  withApiToken<T>(tokenHash: Buffer, work: (tx: ApiTokenTransaction) => Promise<T>): Promise<T> {
    return this.scoped('app.api_token_hash', tokenHash.toString('hex'), (manager) =>
      work({ kind: 'api-token', tokenHash, manager }),
    );
  }

  /**
   * Turns a running transaction to another workspace: for the drain, which writes a batch of several workspaces' counts in one
   * transaction. Nothing else has a reason to.
   */
  async turnTo(tx: DirectoryTransaction, workspaceId: string): Promise<WorkspaceTransaction> {
    await tx.manager.query(`SELECT set_config('app.workspace_id', $1, true)`, [workspaceId]);
    return { kind: 'workspace', workspaceId, manager: tx.manager };
  }

  /**
   * Work inside of a running transaction that may fail without it: undone alone (a savepoint). For the drain, whose batch must not wait
   * for a row that Postgres refuses.
   */
  within<T>(tx: AnyTransaction, work: () => Promise<T>): Promise<T> {
    return tx.manager.transaction(work);
  }

  /** @throws when Postgres does not answer. */
  async ping(): Promise<void> {
    await this.dataSource.query('SELECT 1');
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }

  private scoped<T>(setting: string, value: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query(`SELECT set_config($1, $2, true)`, [setting, value]);
      return work(manager);
    });
  }
}

/**
 * Row-level security does not hold for a superuser or a role with BYPASSRLS, and who owns a table can lift it: as such a role the service does
 * nothing at all.
 */
async function refuseUnfenced(dataSource: DataSource): Promise<void> {
  const [found] = await dataSource.query<{ fenced: boolean; migrated: boolean }[]>(
    `SELECT to_regclass('schema_migrations') IS NOT NULL AS migrated, NOT rolsuper AND NOT rolbypassrls
        AND NOT EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p')) AS fenced
       FROM pg_roles WHERE rolname = current_user`,
  );
  if (found?.migrated !== true) throw new Error('the database of DATABASE_URL has no schema yet: run the migrations first');
  if (!found.fenced) {
    throw new Error(
      'DATABASE_URL led to a role that row-level security does not hold for; the service acts as gatehouse_app only',
    );
  }
}
