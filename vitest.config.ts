import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      '*/src/**/*.test.{ts,tsx}',
      'examples/**/*.test.ts',
      'tests/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    globalSetup: ['./server/src/testing/global-setup.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './scripts/closing-line-reporter.ts'],
    maxWorkers: 2,
  },
})
