// These ship as ESM only: they alone are transformed, everything else in node_modules is loaded as it is.
module.exports = {
  // Many tests wait for servers and clocks: one core is never enough to keep busy. More workers than cores make some of them late.
  maxWorkers: '100%',
  // A machine that does other things too is not a failure.
  testTimeout: 20_000,
  globalSetup: '<rootDir>/test/support/canary-begin.cjs',
  // Every line that any test has logged is searched for names when all is done.
  globalTeardown: '<rootDir>/test/support/canary-end.ts',
  moduleNameMapper: { '^pino$': '<rootDir>/test/support/canary-pino.cjs' },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.[jt]s$': '@swc/jest' },
  transformIgnorePatterns: ['/node_modules/(?!(jose|kysely|pg-boss|serialize-error|non-error)/)'],
  modulePathIgnorePatterns: ['<rootDir>/lib/'],
};
