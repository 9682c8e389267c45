import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const noWildNames = {
  selector: 'TSInterfaceDeclaration[id.name=/^I[A-Z][a-z]/]',
  message: 'Interfaces are named after the thing, without an I.',
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/.data/**',
      'e2e/artifacts/**',
      'packages/api-client/src/schema.ts',
      'coverage/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      'no-restricted-syntax': ['error', noWildNames],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      // Refusing control characters in what people send is what such expressions are for here.
      'no-control-regex': 'off',
    },
  },
  {
    // Nest reads the types of constructor parameters and DTO fields at run time, so imports of those must stay values.
    files: ['apps/api/src/**/*.ts', 'apps/worker/src/**/*.ts', 'packages/platform/src/database/entities/**'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'core has no clock: take `now: Date`.' },
        { object: 'Math', property: 'random', message: 'core has no randomness: take Random.' },
        { object: 'crypto', property: 'randomBytes', message: 'core has no randomness: take Random.' },
      ],
      'no-restricted-syntax': [
        'error',
        noWildNames,
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'core has no clock: take `now: Date`.' },
        {
          selector: 'ImportSpecifier[imported.name=/^(randomBytes|randomUUID|randomInt)$/]',
          message: 'core has no randomness: take Random.',
        },
      ],
    },
  },
  // SQL as it is generated from the entities.
  { files: ['**/*.sql.ts'], rules: { 'max-lines': 'off' } },
  {
    files: [
      '**/*.spec.ts',
      '**/*.spec.tsx',
      '**/*.int-spec.ts',
      '**/*.e2e-spec.ts',
      'packages/testing/**',
      'e2e/**',
      '**/test/**',
    ],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['apps/dashboard/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: { 'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }] },
  },
  {
    // What runs before or beside the compiled workspace: plain JavaScript on Node.
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...[
            'process',
            'console',
            'Buffer',
            'URL',
            'URLSearchParams',
            'fetch',
            'setTimeout',
            'clearTimeout',
            'setInterval',
            'clearInterval',
          ],
          ...[
            'setImmediate',
            'AbortSignal',
            'AbortController',
            'Response',
            'Request',
            'Headers',
            'TextDecoder',
            'TextEncoder',
            'structuredClone',
          ],
          ...[
            'module',
            'require',
            '__dirname',
            'describe',
            'it',
            'test',
            'expect',
            'beforeAll',
            'afterAll',
            'beforeEach',
            'afterEach',
            'document',
          ],
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }] },
  },
);
