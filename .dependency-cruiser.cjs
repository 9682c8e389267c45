// The walls of the house (docs/architecture.md). Every rule is an error.
const room = (path) => ({ path });

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Two files that need each other are one file.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-imports-nothing-of-ours',
      severity: 'error',
      comment: 'core is pure: facts in, decision out.',
      from: { path: '^packages/core/src', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(apps|packages/(?!core/)|infra|e2e|bench|examples)' },
    },
    {
      name: 'core-does-no-io',
      severity: 'error',
      from: { path: '^packages/core/src', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer|url|net)$' },
    },
    {
      name: 'platform-imports-core-only',
      severity: 'error',
      from: { path: '^packages/platform/src', pathNot: 'spec\\.ts$' },
      to: { path: '^(apps|packages/(?!core/|platform/)|infra|e2e|bench|examples)' },
    },
    {
      name: 'api-client-stands-alone',
      severity: 'error',
      from: room('^packages/api-client'),
      to: { path: '^(apps|packages/(?!api-client/)|infra|e2e)' },
    },
    {
      name: 'simulator-stands-alone',
      severity: 'error',
      from: { path: '^packages/chatgpt-simulator/src', pathNot: 'spec\\.ts$' },
      to: { path: '^(apps|packages/(?!chatgpt-simulator/)|infra|e2e)' },
    },
    {
      name: 'dashboard-knows-the-api-client-only',
      severity: 'error',
      from: room('^apps/dashboard'),
      to: { path: '^(apps/(?!dashboard/)|packages/(?!api-client/)|infra|e2e)' },
    },
    {
      name: 'data-plane-never-imports-control-plane',
      severity: 'error',
      from: { path: '^apps/api/src/(data-plane/|data-plane\\.module)', pathNot: 'spec\\.tsx?$' },
      to: { path: '^apps/api/src/(control-plane/|control-plane\\.module)' },
    },
    {
      name: 'control-plane-never-imports-data-plane',
      severity: 'error',
      from: { path: '^apps/api/src/(control-plane/|control-plane\\.module)', pathNot: 'spec\\.tsx?$' },
      to: { path: '^apps/api/src/(data-plane/|data-plane\\.module)' },
    },
    {
      name: 'edge-imports-no-plane',
      severity: 'error',
      from: { path: '^apps/api/src/edge', pathNot: 'spec\\.tsx?$' },
      to: { path: '^apps/api/src/(control-plane|data-plane)' },
    },
    {
      name: 'no-stripe-on-the-way-of-a-call',
      comment: 'ADR 0027: verify knows places and links, and nothing that speaks with Stripe',
      severity: 'error',
      from: {
        path: '^apps/api/src/data-plane/(verify|upgrade-link|token|introspect|userinfo|revoke|jwks|tenants)/',
        pathNot: 'spec\\.tsx?$',
      },
      to: {
        path: '^(apps/api/src/data-plane/(paywall|account|plan)/|packages/platform/src/stripe/|node_modules/(\\.pnpm/)?stripe[@/])',
      },
    },
    {
      name: 'apps-do-not-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'only-the-database-room-speaks-typeorm',
      severity: 'error',
      from: { path: '^(apps|packages)', pathNot: '^packages/platform/src/database' },
      to: { path: 'node_modules/(\\.pnpm/)?typeorm[@/]' },
    },
    {
      name: 'product-never-imports-the-local-stand-ins',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: '(spec\\.(ts|mjs)$|/test/)' },
      to: { path: '^infra/' },
    },
    {
      name: 'testing-is-for-tests',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: '(spec\\.tsx?$|^packages/testing/|/test/)' },
      to: { path: '^packages/testing' },
    },
    {
      name: 'features-of-the-dashboard-go-one-way',
      severity: 'error',
      from: room('^apps/dashboard/src/shared'),
      to: { path: '^apps/dashboard/src/(app|features)' },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|/node_modules/.*/node_modules/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
