import { describe, expect, test } from 'vitest';
import { openCapture } from '../../../src/capture/capture.js';
import { memorySource } from '../../../src/capture/source.js';
import type { RawTransaction } from '../../../src/types.js';
import { entryOf, harOf } from '../har-samples.js';

const whole = harOf([entryOf()]).toString();
/** The file up to this text, which is not in it. */
const upTo = (text: string) => whole.slice(0, whole.indexOf(text));

function readAll(text: string) {
  const capture = openCapture(memorySource(Buffer.from(text), 'a.har'));
  const transactions = [...(capture.transactions as Iterable<RawTransaction>)];
  return { transactions, summary: capture.summary() };
}

describe('a HAR without one whole entry', () => {
  const rows: [what: string, text: string, response: number | undefined, absent: string[]][] = [
    ['cut behind the request', upTo('"response"'), undefined, ['response']],
    ['cut in the header lines of the response', upTo('NTLM'), 401, ['response-headers', 'response-body']],
    ['cut in the body', upTo('"text":'), 401, ['response-body']],
    ['cut in the timings', upTo('"timings"'), 401, []],
    [
      'damaged in the header lines of the request',
      whole.replace('"Bearer"', 'Bearer"'),
      undefined,
      ['authorization', 'response'],
    ],
  ];
  test.each(rows)('%s gives what stands before', (_what, text, status, absent) => {
    const { transactions, summary } = readAll(text);
    expect(transactions.map(({ id, request, response }) => [id, request?.url, response?.status])).toEqual([
      ['1', 'https://mail.contoso.com/mapi/emsmdb/?MailboxId=1', status],
    ]);
    expect(transactions[0]?.absent).toEqual(absent);
    expect(summary).toMatchObject({ format: 'har', read: 1, skipped: 0, limits: ['truncated'] });
  });

  const refused: [what: string, text: string][] = [
    ['that breaks before its first URL', upTo('"https://')],
    ['that breaks before its first entry', upTo('{"startedDateTime"')],
  ];
  test.each(refused)('%s is refused, and told where it breaks', (_what, text) => {
    expect(() => readAll(text)).toThrow(/a\.har.*What begins at byte \d+ of \d+ is damaged or does not end/);
  });
});
