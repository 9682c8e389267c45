import type { ClientBase } from 'pg';
import type { AnyTransaction } from './transaction';

/** A statement that every connection parses once, by its name, and Postgres plans for good after a few runs: for hot routes. */
export interface PreparedStatement {
  /** Of this text and no other. */
  readonly name: string;
  readonly text: string;
}

/** Runs it within the transaction. @throws the driver's own error, whose `code` is Postgres' SQLSTATE. */
export async function runPrepared<Row extends object>(
  tx: AnyTransaction,
  { name, text }: PreparedStatement,
  values: unknown[],
): Promise<Row[]> {
  const runner = tx.manager.queryRunner;
  if (runner === undefined) throw new Error('a prepared statement was run outside of a transaction');
  const client = (await runner.connect()) as ClientBase;
  const { rows } = await client.query<Row>({ name, text, values });
  return rows;
}
