import { expect, it } from 'vitest';
import { describeError } from '../../src/cli/errors.js';
import { HmaError, sentence } from '../../src/errors.js';

const signature = 'c2lnbmF0dXJlLXRoYXQtbXVzdC1uZXZlci1iZS1zZWVu';
const token = `eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL21haWwuY29udG9zby5jb20vIn0.${signature}`;

it('says an error of ours in one paragraph, with its exit code', async () => {
  const error = new HmaError('ERR_INPUT_NOT_FOUND', sentence`Cannot read "a.har":\nthere is no such file.`);
  expect(await describeError(error)).toEqual({
    text: 'hma-doctor: Cannot read "a.har": there is no such file.',
    exitCode: 3,
  });
});

it('cuts a token out of whatever is thrown', async () => {
  const { text } = await describeError(new Error(`Authorization: Bearer ${token}`), { verbose: true });
  expect(text).not.toContain(signature);
});

it('shows control characters of a file name as escapes', async () => {
  const { text } = await describeError(
    new HmaError('ERR_INPUT_NOT_FOUND', sentence`Cannot read "\u001b]0;x\u0007\u202e.har".`),
  );
  expect(text).toContain('\\x1b]0;x\\x07\\u202e.har');
});

it('says that something unexpected is our fault, and keeps the stack for -v', async () => {
  const error = new TypeError('x is not a function');
  const plain = await describeError(error);
  expect(plain).toMatchObject({ exitCode: 4, text: expect.stringMatching(/^hma-doctor: .*report it[^\n]*$/) });
  expect((await describeError(error, { verbose: true })).text).toMatch(/\n\s+at /);
});

it('finds the reason inside an AggregateError, whose own message is empty', async () => {
  const error = new AggregateError([new Error('connect ECONNREFUSED 127.0.0.1:1')]);
  expect((await describeError(error)).text).toContain('ECONNREFUSED');
});

it.each([undefined, null, 'a text', 42, {}])('never throws for %j', async (thrown) => {
  expect((await describeError(thrown)).exitCode).toBe(4);
});
