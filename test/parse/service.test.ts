import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cloudOf,
  isExchangeOnline,
  isSignInContent,
  isSignInHost,
  plainPlace,
  readService,
  serviceOf,
} from '../../src/parse/service.js';
import { runs } from '../support/long.js';
import { expectLinear, nastyRuns } from './linear.js';

const onPremises = 'https://mail.contoso.com';
const address = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('https://', 'HTTP://', '', '/', 'urn:', ' https://'),
      fc.oneof(fc.constantFrom('mail.contoso.com', 'A_b.c-', '1.2.3', '0xA', 'a.', 'u@b'), fc.string({ maxLength: 6 })),
      fc.constantFrom('', ':443', ':0', ':0080', ':99999'),
      fc.oneof(fc.constantFrom('', '/', '//ews', '/a/./ews', '/ews/%2e%2E/owa'), fc.webPath(), fc.string()),
      fc.constantFrom('', '?x=/ews', '#y', '?https://a/ews'),
    )
    .map((parts) => parts.join('')),
  fc.webUrl(),
);

describe('serviceOf', () => {
  it.each<[string, string, string]>([
    ['/mapi/emsmdb/?MailboxId=11111111-2222-3333-4444-555555555555@contoso.com', 'mapi', '/mapi'],
    ['/mapi/nspi/', 'mapi', '/mapi'],
    ['/ews/exchange.asmx', 'ews', '/EWS'],
    ['/EWS/Exchange.asmx', 'ews', '/EWS'],
    ['/autodiscover/autodiscover.json?Email=anna%40contoso.com&Protocol=activesync', 'autodiscover', '/Autodiscover'],
    ['/AutoDiscover/AutoDiscover.xml', 'autodiscover', '/Autodiscover'],
    ['//autodiscover/autodiscover.svc', 'autodiscover', '/Autodiscover'],
    ['/OAB/11111111-2222-3333-4444-555555555555/oab.xml', 'oab', '/OAB'],
    ['/Microsoft-Server-ActiveSync?Cmd=Sync&User=anna', 'eas', '/Microsoft-Server-ActiveSync'],
    ['/rpc/rpcproxy.dll?ex01.contoso.com:6001', 'rpc', '/rpc'],
    ['/owa/auth/logon.aspx', 'owa', '/owa'],
    ['/ecp', 'ecp', '/ecp'],
    ['/api/v2.0/me/messages', 'rest', '/api'],
    ['/PowerShell/?serializationLevel=Full', 'powershell', '/PowerShell'],
  ])('takes %s for an Exchange virtual directory', (path, protocol, virtualDirectory) => {
    expect(serviceOf(onPremises + path, 'POST')).toEqual({
      kind: 'exchange',
      protocol,
      virtualDirectory,
      host: 'mail.contoso.com',
      port: 443,
      online: false,
      adfs: false,
    });
  });

  it.each<[string, string]>([
    ['https://login.microsoftonline.com/common/oauth2/authorize?resource=x', 'authorize'],
    ['https://login.windows.net/common/oauth2/authorize', 'authorize'],
    ['https://login.microsoftonline.com/common/oauth2/v2.0/authorize', 'authorize'],
    ['https://login.microsoftonline.com/Common/OAuth2/Token', 'token'],
    ['https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token', 'token'],
    ['https://login.microsoftonline.com/common/.well-known/openid-configuration', 'openid-configuration'],
    ['https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration', 'openid-configuration'],
    ['https://login.microsoftonline.com/common/discovery/v2.0/keys', 'openid-configuration'],
    ['https://login.microsoftonline.com/common/login', 'sign-in-page'],
    ['https://login.microsoftonline.com/common/oauth2/nativeclient?code=x', 'sign-in-page'],
    ['https://device.login.microsoftonline.com/', 'sign-in-page'],
  ])('takes %s for Entra ID', (url, protocol) => {
    expect(serviceOf(url)).toMatchObject({ kind: 'sign-in', protocol, cloud: 'worldwide', online: false, adfs: false });
  });

  it.each<[string, string]>([
    ['https://sts.contoso.com/adfs/oauth2/authorize', 'authorize'],
    ['https://sts.contoso.com/ADFS/oauth2/token', 'token'],
    ['https://sts.contoso.com/adfs/ls/?wa=wsignin1.0', 'sign-in-page'],
    ['https://sts.contoso.com/adfs/.well-known/openid-configuration', 'openid-configuration'],
  ])('takes %s for AD FS, whatever the host', (url, protocol) => {
    const service = serviceOf(url);
    expect(service).toMatchObject({ kind: 'sign-in', protocol, adfs: true, host: 'sts.contoso.com' });
    expect(service).not.toHaveProperty('cloud');
  });

  it('takes Exchange Online for Exchange only in its virtual directories', () => {
    expect(serviceOf('https://outlook.office365.com/EWS/Exchange.asmx')).toMatchObject({
      kind: 'exchange',
      online: true,
    });
    expect(serviceOf('https://outlook.office365.com/mail/inbox')).toMatchObject({
      kind: 'other',
      protocol: 'other',
      online: true,
    });
    expect(serviceOf('https://outlook.office365.com/adfs/ls')).toMatchObject({ kind: 'other', adfs: false });
  });

  it.each([
    'https://www.contoso.com/',
    'https://www.contoso.com/api/v1/items',
    'https://www.contoso.com/rpc/items',
    'https://www.contoso.com/ewsx/Exchange.asmx',
    'https://www.contoso.com/shop/owa',
    'https://www.contoso.com/?next=/EWS/Exchange.asmx',
  ])('takes %s for something else', (url) => {
    expect(serviceOf(url)).toMatchObject({ kind: 'other', protocol: 'other' });
    expect(serviceOf(url)).not.toHaveProperty('virtualDirectory');
  });

  it('knows RPC over HTTP by its methods', () => {
    expect(serviceOf('https://mail.contoso.com/anything', 'RPC_IN_DATA')).toMatchObject({
      kind: 'exchange',
      protocol: 'rpc',
    });
    expect(serviceOf('https://mail.contoso.com/rpcwithcert/rpcproxy.dll', 'RPC_OUT_DATA')).toMatchObject({
      virtualDirectory: '/rpc',
    });
  });

  it('reads ports, names in capitals and a final full stop', () => {
    expect(serviceOf('https://MAIL.Contoso.COM.:8443/owa')).toMatchObject({ host: 'mail.contoso.com', port: 8443 });
    expect(serviceOf('http://mail.contoso.com/owa')).toMatchObject({ port: 80 });
  });

  it('reads host:port of a CONNECT, of which only the host says something', () => {
    const tunnel = serviceOf('mail.contoso.com:443', 'CONNECT');
    expect(tunnel).toEqual({
      kind: 'other',
      protocol: 'other',
      host: 'mail.contoso.com',
      port: 443,
      online: false,
      adfs: false,
    });
    expect(serviceOf('login.windows.net:443', 'CONNECT')).toMatchObject({ kind: 'sign-in', protocol: 'other' });
    expect(serviceOf('localhost:8443', 'CONNECT')).toMatchObject({ host: 'localhost', port: 8443 });
  });

  it('judges a path without a host by itself', () => {
    const service = serviceOf('/EWS/Exchange.asmx?x=1', 'POST');
    expect(service).toEqual({
      kind: 'exchange',
      protocol: 'ews',
      virtualDirectory: '/EWS',
      online: false,
      adfs: false,
    });
  });

  it('judges by its path a URL whose host was blacked out', () => {
    expect(serviceOf('https://mail.<redacted>.com/EWS/Exchange.asmx?x')).toMatchObject({
      kind: 'exchange',
      protocol: 'ews',
    });
    expect(serviceOf('https://mail.<redacted>.com/EWS/Exchange.asmx')).not.toHaveProperty('host');
  });

  it.each([
    undefined,
    '',
    'urn:ietf:wg:oauth:2.0:oob?error=x',
    'http://',
    'not a url',
    '*',
    'https://[::1',
    'about:blank',
  ])('answers %j with nothing known', (url) => {
    expect(serviceOf(url)).toEqual({ kind: 'other', protocol: 'other', online: false, adfs: false });
  });

  it('never throws', () => {
    const start = fc.constantFrom('', 'https://', '/', 'https://mail.contoso.com/', '//');
    fc.assert(
      fc.property(
        start,
        fc.string({ unit: 'binary' }),
        fc.string(),
        (head, url, method) => void serviceOf(head + url, method),
      ),
    );
  });

  it('remembers nothing but what it would read again', () => {
    fc.assert(
      fc.property(address, fc.constantFrom('GET', 'CONNECT', 'RPC_IN_DATA'), (url, method) => {
        expect(serviceOf(url, method)).toEqual(readService(url, method));
      }),
    );
  });

  it.each([...nastyRuns, '/', ':', 'a.'])('takes linear time over a run of %j', (run) => {
    expectLinear((n) => {
      serviceOf(run.repeat(n));
      serviceOf(`https://mail.contoso.com/${run.repeat(n)}`);
    });
  });
});

