import type { ClientBase, QueryConfig } from 'pg';
import type { WorkspaceTransaction } from './transaction';

const SET_WORKSPACE = { name: 'set-workspace', text: `SELECT set_config('app.workspace_id', $1, true)` };

/**
 * A transaction in which Postgres shows and takes rows of one workspace only, for hot routes: prepared statements, each sent as soon as it is
 * given, without waiting for those before it. Postgres runs them in the order in which they were sent. Statements that do not need each
 * other's rows are given at once (`Promise.all`), and cost one round trip together, with the opening of the transaction.
 */
export class PipelinedTransaction {
  readonly kind = 'workspace';
  private ended = false;

  private constructor(
    readonly workspaceId: string,
    private readonly client: ClientBase,
  ) {}

  /**
   * Runs the work on a connection that sends without waiting. A thrown error rolls back; a returned value commits.
   * @throws what the work throws, or Postgres
   */
  static async run<T>(client: ClientBase, workspaceId: string, work: (tx: PipelinedTransaction) => Promise<T>): Promise<T> {
    const tx = new PipelinedTransaction(workspaceId, client);
    const opened = Promise.all([client.query('BEGIN'), client.query({ ...SET_WORKSPACE, values: [workspaceId] })]);
    try {
      const [result] = await Promise.all([work(tx), opened]);
      tx.ended = true;
      const { command } = await client.query('COMMIT');
      // What Postgres answers when a statement failed and nobody minded.
      if (command !== 'COMMIT') throw new Error('a transaction was rolled back instead of committed');
      return result;
    } catch (error) {
      // Not after this: the connection will belong to somebody else's transaction.
      tx.ended = true;
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** @throws the driver's own error; or when the transaction has ended, which happens to work that was not waited for */
  async run<Row extends object>(statement: Pick<QueryConfig, 'name' | 'text'>, values: unknown[]): Promise<Row[]> {
    if (this.ended) throw new Error('a statement came after the end of its transaction');
    const { rows } = await this.client.query<Row>({ ...statement, values });
    return rows;
  }
}

/** A transaction of one workspace that prepared statements run in. */
export type HotTransaction = WorkspaceTransaction | PipelinedTransaction;
