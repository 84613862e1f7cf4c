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
