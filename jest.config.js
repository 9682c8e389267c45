// One configuration for every room. `*.spec.ts` needs no server; `*.int-spec.ts` runs on a real Postgres and Redis.
const swc = require('node:fs').readFileSync(require('node:path').join(__dirname, '.swcrc'), 'utf8');
const { exclude: _tests, ...compiler } = JSON.parse(swc);

// A zone of half hours whose clocks change by half an hour, for every test: what works here does not lean on the local time.
process.env.TZ = 'Australia/Lord_Howe';

// Packages that are published as ES modules only. Node requires them as they are; Jest's own module system cannot, so they are compiled.
const esmOnly = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'content-disposition',
  'cookie',
  'jose',
  'oauth4webapi',
  'openid-client',
  'typeid-js',
  'uuid',
];

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.(t|j|mj)sx?$': ['@swc/jest', { ...compiler, swcrc: false, sourceMaps: 'inline' }] },
  transformIgnorePatterns: [`/node_modules/(?!(\\.pnpm/)?(${esmOnly.join('|')})[/+@])`],
  moduleNameMapper: { '^@gatehouse/(core|platform|testing|chatgpt-simulator)$': '<rootDir>/packages/$1/src/index.ts' },
  modulePathIgnorePatterns: ['/dist/', '/\\.data/'],
};

module.exports = {
  // All share one Postgres, which has 200 connections, and one Redis, which has 16 databases: on a machine of many cores so many at a time.
  maxWorkers: Math.max(1, Math.min(6, require('node:os').availableParallelism() - 1)),
  testTimeout: 30_000,
  // Every test file leaves some of its modules behind in the memory of the process that ran it. A worker that holds this much is replaced by a fresh
  // one; without it one process would run all files where there are two cores, and come to its end before the last.
  workerIdleMemoryLimit: '1.5GB',
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{apps,packages,examples,infra}/**/*.spec.{ts,tsx}'] },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/{apps,packages,infra}/**/*.int-spec.ts'],
      globalSetup: '<rootDir>/packages/testing/src/global-setup.ts',
      globalTeardown: '<rootDir>/packages/testing/src/global-teardown.ts',
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/e2e/**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/e2e/support/global-setup.ts',
      globalTeardown: '<rootDir>/e2e/support/global-teardown.ts',
    },
  ],
};
