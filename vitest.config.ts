import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    // A slow machine fails no test; only what never ends does.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ['{contract,server,src,scripts}/**/*.test.{ts,tsx}'],
  },
})
