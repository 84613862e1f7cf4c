import type { ImportText } from './import-text.js';
import { plural } from './plural.js';

/** The import report's words, in English. */
export const importText = {
  heading: 'what was read',
  source: ({ name, format, producer, transactions }) =>
    `${name}: ${format}${producer === undefined ? '' : ` by ${producer}`}, ${plural(transactions, 'transaction')}`,
  formats: {
    har: 'HAR',
    saz: 'Fiddler archive (SAZ)',
    mitmproxy: 'mitmproxy flows',
    netlog: 'Chromium NetLog',
    charles: 'Charles session',
    log: 'server log',
    text: 'text',
    token: 'token',
    live: 'live traffic',
  },
  skipped: (count, reasons) => `${plural(count, 'entry', 'entries')} left out${reasons === '' ? '' : `: ${reasons}`}.`,
  mended: (repairs) => `Mended: ${repairs}.`,
  separator: ', ',
  limits: {
    truncated: 'It is cut short: everything up to the cut was read.',
    sanitised: 'Credentials were removed by the program that saved it.',
    'no-times': 'It has no times.',
    'local-times': 'Its times have no offset; they were read as the time of this computer.',
  },
  skips: {
    damaged: (count) => `${count} damaged`,
  },
  repairs: {
    'wrapped-lines-joined': (count) => `${plural(count, 'wrapped line')} joined`,
    'glued-lines-split': (count) => `${plural(count, 'glued header line')} split`,
    'quotes-undone': (count) => `${plural(count, 'typographic quote')} made plain`,
    'escapes-undone': (count) => `${plural(count, 'escape')} undone`,
    'prints-undone': (count) => `${plural(count, 'printed object')} read as headers`,
  },
} as const satisfies ImportText;
