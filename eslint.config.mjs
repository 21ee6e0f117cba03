import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const infrastructure = ['typeorm', 'type-graphql', 'graphql', 'kafkajs', 'pg'];
/** What writes in a transaction; `Queryable` alone is a type that anybody may name. */
const TRANSACTIONS = { name: '@tiepdan/database', importNames: ['inTransaction', 'once', 'answeredBefore'] };
const written = ['@tiepdan/audit', '@tiepdan/event-delivery', TRANSACTIONS];
const waysIn = ['**/*.resolver', '**/*.consumer', '**/*.command', '**/*.route', '**/*.worker'];
const waysOut = ['**/*.table', '**/*.repository', '**/*.mailer'];
const wall = (paths, patterns = []) => ({ 'no-restricted-imports': ['error', { paths, patterns }] });

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '.tiepdan', '.nx', '**/*.cjs', '**/*.mjs', 'tools/lint-canary/fixtures'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // `value!` after a check that the compiler cannot follow is clearer than a cast; everything else of strict stays.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Classes that only carry decorators are how type-graphql and typeorm describe things.
      '@typescript-eslint/no-extraneous-class': 'off',
      // `() => Promise<unknown> | void` is how a step of stopping is typed.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: [],
          depConstraints: [
            {
              sourceTag: 'type:gateway',
              onlyDependOnLibsWithTags: ['type:platform', 'type:kernel', 'type:testing'],
              notDependOnLibsWithTags: ['needs:database', 'needs:kafka'],
              bannedExternalImports: ['typeorm', 'pg', 'kafkajs'],
            },
            {
              sourceTag: 'type:service',
              onlyDependOnLibsWithTags: [
                'type:contract',
                'type:platform',
                'type:transport',
                'type:kernel',
                'type:testing',
              ],
              bannedExternalImports: ['kafkajs', '@apollo/gateway'],
            },
            {
              sourceTag: 'type:contract',
              onlyDependOnLibsWithTags: ['type:kernel'],
              bannedExternalImports: ['typeorm', 'type-graphql', 'graphql', 'kafkajs', 'pg'],
            },
            {
              sourceTag: 'type:kernel',
              onlyDependOnLibsWithTags: ['type:kernel'],
              bannedExternalImports: infrastructure,
            },
            {
              sourceTag: 'type:platform',
              onlyDependOnLibsWithTags: ['type:platform', 'type:kernel', 'type:testing'],
              bannedExternalImports: ['kafkajs'],
            },
            {
              sourceTag: 'type:transport',
              onlyDependOnLibsWithTags: ['type:platform', 'type:contract', 'type:kernel', 'type:testing'],
            },
            {
              sourceTag: 'type:testing',
              onlyDependOnLibsWithTags: [
                'type:platform',
                'type:transport',
                'type:contract',
                'type:kernel',
                'type:testing',
              ],
            },
            { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['*'] },
          ],
        },
      ],
    },
  },
  {
    // A file without a middle name is business: it knows no database, no graph, no broker, no way in or out.
    files: ['apps/*/src/*/**/!(*.*).ts'],
    ignores: ['apps/*/src/database/**', '**/migrations/**', 'apps/gateway/**'],
    rules: wall([...infrastructure, ...written, '@tiepdan/command'], [...waysIn, ...waysOut, '**/*.graphql']),
  },
  {
    // The gateway asks for graphs and runs them; it describes none and keeps nothing.
    files: ['apps/gateway/src/**/*.ts'],
    rules: wall(['typeorm', 'type-graphql', 'pg', 'kafkajs', ...written, '@tiepdan/command']),
  },
  {
    // Describing a table and showing it to the public are two different acts.
    files: ['**/*.graphql.ts'],
    rules: wall(['typeorm', 'pg', ...written]),
  },
  {
    // Shows and asks; what changes something is a command.
    files: ['apps/**/*.resolver.ts'],
    rules: wall(['typeorm', 'pg', ...written]),
  },
  {
    // Runs a decision through libs/service/command, which has begun the transaction; the graph shows it elsewhere.
    files: ['apps/**/*.command.ts'],
    rules: wall(['typeorm', 'type-graphql', 'graphql', '@tiepdan/subgraph'], ['**/*.graphql', '**/*.resolver']),
  },
  {
    // Reads and writes rows in the transaction it is handed.
    files: ['**/*.table.ts', '**/*.repository.ts'],
    // The vault is a database of its own, written apart from every command; a check of the books wants one snapshot.
    ignores: ['apps/intake/src/**/vault/*', '**/check-books.repository.ts'],
    rules: wall(['type-graphql', 'graphql', '@tiepdan/audit', '@tiepdan/command', TRANSACTIONS]),
  },
  {
    // Every mutation is a command, and made by `mutationsOf`.
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: ['libs/service/subgraph/src/mutations.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "ImportDeclaration[source.value='type-graphql'] ImportSpecifier[imported.name='Mutation']",
          message: 'A mutation is a command: describe it with libs/service/command and show it with mutationsOf.',
        },
      ],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: [
      '**/*.spec.ts',
      '**/*.int-spec.ts',
      '**/environment.ts',
      '**/main.ts',
      '**/migrate.ts',
      'libs/service/service-runtime/src/run-migration.ts',
      'libs/testkit/**',
      'libs/service/service-world/**',
      '**/testing/**',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'The environment is read in environment.ts only.' },
      ],
      '@typescript-eslint/no-restricted-imports': ['error', { paths: ['@tiepdan/service-world', '@tiepdan/testkit'] }],
    },
  },
  {
    // Who denounces is known to commands and to the composition; every other part of intake knows petitions only.
    files: ['apps/intake/src/!(identities|database|testing)/**/*.ts'],
    ignores: ['**/*.command.ts', '**/*.spec.ts', '**/*.int-spec.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: ['@tiepdan/testkit'], patterns: ['**/identities/**'] },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.journey-spec.ts'],
    rules: {
      'max-lines': ['error', { max: 350 }],
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    // A migration that runs a function of ours, or builds its statements, makes something else on the day that those change.
    files: ['**/migrations/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(?!typeorm$)', message: 'A migration holds its own SQL.' },
            { regex: '^typeorm$', allowTypeImports: true, message: 'A migration holds its own SQL.' },
          ],
        },
      ],
      'max-lines': 'off',
      'max-lines-per-function': 'off',
    },
  },
  {
    files: ['tools/**/*.ts', 'apps/*/src/main.ts', 'libs/service/service-runtime/src/run-*.ts', '**/*.spec.ts'],
    rules: { 'no-console': 'off' },
  },
  prettier,
);
