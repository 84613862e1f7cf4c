import { defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.config.js';

// The usual tests with all their repetitions: `npm run test:long`.
export default mergeConfig(
  usual,
  defineConfig({ test: { env: { HMA_DOCTOR_LONG: '1' }, testTimeout: 300_000, hookTimeout: 60_000 } }),
);
