import { defineConfig } from 'vitest/config'

export default defineConfig({
  // vitest would load graphql twice (ESM and CommonJS), and instanceof GraphQLError would then be false.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
