export { Database } from './database/database';
export { migrate } from './database/migrate';
export type { AnyTransaction, ApiTokenTransaction, DirectoryTransaction, MemberTransaction, WorkspaceTransaction } from './database/transaction';
