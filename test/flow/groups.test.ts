import { describe, expect, it } from 'vitest';
import { groupsOf } from '../../src/flow/groups.js';
import { nothingBefore } from '../../src/flow/past.js';
import type { ClientProcess } from '../../src/types.js';
import { type Exchange, observations, traffic } from '../support/traffic.js';

const one: ClientProcess = { name: 'OUTLOOK.EXE', pid: 100 };
const other: ClientProcess = { name: 'OUTLOOK.EXE', pid: 200 };
const phone: Exchange = { userAgent: 'Apple-iPhone14C5/2005.65', url: 'https://mail.contoso.com/mapi/emsmdb/' };
const unknown = undefined;

/** The transactions of each group, by their number; each is asked for by this program. */
function grouped(clients: readonly (ClientProcess | undefined)[], ...exchanges: readonly Exchange[]): string[] {
  const raws = traffic(...clients.map((_, at) => exchanges[at] ?? {}));
  const seen = raws.map((raw, at) => ({ ...raw, ...(clients[at] && { client: clients[at] }) }));
  return groupsOf(observations(seen), nothingBefore).map(({ members }) =>
    members.map(({ transaction }) => transaction.id).join(' '),
  );
}

describe('transactions are grouped by who speaks', () => {
  it.each<[what: string, clients: readonly (ClientProcess | undefined)[], groups: string[]]>([
    ['one program', [one, one], ['1 2']],
    ['two programs', [one, other, one], ['1 3', '2']],
    ['programs that nobody knows', [unknown, unknown], ['1 2']],
    ['one that was gone before it was looked up: the only program of its kind', [unknown, one, unknown], ['1 2 3']],
    ['one that may be either of two', [one, unknown, other, unknown], ['1', '2 4', '3']],
  ])('%s', (_, clients, groups) => {
    expect(grouped(clients)).toEqual(groups);
  });

  it('and never with a program of another kind, or at another place', () => {
    expect(grouped([one, unknown], {}, phone)).toEqual(['1', '2']);
    expect(grouped([one, unknown], {}, { url: 'https://mail.contoso.com/EWS/Exchange.asmx' })).toEqual(['1', '2']);
  });
});
