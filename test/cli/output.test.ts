import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { processIo } from '../../src/cli/io.js';
import { resolveOptions } from '../../src/cli/options.js';
import { writeOutput } from '../../src/cli/output.js';
import { createWorld } from './world.js';

/** A stream on which every write fails so. */
function failing(code: string): Writable {
  const write = (_chunk: unknown, _encoding: unknown, done: (error: Error) => void) =>
    done(Object.assign(new Error(code), { code }));
  return new Writable({ write }).on('error', () => {});
}

const writeTo = (stdout: Writable) => writeOutput('report', resolveOptions({}), { ...createWorld().io, stdout });

describe('standard output', () => {
  it.each([
    ['on a full disk', 'ENOSPC'],
    ['of a terminal that is gone', 'EIO'],
  ])('%s is an error that is said', async (_what, code) => {
    await expect(writeTo(failing(code))).rejects.toMatchObject({
      code: 'ERR_OUTPUT',
      message: `Cannot write to standard output (${code}): the report is not whole. Name a file with -o.`,
    });
  });

  it('whose reader went away is no error', async () => {
    await writeTo(failing('EPIPE'));
  });
});

it('of standard error nobody can be told, and nothing ends for it', () => {
  const { stderr } = processIo();
  expect(() => stderr.emit('error', Object.assign(new Error(), { code: 'EIO' }))).not.toThrow();
});
