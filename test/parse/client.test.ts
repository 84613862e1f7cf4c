import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientOf as clientOfHead } from '../../src/parse/client.js';
import { readRequestHead } from '../../src/parse/read-head.js';
import { expectLinear, nastyRuns } from './linear.js';

const head = (...lines: string[]) =>
  ['POST /EWS/Exchange.asmx HTTP/1.1', 'Host: mail.contoso.com', ...lines].join('\r\n');
const clientOf = (text: string | undefined, processName?: string) => clientOfHead(readRequestHead(text), processName);
const agent = (value: string) => head(`User-Agent: ${value}`);

describe('clientOf', () => {
  it.each<[string, string]>([
    ['Microsoft Office/14.0 (Windows NT 6.1; Microsoft Outlook 14.0.7230; Pro)', 'outlook-2010'],
    ['Microsoft Office/15.0 (Windows NT 6.2; Microsoft Outlook 15.0.4841; Pro)', 'outlook-2013'],
    [
      'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.2; Microsoft Outlook 15.0.4841; ms-office; MSOffice 15)',
      'outlook-2013',
    ],
    ['Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19328; Pro)', 'outlook'],
    ['MacOutlook/16.70.23021201 (Intelx64 Mac OS X 13.2)', 'outlook-mac'],
    ['Outlook-iOS-Android/1.0', 'outlook-mobile'],
    ['Outlook-iOS/2.0', 'outlook-mobile'],
    ['Outlook-Android/2.0', 'outlook-mobile'],
    ['Apple-iPhone15C4/2401.539000006', 'apple-mail'],
    ['Preferences/1112.96 CFNetwork/1490.0.4 Darwin/23.2.0', 'apple-mail'],
    ['Android-Mail/2020.11.29.346303401.Release', 'android-mail'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.6.0', 'thunderbird'],
    ['ASProxy/15.20', 'exchange-online'],
    ['ExchangeServicesClient/15.00.0913.016', 'ews-client'],
    ['exchangelib/4.9.0 (python-requests/2.28.1)', 'ews-client'],
    ['Windows-AzureAD-Authentication-Provider/1.0', 'sign-in-broker'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 PKeyAuth/1.0', 'browser'],
    ['Microsoft Office/16.0 (Windows NT 10.0; Microsoft Word 16.0.19328; Pro)', 'unknown'],
    ['curl/8.5.0', 'unknown'],
  ])('takes %s for %s', (value, kind) => {
    expect(clientOf(agent(value))).toEqual({ kind, userAgent: value });
  });

  it('knows Outlook by its other headers where it sends no name', () => {
    expect(clientOf(head('Accept-Auth: badger,Wlid1.1,Bearer,Basic,NTLM'))).toEqual({
      kind: 'outlook',
      acceptAuth: ['badger', 'wlid1.1', 'bearer', 'basic', 'ntlm'],
    });
    expect(clientOf(head('X-ClientApplication: Outlook/15.0.4841.1000')).kind).toBe('outlook-2013');
    expect(clientOf(head('Cookie: OutlookSession="{11111111-2222-3333-4444-555555555555}"')).kind).toBe('outlook');
  });

  it('knows Outlook Mobile by the device in an ActiveSync query', () => {
    expect(clientOf('POST /Microsoft-Server-ActiveSync?Cmd=Sync&DeviceType=Outlook HTTP/1.1').kind).toBe(
      'outlook-mobile',
    );
  });

  it('asks the process only where the head does not say', () => {
    expect(clientOf(head(), 'Microsoft.AAD.BrokerPlugin.exe').kind).toBe('sign-in-broker');
    expect(clientOf(agent('Mozilla/5.0 (Windows NT 10.0)'), 'backgroundTaskHost.exe').kind).toBe('sign-in-broker');
    expect(clientOf(agent('Microsoft Office/16.0 (Microsoft Outlook 16.0)'), 'backgroundTaskHost.exe').kind).toBe(
      'outlook',
    );
  });

  it.each<[string, string | undefined]>([
    ['X-User-Identity: Anna@Contoso.com', 'anna@contoso.com'],
    ['X-AnchorMailbox: AAD-SMTP:anna@contoso.com', 'anna@contoso.com'],
    ['X-AnchorMailbox: SMTP:anna@contoso.com', 'anna@contoso.com'],
    ['X-AnchorMailbox: OID:11111111-2222-3333-4444-555555555555@contoso.com', undefined],
    ['X-AnchorMailbox: 11111111-2222-3333-4444-555555555555', undefined],
    ['X-User-Identity: anna', undefined],
    ['X-User-Identity: :anna@contoso.com', undefined],
  ])('reads the user of %s', (line, user) => {
    expect(clientOf(head(line)).user).toBe(user);
  });

  it('lets X-User-Identity win over X-AnchorMailbox, which may be a shared mailbox', () => {
    const lines = ['X-AnchorMailbox: info@contoso.com', 'X-User-Identity: anna@contoso.com'];
    expect(clientOf(head(...lines)).user).toBe('anna@contoso.com');
  });

  it('knows nothing without a request', () => {
    expect(clientOf(undefined)).toEqual({ kind: 'unknown' });
    expect(clientOf('')).toEqual({ kind: 'unknown' });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void [clientOf(text), clientOf(agent(text)), clientOf(head(text))],
      ),
    );
  });

  it.each(nastyRuns)('takes linear time over a run of %j', (run) => {
    expectLinear((n) => {
      clientOf(agent(run.repeat(n)));
      clientOf(head(`Accept-Auth: ${run.repeat(n)}`, `X-AnchorMailbox: smtp:${run.repeat(n)}@`));
    });
  });
});
