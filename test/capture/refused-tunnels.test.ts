import { describe, expect, it } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { memorySource } from '../../src/capture/source.js';
import { reportOn } from '../support/lab-run.js';
import { entryOf, harOf } from './har-samples.js';

const outlook = 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19328; Pro)';
const untrusted = 'Client TLS handshake failed. The client does not trust the proxy’s certificate.';

const tunnel = (host: string, userAgent = 'curl/8.7.1', _error = untrusted) =>
  entryOf({
    request: {
      method: 'CONNECT',
      url: `https://${host}/`,
      headers: [
        { name: 'Host', value: `${host}:443` },
        { name: 'User-Agent', value: userAgent },
      ],
    },
    response: { status: 0, statusText: '', headers: [], content: {}, _error },
  });
const mailbox = entryOf({ request: { url: 'https://mail.contoso.com/EWS/Exchange.asmx' } });

async function transactionsOf(bytes: Uint8Array) {
  const transactions = [];
  for await (const one of openCapture(memorySource(bytes, 'a.har')).transactions) transactions.push(one);
  return transactions;
}

describe('a tunnel that its client refused', () => {
  const rows: [what: string, entries: object[], found: string[]][] = [
    ['of Outlook, to a name that says nothing', [tunnel('mail.contoso.com', outlook)], ['interception-refused']],
    ['to Autodiscover', [tunnel('autodiscover.contoso.com')], ['interception-refused']],
    ['to a host that answered as Exchange', [mailbox, tunnel('mail.contoso.com')], ['interception-refused']],
    ['of a browser, to a stranger', [tunnel('mail.contoso.com', 'Mozilla/5.0 Chrome/140.0.0.0')], []],
    ['of Outlook, to another product', [tunnel('graph.microsoft.com', outlook)], []],
    ['to a stranger, beside Exchange', [mailbox, tunnel('update.fabrikam.com')], []],
    ['of Outlook, that the network broke', [tunnel('mail.contoso.com', outlook, '[Errno 111] refused')], []],
  ];
  it.each(rows)('%s', async (_what, entries, found) => {
    const { findings } = reportOn(await transactionsOf(harOf(entries)), {});
    const refused = findings.filter(({ rule }) => rule === 'interception-refused');
    expect(refused.map(({ rule }) => rule)).toEqual(found);
    expect(refused.every(({ severity }) => severity === 'warning')).toBe(true);
  });

  it('is not marked in what this tool recorded: it knows which hosts were named', async () => {
    const own = {
      ...tunnel('mail.contoso.com', outlook),
      _hmaDoctor: { id: '1', source: 'live', absent: [], request: {} },
    };
    const [read] = await transactionsOf(harOf([own]));
    expect(read?.watched).toBeUndefined();
  });
});

describe('a tunnel that a proxy did not open', () => {
  const answered = (host: string, status: number, userAgent = outlook) =>
    entryOf({
      request: {
        method: 'CONNECT',
        url: `https://${host}/`,
        headers: [
          { name: 'Host', value: `${host}:443` },
          { name: 'User-Agent', value: userAgent },
        ],
      },
      response: { status, statusText: 'Forbidden by policy', headers: [{ name: 'Via', value: '1.1 squid' }] },
    });
  const browser = 'Mozilla/5.0 Chrome/140.0.0.0';
  const letIn = (url: string) =>
    entryOf({
      request: { url, headers: [{ name: 'Authorization', value: 'NTLM TlRMTVNTUAADAAAA' }] },
      response: { status: 200, headers: [{ name: 'X-FEServer', value: 'EX01' }] },
    });
  const autodiscover = letIn('https://autodiscover.contoso.com/autodiscover/autodiscover.xml');
  const signedIn = letIn('https://mail.contoso.com/EWS/Exchange.asmx');
  const rows: [what: string, entries: object[], found: string[]][] = [
    ['for Outlook, by its rules', [answered('mail.contoso.com', 403)], ['error connection-failed PROXY_STATUS_403']],
    [
      'for Outlook, because it reaches nobody',
      [answered('mail.contoso.com', 502)],
      ['error connection-failed PROXY_STATUS_502'],
    ],
    [
      'for Outlook, but a page of its own',
      [answered('mail.contoso.com', 302)],
      ['error connection-failed PROXY_STATUS_302'],
    ],
    [
      'to Exchange Online',
      [signedIn, answered('outlook.office365.com', 403)],
      ['error connection-failed PROXY_STATUS_403'],
    ],
    [
      'to where Autodiscover may have sent its client',
      [autodiscover, answered('mail.contoso.com', 403)],
      ['error connection-failed PROXY_STATUS_403'],
    ],
    ['to the root domain', [answered('contoso.com', 502), autodiscover], []],
    ['for a picture', [signedIn, answered('img.example.net', 403)], []],
    ['for a browser', [answered('www.contoso.com', 403, browser)], ['info nothing-to-diagnose']],
    [
      'to Entra ID',
      [answered('login.microsoftonline.com', 403, browser)],
      ['error entra-unreachable PROXY_STATUS_403'],
    ],
    [
      'but at last',
      [answered('mail.contoso.com', 503), answered('mail.contoso.com', 200), signedIn],
      ['warning connection-failed PROXY_STATUS_503'],
    ],
  ];
  it.each(rows)('%s', async (_what, entries, found) => {
    const { findings, crashed } = reportOn(await transactionsOf(harOf(entries)), {});
    expect(crashed).toEqual([]);
    expect(findings.map(({ severity, rule, values }) => [severity, rule, values.code ?? ''].join(' ').trim())).toEqual(
      found,
    );
  });

  it('is quoted with what the proxy said', async () => {
    const { findings } = reportOn(await transactionsOf(harOf([answered('mail.contoso.com', 403)])), {});
    expect(findings[0]?.evidence[0]?.quote).toContain('HTTP/1.1 403 Forbidden by policy');
  });
});
