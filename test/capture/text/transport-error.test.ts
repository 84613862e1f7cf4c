import { describe, expect, it } from 'vitest';
import { transportError } from '../../../src/capture/text/transport-error.js';
import { expectLinear, nastyRuns } from '../../parse/linear.js';

describe('the error of a connection that broke, in pasted text', () => {
  it.each([
    [
      '.NET: a name that does not resolve',
      "System.Net.WebException: The remote name could not be resolved: 'mail.contoso.com'",
      { stage: 'dns', code: 'NameResolutionFailure', url: 'https://mail.contoso.com/' },
    ],
    [
      'the same in .NET 8',
      'No such host is known. (mail.contoso.com:443)',
      { stage: 'dns', code: 'NameResolutionFailure', url: 'https://mail.contoso.com/' },
    ],
    [
      'the same in Japanese',
      "Invoke-WebRequest : リモート名を解決できませんでした。: 'mail.contoso.com'",
      { stage: 'dns', code: 'NameResolutionFailure', url: 'https://mail.contoso.com/' },
    ],
    [
      'the same in German, with the command beside it',
      "Der Remotename konnte nicht aufgelöst werden: 'mail.contoso.com'\n+ Invoke-WebRequest https://mail.contoso.com/EWS/Exchange.asmx",
      { stage: 'dns', code: 'NameResolutionFailure', url: 'https://mail.contoso.com/EWS/Exchange.asmx' },
    ],
    [
      'a certificate that is not trusted',
      'POST https://mail.contoso.com/EWS/Exchange.asmx: Could not establish trust relationship for the SSL/TLS secure channel.',
      { stage: 'tls', code: 'TrustFailure', url: 'https://mail.contoso.com/EWS/Exchange.asmx' },
    ],
    [
      'a certificate, seen by free/busy',
      'Proxy web request failed. , inner exception: Could not establish trust relationship for the SSL/TLS secure channel.',
      { stage: 'tls', code: 'TrustFailure', url: undefined },
    ],
    [
      "curl's error inside a sentence",
      'I get curl: (60) SSL certificate problem when I call https://mail.contoso.com/EWS/Exchange.asmx, why?',
      { stage: 'tls', code: 'curl (60)', url: 'https://mail.contoso.com/EWS/Exchange.asmx' },
    ],
    [
      'a proxy, in the words of curl',
      'CONNECT tunnel failed, response 407 for https://mail.contoso.com/EWS/Exchange.asmx',
      { stage: 'proxy', code: 'ProxyAuthenticationRequired', url: 'https://mail.contoso.com/EWS/Exchange.asmx' },
    ],
    [
      'nothing listens',
      'Test-OAuthConnectivity: Unable to connect to the remote server',
      { stage: 'connect', code: 'ConnectFailure', url: undefined },
    ],
    [
      'Node',
      'Error: getaddrinfo ENOTFOUND mail.contoso.com',
      { stage: 'dns', code: 'ENOTFOUND', url: 'https://mail.contoso.com/' },
    ],
    [
      'Python',
      "HTTPSConnectionPool(host='mail.contoso.com', port=443): Max retries exceeded with url: /EWS/Exchange.asmx (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed')))",
      { stage: 'tls', code: 'CERTIFICATE_VERIFY_FAILED', url: 'https://mail.contoso.com/EWS/Exchange.asmx' },
    ],
    [
      'Java',
      'java.net.UnknownHostException: mail.contoso.com',
      { stage: 'dns', code: 'UnknownHostException', url: 'https://mail.contoso.com/' },
    ],
    [
      'Go',
      'Post "https://mail.contoso.com/EWS/Exchange.asmx": dial tcp: lookup mail.contoso.com: no such host',
      { stage: 'dns', code: 'no such host', url: 'https://mail.contoso.com/EWS/Exchange.asmx' },
    ],
    [
      'a connection that the server closed, told in an event of Exchange',
      'ProxyWebRequest to https://ex01.contoso.com:444/EWS/Exchange.asmx failed. Proxy web request failed. ---> The underlying connection was closed: An unexpected error occurred on a send.',
      { stage: 'request', code: 'SendFailure', url: 'https://ex01.contoso.com:444/EWS/Exchange.asmx' },
    ],
    [
      'the same while it answers, in Japanese',
      '基になる接続が閉じられました: 受信時に、予期しないエラーが発生しました。 https://mail.contoso.com/EWS/Exchange.asmx',
      { stage: 'response', code: 'ReceiveFailure', url: 'https://mail.contoso.com/EWS/Exchange.asmx' },
    ],
    [
      'PHP, with the page of curl beside it',
      'cURL error 60: SSL certificate problem: unable to get local issuer certificate (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://mail.contoso.com/EWS/Exchange.asmx',
      { stage: 'tls', code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', url: 'https://mail.contoso.com/EWS/Exchange.asmx' },
    ],
    [
      'a library on top of curl: a name',
      'cURL error 6: Could not resolve host: mail.contoso.com (see https://curl.se/libcurl/c/libcurl-errors.html)',
      { stage: 'dns', code: 'curl (6)', url: 'https://mail.contoso.com/' },
    ],
    [
      'a library on top of curl: nothing listens',
      'Failed to connect to mail.contoso.com port 443: Connection refused',
      { stage: 'connect', code: 'curl (7)', url: 'https://mail.contoso.com/' },
    ],
    [
      'a library on top of curl: a certificate',
      'ews::exception: SSL peer certificate or SSH remote key was not OK',
      { stage: 'tls', code: 'curl (60)', url: undefined },
    ],
    [
      'a certificate for another name, in Python',
      "exchangelib: ssl.CertificateError: hostname 'contoso.com' doesn't match 'www.contoso.com'",
      { stage: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID', url: 'https://contoso.com/' },
    ],
    [
      "a browser's page",
      'This site can’t be reached\nhttps://mail.contoso.com/owa\nERR_NAME_NOT_RESOLVED',
      { stage: 'dns', code: 'net::ERR_NAME_NOT_RESOLVED', url: 'https://mail.contoso.com/owa' },
    ],
  ])('%s', (_what, text, { url, ...failure }) => {
    const read = transportError(text);
    expect(read?.failure).toMatchObject(failure);
    expect(read?.url).toBe(url);
    expect(text).toContain(read?.failure.message);
  });

  it.each([
    ['of another product', "The remote name could not be resolved: 'contoso.sharepoint.com'"],
    ['of a package manager', 'cURL error 60: SSL certificate problem. https://packages.example/x'],
    ['of a stranger', 'Get "https://registry.example/v2/": x509: certificate signed by unknown authority'],
    ['of nobody knows whom', 'Connect-SPOService : Unable to connect to the remote server'],
    ['that does not say what broke', 'EWS: The operation has timed out'],
    [
      'to a mistyped URL',
      "Using EWS URL https://https://mail.contoso.com/EWS: The remote name could not be resolved: 'https'",
    ],
    ['that is none', 'The remote server returned an error: (401) Unauthorized.'],
    ['in nothing', ''],
  ])('%s is left alone', (_what, text) => {
    expect(transportError(text)).toBeUndefined();
  });

  it.each(nastyRuns)('takes time in proportion on a run of %j', (run) => {
    expectLinear((n) => transportError(`target machine actively refused it (${run.repeat(n)}`));
    expectLinear((n) => transportError(`https://mail.contoso.com/EWS CERTIFICATE_VERIFY_FAILED ${run.repeat(n)}`));
  });
});