describe('plainPlace', () => {
  it('reads what a URL parser reads, or leaves it to one', () => {
    fc.assert(
      fc.property(address, (url) => {
        const place = plainPlace(url);
        if (place === undefined) return;
        const { hostname, port, pathname, protocol } = new URL(url);
        expect(place).toEqual({
          host: hostname,
          port: Number(port) || (protocol === 'https:' ? 443 : 80),
          path: pathname === '/' ? expect.stringMatching(/^\/?$/) : pathname.toLowerCase(),
        });
      }),
      { numRuns: runs(250, 1000) },
    );
  });

  it.each([
    'https://127.1/ews',
    'https://0x7f.1/ews',
    'https://xn--a/ews',
    'https://user@mail.contoso.com/ews',
    'https://mail.contoso.com/x/../ews',
    'https://mail.contoso.com/x/%2E%2E/ews',
    'https://mail.contoso.com\\ews',
    'https://mail.contoso.com:99999/ews',
    'ftp://mail.contoso.com/ews',
    `https://mail.contoso.com/${'a'.repeat(3000)}`,
  ])('leaves %s to a parser', (url) => {
    expect(plainPlace(url)).toBeUndefined();
  });
});

describe('hosts', () => {
  it.each<[string, string]>([
    ['outlook.office365.com', 'worldwide'],
    ['autodiscover-s.outlook.com', 'worldwide'],
    ['login.microsoftonline.us', 'us-gov'],
    ['outlook-dod.office365.us', 'us-dod'],
    ['outlook.office365.us', 'us-gov'],
    ['autodiscover-s.partner.outlook.cn', 'china'],
    ['login.chinacloudapi.cn', 'china'],
    ['login.sovcloud-identity.fr', 'bleu'],
    ['outlook.sovcloud.de', 'delos'],
    ['login.microsoftonline.de', 'germany'],
    ['namprd01.prod.exchangelabs.com', 'worldwide'],
    ['autodiscover.contoso.onmicrosoft.com', 'worldwide'],
    ['autodiscover.contoso.mail.onmicrosoft.com', 'worldwide'],
    ['autodiscover.contoso.onmicrosoft.us', 'us-gov'],
    ['autodiscover.contoso.partner.onmschina.cn', 'china'],
    ['webmail.apps.mil', 'us-dod'],
  ])('%s belongs to %s', (host, cloud) => {
    expect(cloudOf(host)).toBe(cloud);
  });

  it('ends names only at labels', () => {
    expect(isSignInHost('certauth.login.microsoftonline.com')).toBe(true);
    expect(isSignInHost('LOGIN.MICROSOFTONLINE.COM.')).toBe(true);
    expect(isSignInHost('notlogin.windows.net')).toBe(false);
    expect(isSignInHost('login.microsoftonline.com.evil.example')).toBe(false);
    expect(isExchangeOnline('eur01.prod.outlook.com')).toBe(true);
    expect(isExchangeOnline('myoutlook.office365.com')).toBe(false);
    expect(isExchangeOnline('login.windows.net')).toBe(false);
    expect(cloudOf('mail.contoso.com')).toBeUndefined();
    expect(cloudOf('exchangelabs.com')).toBeUndefined();
  });

  it.each(['contoso.onmicrosoft.com', 'autodiscover.onmicrosoft.com', 'autodiscover.a.b.onmicrosoft.com'])(
    'says nothing of %s: of a tenant only Autodiscover is known',
    (host) => {
      expect(cloudOf(host)).toBeUndefined();
    },
  );

  it.each(['aadcdn.msauth.cn', 'secure.aadcdn.microsoftonline-p.com', 'aadcdn.msftauthimages.us'])(
    'sign-in pages load from %s',
    (host) => {
      expect(isSignInContent(host)).toBe(true);
    },
  );
});
