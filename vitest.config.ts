import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './tests/support/slowest-first.ts'

export default defineConfig({
  // vitest would load graphql twice (ESM and CommonJS), and instanceof GraphQLError would then be false.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // Bounds against hanging, not measures: the machine may have other work.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    // Two processes run the files one after the other and load each module once, which is a third of the work of most
    // files. So no test leaves a mock, a setting or a global behind.
    isolate: false,
    sequence: { sequencer: SlowestFirst },
    projects: [
      // Rules are pure, and need nothing that `npm test` brings up.
      { extends: true, test: { name: 'rules', include: ['tests/rules/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'house', include: ['tests/**/*.test.ts'], exclude: ['tests/rules/**', 'node_modules/**'] },
      },
    ],
  },
})
