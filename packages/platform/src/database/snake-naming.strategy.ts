import { DefaultNamingStrategy, type Table } from 'typeorm';

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

/** `grants_subscriber_id_fkey`: every key of a tenant table carries the workspace, so its name is left out (names end at 63 bytes). */
function constraintName(table: Table | string, columns: string[], kind: string): string {
  const tableName = (typeof table === 'string' ? table : table.name).replace(/^.*\./, '');
  const named = columns.map(snake).filter((column, _, all) => column !== 'workspace_id' || all.length === 1);
  return [tableName, ...named, kind].join('_');
}

/** Columns in snake_case and constraints named after table and columns, so that a database error names what was violated. */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? snake(propertyName);
  }
  override primaryKeyName(table: Table | string): string {
    return constraintName(table, [], 'pkey');
  }
  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return constraintName(table, columns, 'key');
  }
  override foreignKeyName(table: Table | string, columns: string[]): string {
    return constraintName(table, columns, 'fkey');
  }
  override indexName(table: Table | string, columns: string[]): string {
    return constraintName(table, columns, 'idx');
  }
}
