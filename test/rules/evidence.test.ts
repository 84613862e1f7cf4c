import { describe, expect, it } from 'vitest';
import { evidence } from '../../src/rules/evidence.js';
import { emptyBearer } from '../support/dance.js';
import { observations, traffic } from '../support/traffic.js';

const [observation] = observations(traffic(emptyBearer()));

describe('a quotation', () => {
  it.each<[string, string, string]>([
    ['that has just room', 'a'.repeat(1000), 'a'.repeat(1000)],
    ['that is too long', 'a'.repeat(1001), `${'a'.repeat(1000)}…`],
  ])('%s', (_what, said, quote) => {
    expect(observation && evidence(observation, 'body', said)).toMatchObject({ where: 'body', quote });
  });
});
