import rule from '../../../src/rules/capture/capture-not-decrypted.js';
import { accepted, pastedHead, prompt } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import type { Exchange } from '../../support/traffic.js';

const tunnel = (host: string, own: Exchange = {}): Exchange => ({
  method: 'CONNECT',
  url: `https://${host}/`,
  status: 200,
  ...own,
});
const plain: Exchange = { method: 'GET', url: 'http://ocsp.contoso.com/', status: 200 };

testRule(rule, {
  fails: [
    [
      'tunnels, and one request of plain HTTP',
      [tunnel('mail.contoso.com'), tunnel('login.microsoftonline.com'), plain],
      {
        severity: 'warning',
        confidence: 'high',
        values: { tunnels: '2', transactions: '3' },
        where: 'capture',
        quote: 'CONNECT: 2/3',
      },
    ],
    [
      'a tunnel whose answer was not recorded',
      [{ method: 'CONNECT', url: 'https://mail.contoso.com/' }],
      { severity: 'warning', quote: 'CONNECT: 1/1' },
    ],
  ],
  passes: [
    [
      'more tunnels than requests, but Exchange and a sign-in are there',
      [tunnel('a.contoso.com'), tunnel('b.contoso.com'), tunnel('c.contoso.com'), prompt(), accepted()],
      [],
    ],
    [
      'more tunnels than requests, but one of them is to Exchange',
      [tunnel('mail.contoso.com'), tunnel('mail.contoso.com'), accepted()],
      [],
    ],
    [
      'more tunnels than requests, but a sign-in is there',
      [tunnel('mail.contoso.com'), tunnel('login.microsoftonline.com'), prompt()],
      [],
    ],
    ['tunnels with their requests beside them', [tunnel('mail.contoso.com'), accepted()], []],
    ['other sites decrypted, as many as there are tunnels', [tunnel('www.contoso.com'), plain], []],
    [
      'a live run behind a proxy that wanted credentials first',
      [
        tunnel('mail.contoso.com', { source: 'live', watched: true, status: 407 }),
        tunnel('mail.contoso.com', { source: 'live', watched: false }),
      ],
      [],
    ],
  ],
  skips: [
    [
      'a tunnel whose client went away',
      [tunnel('www.contoso.com', { failure: { stage: 'client-tls', code: 'ECONNRESET' } })],
      [],
    ],
    ['no tunnels', [accepted()], []],
    ['a paste of curl through a proxy', [tunnel('mail.contoso.com', { source: 'text' })], []],
    ['a tunnel that was refused', [tunnel('www.contoso.com', { status: 502 })], []],
  ],
  unknown: [
    [
      'beside a pasted head',
      [tunnel('mail.contoso.com'), pastedHead({ status: 401, headers: [['X-FEServer', 'EX01']] })],
      'request',
    ],
  ],
});
