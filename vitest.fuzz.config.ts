import { defineConfig } from 'vitest/config';

// The long run of damaged and made-up files: `npm run fuzz`.
export default defineConfig({
  test: { include: ['test/fuzz/long.fuzz.ts'], testTimeout: 24 * 3600_000 },
});
