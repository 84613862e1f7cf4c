import { clientPrograms } from '../knowledge/client-programs.js';
import { type ClientSwitch, clientAbilities, clientSwitches } from '../knowledge/client-switches.js';
import { clientSigns } from '../knowledge/clients.js';
import { type Entry, entry, fact } from './entry.js';

/** Clients: how they show themselves, what they can, what switches that, and which programs take part in their sign-in. */
export function clientEntries(): Entry[] {
  return [
    ...clientSwitches.map((row) =>
      entry('client-switch', row.name, row, {
        also: [`${row.place}\\${row.name}`],
        rules: switchRules[row.effect] ?? [],
        values: {},
        facts: [
          ['place', row.place],
          ['value', row.value],
          ['client', row.clients.join(', ')],
          ['effect', row.effect],
        ],
      }),
    ),
    ...clientAbilities.map((row) =>
      entry('client', row.reason, row, {
        also: [row.kind],
        rules: row.onPremises === 'by-default' ? [] : ['bearer-not-attempted'],
        values: { reason: row.reason },
        facts: [['ability', row.onPremises], fact('sign', row.sign)],
      }),
    ),
    ...clientSigns.map((row) =>
      entry('client-sign', row.contains.join(' … '), row, {
        recognises: (text) => signOf(text) === row,
        facts: [['client', row.kind]],
      }),
    ),
    ...clientPrograms.map((row) =>
      entry('program', row.name, row, {
        also: [`${row.name}.exe`],
        facts: [['effect', row.broker ? 'broker' : 'takes-part']],
      }),
    ),
  ];
}

const switchRules: Readonly<Partial<Record<ClientSwitch['effect'], Entry['rules']>>> = {
  'modern-off': ['bearer-not-attempted'],
  'mapi-http-off': ['rpc-over-http'],
};

const longestAgent = 400;

// One line that names a client, with or without the header in front of it; in a longer text a client is no answer.
function signOf(text: string): (typeof clientSigns)[number] | undefined {
  if (text.length > longestAgent || text.includes('\n')) return undefined;
  const given = text.toLowerCase();
  return clientSigns.find(({ contains }) => contains.every((part) => given.includes(part)));
}
