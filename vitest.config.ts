import { defineConfig } from 'vitest/config'

export default defineConfig({
  // vitest would load graphql twice (ESM and CommonJS), and instanceof GraphQLError would then be false.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      // Rules are pure: their tests share one process and load each module once.
      { extends: true, test: { name: 'rules', include: ['tests/rules/**/*.test.ts'], isolate: false } },
      {
        extends: true,
        test: { name: 'house', include: ['tests/**/*.test.ts'], exclude: ['tests/rules/**', 'node_modules/**'] },
      },
    ],
  },
})
