export { createClient, unwrap, type GatehouseClient } from './client';
export { ApiError } from './problem';
export type { components, paths } from './schema';
