import { defineConfig } from 'vitest/config';

// Real clients go through the proxy, those that are installed here: `npm run test:clients`.
export default defineConfig({
  test: { include: ['test/clients/*.clients.ts'], testTimeout: 120_000, hookTimeout: 60_000 },
});
