import { claims } from '../knowledge/claims.js';
import { type DeviceSign, deviceSigns, signInPlaces } from '../knowledge/devices.js';
import { headers } from '../knowledge/headers.js';
import { shortages } from '../knowledge/shortages.js';
import { statusCodes } from '../knowledge/status-codes.js';
import { type TlsCode, tlsCodes } from '../knowledge/tls.js';
import type { RuleId } from '../types.js';
import { type Entry, entry, fact } from './entry.js';

/** What is read on the wire: headers, claims, status codes, codes of TLS, and the devices that show themselves. */
export function wireEntries(): Entry[] {
  return [
    ...headers.map((row) => entry('header', row.name, row, { facts: [['from', row.from]] })),
    ...claims.map((row) => entry('claim', row.name, row, { facts: [['tokens', row.tokens.join(', ')]] })),
    ...statusCodes.map((row) =>
      entry('status-code', `HTTP ${row.code}`, row, {
        also: [String(row.code)],
        facts: [fact('protocol', row.protocol), ['effect', row.meaning]],
      }),
    ),
    ...tlsCodes.map((row) =>
      entry('network-code', row.code, row, {
        rules: [rulesOfTls[row.meaning]],
        facts: [['effect', row.meaning]],
      }),
    ),
    ...shortages.map((row) =>
      entry('network-code', row.code, row, { rules: ['connection-failed'], facts: [['effect', 'shortage']] }),
    ),
    ...deviceSigns.map((row) =>
      entry('device', spellingOf(row), row, {
        also: [row.device, ...(row.contains === undefined ? [row.header] : [row.contains])],
        recognises: (text) => isSign(row, text.toLowerCase()),
        rules: ['device-answered'],
        facts: [['name', row.device]],
      }),
    ),
    ...signInPlaces.map((row) =>
      entry('device', row.path ?? row.host ?? '', row, {
        also: [row.device],
        rules: ['pre-authentication-device'],
        facts: [['name', row.device]],
      }),
    ),
  ];
}

const rulesOfTls = {
  certificate: 'certificate-untrusted',
  version: 'connection-failed',
  'client-certificate': 'client-certificate-required',
} as const satisfies Record<TlsCode['meaning'], RuleId>;

function spellingOf({ header, contains }: DeviceSign): string {
  return contains === undefined ? header : `${header}: ${contains}`;
}

// A header line, or a paste with one in it.
function isSign({ header, contains }: DeviceSign, text: string): boolean {
  return text.split('\n').some((line) => {
    const [name, ...value] = line.split(':');
    return name?.trim() === header && (contains === undefined || value.join(':').includes(contains));
  });
}
