import { expect, test } from 'vitest';
import { undoBase64Parts } from '../../../src/capture/text/mail-encoding.js';
import { undoDevtools } from '../../../src/capture/text/print-devtools.js';
import { undoJson } from '../../../src/capture/text/print-json.js';
import type { Repair } from '../../../src/capture/text/repair.js';

// More than a call can have arguments.
const many = 130_000;
const mail = (text: string) => `Content-Transfer-Encoding: base64\n\n${Buffer.from(text).toString('base64')}\n`;

test.each<[string, Repair, string]>([
  ['lines in a value of JSON', undoJson, JSON.stringify({ message: `HTTP/1.1 401 x${'\nA: b'.repeat(many)}` })],
  [
    'headers in JSON',
    undoJson,
    JSON.stringify({ headers: Array.from({ length: many }, () => ['WWW-Authenticate', 'NTLM']) }),
  ],
  ['developer tools', undoDevtools, `Request URL:\nhttps://a/\nStatus Code:\n401\n${'Server:\nx\n'.repeat(many)}`],
  ['lines of a mail’s part', undoBase64Parts, mail('a\n'.repeat(many)).replace(/.{100}/g, '$&\n')],
])('very many %s are undone', (_what, undo, pasted) => {
  expect(undo(pasted, () => undefined).split('\n').length).toBeGreaterThan(many);
});
