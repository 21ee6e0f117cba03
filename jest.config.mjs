/** One configuration for every project; the file name tells the level (.spec, .int-spec, .journey-spec). */
export default {
  testMatch: ['<rootDir>/{apps,libs,tools}/**/*.{spec,int-spec,journey-spec}.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/lint-canary/'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@tiepdan/source', 'node', 'require', 'default'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
          target: 'es2024',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  testTimeout: 60_000,
};
