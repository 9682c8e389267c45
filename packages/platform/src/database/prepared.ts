import type { ClientBase } from 'pg';
import { type HotTransaction, PipelinedTransaction } from './pipelined-transaction';

/** A statement that every connection parses once, by its name, and Postgres plans for good after a few runs: for hot routes. */
export interface PreparedStatement {
  /** Of this text and no other. */
  readonly name: string;
  readonly text: string;
}

/** Runs it within the transaction. @throws the driver's own error, whose `code` is Postgres' SQLSTATE. */
export async function runPrepared<Row extends object>(
  tx: HotTransaction,
  statement: PreparedStatement,
  values: unknown[],
): Promise<Row[]> {
  if (tx instanceof PipelinedTransaction) return tx.run<Row>(statement, values);
  const runner = tx.manager.queryRunner;
  if (runner === undefined) throw new Error('a prepared statement was run outside of a transaction');
  const client = (await runner.connect()) as ClientBase;
  const { rows } = await client.query<Row>({ ...statement, values });
  return rows;
}
