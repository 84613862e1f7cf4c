import { describe, expect, it } from 'vitest';
import { mailboxFailures } from '../../src/flow/mailbox.js';
import { accepted, emptyBearer } from '../support/dance.js';
import { type Exchange, exchangeHeaders, flows } from '../support/traffic.js';

const url = (mailbox: string, endpoint = 'emsmdb') =>
  `https://mail.contoso.com/mapi/${endpoint}/?MailboxId=${mailbox}@contoso.com`;
const answer = (code: number, mailbox = 'a', own: Exchange = {}): Exchange =>
  accepted({ url: url(mailbox), headers: [...exchangeHeaders, ['X-ResponseCode', String(code)]], ...own });

/** Ids, outcome, later uses and the answers of mailboxes that did not open, of every attempt. */
const shape = (...exchanges: readonly Exchange[]) =>
  flows(...exchanges).map((flow) => [
    flow.observations.map(({ transaction }) => transaction.id).join(' '),
    flow.outcome,
    flow.laterUses,
    mailboxFailures(flow.observations)
      .map(({ transaction }) => transaction.id)
      .join(' '),
  ]);

describe('a mailbox that does not open', () => {
  it.each<[string, Exchange[], unknown[]]>([
    ['opens at once', [answer(0), answer(0)], [['1', 'bearer', 1, '']]],
    ['never opens', [emptyBearer(), answer(11), answer(11)], [['1 2 3', 'bearer', 0, '2 3']]],
    ['opens in the end', [answer(10), answer(10), answer(0), answer(0)], [['1 2 3', 'bearer', 1, '']]],
    [
      'fails after it was open, and opens again',
      [answer(0), answer(6), answer(0)],
      [
        ['1', 'bearer', 0, ''],
        ['2 3', 'bearer', 0, ''],
      ],
    ],
    [
      'fails beside another that is open',
      [answer(0, 'a'), answer(11, 'b'), answer(0, 'a'), answer(11, 'b'), answer(0, 'a')],
      [
        ['1', 'bearer', 0, ''],
        ['2 4', 'bearer', 2, '2 4'],
      ],
    ],
    [
      'is not healed by what comes after fifteen silent minutes',
      [answer(11), answer(0, 'a', { at: 901 })],
      [['1', 'bearer', 1, '1']],
    ],
    [
      'is not healed by its address book',
      [answer(11), answer(0, 'a', { url: url('a', 'nspi') })],
      [['1', 'bearer', 1, '1']],
    ],
  ])('%s', (_what, exchanges, expected) => {
    expect(shape(...exchanges)).toEqual(expected);
  });
});
