export { LocalDns } from './local-dns';
export { TestClock } from './test-clock';
export { createTestDatabase, type TestDatabase } from './test-database';
export { emptyTestRedis } from './test-redis';
export { seedCaller, type SeededCaller, type SeedOptions } from './seed-caller';
export { seedUsage, type SeededUsage } from './seed-usage';
export { OwnRedis } from './own-redis';
export { SandboxStripe } from './sandbox-stripe';
export { seedBuyer, type SeededBuyer } from './seed-buyer';
