import { acceptedPermissions } from '../knowledge/accepted-permissions.js';
import {
  type ExchangeMilestone,
  type ExchangeProduct,
  exchangeMilestones,
  exchangeSupport,
} from '../knowledge/exchange-builds.js';
import { extendedProtection } from '../knowledge/extended-protection.js';
import { connectErrors, responseCodes } from '../knowledge/response-codes.js';
import { virtualDirectories } from '../knowledge/virtual-directories.js';
import { type Entry, entry, fact } from './entry.js';

/** What Exchange Server is made of, what it can, how long it is supported, and what MAPI/HTTP answers. */
export function serverEntries(): Entry[] {
  return [
    ...virtualDirectories.map(virtualDirectoryEntry),
    ...responseCodes.map((row) =>
      entry('response-code', `X-ResponseCode ${row.code}`, row, {
        also: [row.name],
        rules: row.kind === 'success' ? [] : ['mapi-error'],
        facts: [['name', row.name]],
      }),
    ),
    ...connectErrors.map((row) =>
      entry('response-code', `0x${row.code.toString(16)}`, row, {
        also: [row.name, `0x${row.code.toString(16).padStart(8, '0')}`],
        rules: ['mapi-error'],
        facts: [['name', row.name]],
      }),
    ),
    ...needEntries(),
    ...exchangeSupport.map((row) =>
      entry('product', productName(row.product), row, {
        also: [row.product, productName(row.product).replace('Exchange Server', 'Exchange')],
        rules: ['exchange-out-of-support'],
        facts: [['supported', row.until]],
      }),
    ),
  ];
}

/** `Exchange Server 2019`, `Exchange Server SE`. */
export function productName(product: ExchangeProduct): string {
  return `Exchange Server ${product.toUpperCase()}`;
}

// What a server must be able to do, with the release of each product that brought it.
function needEntries(): Entry[] {
  const needs = [...new Set(exchangeMilestones.map(({ need }) => need))];
  return needs.flatMap((need) => {
    const rows = exchangeMilestones.filter((row) => row.need === need);
    const [first] = rows;
    const facts = rows.map((row) => ['since', sinceOf(row)] as const);
    return first ? [entry('server-ability', need, first, { rules: ['exchange-build-too-old'], facts })] : [];
  });
}

function sinceOf({ product, release, build }: ExchangeMilestone): string {
  return `${productName(product)} ${release} (${build})`;
}

function virtualDirectoryEntry(row: (typeof virtualDirectories)[number]): Entry {
  const accepted = acceptedPermissions.find(({ protocol }) => protocol === row.protocol);
  const scopes = accepted === undefined || accepted.scopes === '*' ? [] : accepted.scopes;
  return entry('virtual-directory', `/${row.segment}`, row, {
    also: [row.name, row.protocol, ...scopes],
    facts: [
      ['protocol', row.protocol],
      fact('profiles', accepted?.profiles.join(', ')),
      fact('scopes', accepted && (accepted.scopes === '*' ? '*' : accepted.scopes.join(', '))),
      fact('protection', extendedProtection.find(({ protocol }) => protocol === row.protocol)?.frontEnd),
    ],
  });
}
