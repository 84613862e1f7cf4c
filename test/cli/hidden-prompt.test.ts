import { describe, expect, it } from 'vitest';
import { askHidden } from '../../src/cli/hidden-prompt.js';
import { sentence } from '../../src/errors.js';
import { createWorld } from './world.js';

describe('the hidden prompt', () => {
  const rows: readonly [what: string, typed: readonly string[], answer: string][] = [
    ['what is typed', ['abc\r'], 'abc'],
    ['key by key', ['a', 'b', 'c', '\n'], 'abc'],
    ['with a mistake taken back', ['abx\u007fc\r'], 'abc'],
    ['up to Ctrl-D', ['abc\u0004def'], 'abc'],
    ['a paste of several lines', ['\u001b[200~abc\r\ndef\u001b[201~\r'], 'abc\r\ndef'],
    ['more than a line of a terminal holds', [`${'x'.repeat(10_000)}\r`], 'x'.repeat(10_000)],
  ];
  it.each(rows)('takes %s', async (_what, typed, answer) => {
    const world = createWorld({ typed });
    expect(await askHidden('Token: ', world.io, sentence`No token was given.`)).toBe(answer);
  });

  it('shows nothing of it', async () => {
    const world = createWorld({ typed: ['secret\r'] });
    await askHidden('Token: ', world.io, sentence`No token was given.`);
    expect(world.stdout() + world.stderr()).not.toContain('secret');
  });

  it('gives up at Ctrl-C', async () => {
    const world = createWorld({ typed: ['abc\u0003'] });
    await expect(askHidden('Token: ', world.io, sentence`No token was given.`)).rejects.toMatchObject({
      code: 'ERR_USAGE',
    });
  });
});
