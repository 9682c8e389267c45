/**
 * Whether Postgres answered that these data cannot be stored: data exception (22), integrity constraint (23), a limit of its own (54).
 * Trying again would give the same answer, unlike a lost connection or a deadlock. (PostgreSQL documentation, appendix A.)
 */
export function isRefusedByPostgres(error: unknown): boolean {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' && /^(22|23|54)[0-9A-Z]{3}$/.test(code);
}
