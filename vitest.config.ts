import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['src/messages/every-language.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Modules are loaded once for each worker, not for each file: half the time of the whole. No test leaves anything
    // behind in a module that another could see.
    isolate: false,
    // The default leaves one core idle, which is half of a small machine.
    maxWorkers: '100%',
  },
});
