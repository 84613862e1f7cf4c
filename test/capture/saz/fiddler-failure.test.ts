import { describe, expect, it } from 'vitest';
import { fiddlerFailure, tunnelFailure } from '../../../src/capture/saz/fiddler-failure.js';
import { readResponse } from '../../../src/capture/saz/read-response.js';
import { certificateCodes } from '../../../src/knowledge/tls.js';
import { expectLinear, nastyRuns } from '../../parse/linear.js';

const handshake = 'fiddler.network.https> HTTPS handshake to mail.contoso.com (for #12) failed.';
const negotiate = `[Fiddler] The connection to 'mail.contoso.com' failed.  <br />System.Security.SecurityException Failed to negotiate HTTPS connection with server.${handshake}`;

describe('an answer that Fiddler made up', () => {
  it.each<[string, string, string, string, string]>([
    [
      'a name that does not resolve',
      'Fiddler - DNS Lookup Failed',
      '[Fiddler] DNS Lookup for "mail.contoso.com" failed. System.Net.Sockets.SocketException No such host is known',
      'dns',
      'ENOTFOUND',
    ],
    [
      'nothing that listens',
      'Fiddler - Connection Failed',
      "[Fiddler] The connection to 'mail.contoso.com' failed. <br />Error: ConnectionRefused (0x274d). <br />System.Net.Sockets.SocketException No connection could be made because the target machine actively refused it 192.0.2.7:443",
      'connect',
      'ECONNREFUSED',
    ],
    [
      'the same in an older version',
      'Fiddler - Connection Failed',
      '[Fiddler] The socket connection to mail.contoso.com failed. <br />ErrorCode: 10061.<br />…',
      'connect',
      'ECONNREFUSED',
    ],
    [
      'no time left',
      'Fiddler - Connection Failed',
      "[Fiddler] The connection to 'mail.contoso.com' failed. <br />Error: TimedOut (0x274c). <br />…",
      'connect',
      'ETIMEDOUT',
    ],
    [
      'an error without a name of ours',
      'Fiddler - Connection Failed',
      '[Fiddler] … <br />Error: ProtocolNotSupported (0x273b). <br />…',
      'connect',
      'ProtocolNotSupported',
    ],
    ['a number without a name', 'Fiddler - Connection Failed', 'ErrorCode: 10042.', 'connect', 'WinSock 10042'],
    [
      'a firewall',
      'Fiddler - Connection Failed',
      "[Fiddler] The connection to 'a' failed. A Firewall may be blocking Fiddler's traffic.<br />Error: AccessDenied (0x271d).",
      'connect',
      'EACCES',
    ],
    [
      'a proxy that is not there',
      'Fiddler - Gateway Connection Failed',
      '[Fiddler] The connection to the upstream proxy/gateway failed. Closing Fiddler, changing your system proxy settings, and restarting Fiddler may help. <br />Error: ConnectionRefused (0x274d).',
      'proxy',
      'ECONNREFUSED',
    ],
    [
      'a server that said nothing',
      'Fiddler - Receive Failure',
      '[Fiddler] ReadResponse() failed: The server did not return a complete response for this request. Server returned 0 bytes.',
      'response',
      'Fiddler - Receive Failure',
    ],
    [
      'a request that could not be sent',
      'Fiddler - Send Failure',
      '[Fiddler] ResendRequest() failed: …',
      'request',
      'Fiddler - Send Failure',
    ],
    [
      'a handshake that the server broke off',
      'Fiddler - Connection Failed',
      `${negotiate} System.IO.IOException Authentication failed because the remote party has closed the transport stream.`,
      'tls',
      'SecureChannelFailure',
    ],
    [
      'a handshake with an error of Windows',
      'Fiddler - Connection Failed',
      `${negotiate} System.Security.Authentication.AuthenticationException 調用 SSPI 失敗 Win32 (SChannel) Native Error Code: 0x80090326`,
      'tls',
      'SChannel 0x80090326',
    ],
    [
      'protocols that do not meet',
      'Fiddler - Connection Failed',
      `${negotiate} … HTTPS handshake returned error SEC_E_ALGORITHM_MISMATCH.`,
      'tls',
      'SEC_E_ALGORITHM_MISMATCH',
    ],
    [
      'a certificate that was refused',
      'Fiddler - Connection Failed',
      `${negotiate} System.Security.Authentication.AuthenticationException The remote certificate is invalid according to the validation procedure.`,
      'tls',
      'TrustFailure',
    ],
    [
      'the same in Japanese',
      'Fiddler - Connection Failed',
      `${negotiate} AuthenticationException 検証プロシージャによると、リモート証明書は無効です。`,
      'tls',
      'TrustFailure',
    ],
    [
      'a certificate with other names',
      'Fiddler - Connection Failed',
      `${negotiate} The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch`,
      'tls',
      'HOSTNAME_MISMATCH',
    ],
    [
      'a certificate with other names, from nobody who is trusted',
      'Fiddler - Connection Failed',
      `${negotiate} … RemoteCertificateNameMismatch, RemoteCertificateChainErrors`,
      'tls',
      'TrustFailure',
    ],
    [
      'a certificate out of its time',
      'Fiddler - Connection Failed',
      `${negotiate} The remote certificate is invalid because of errors in the certificate chain: NotTimeValid`,
      'tls',
      'CERT_HAS_EXPIRED',
    ],
  ])('says why there is none: %s', (_what, reason, text, stage, code) => {
    const failure = fiddlerFailure(reason, () => text.padEnd(512));
    expect(failure).toMatchObject({ stage, code });
    expect(failure?.message).not.toMatch(/<br|\s\s/);
    expect(failure?.message?.length).toBeLessThanOrEqual(500);
    if (/CERT|TrustFailure|HOSTNAME/.test(code)) expect(certificateCodes.has(code)).toBe(true);
  });

  it.each([
    'OK',
    '',
    'Bad Gateway',
    'Fiddler - Content Blocked',
    'constructor',
    'fiddler - dns lookup failed by a proxy',
  ])('is none with the reason %j', (reason) => {
    expect(fiddlerFailure(reason, () => '[Fiddler] The connection failed.')).toBeUndefined();
  });

  it('is taken out of a tunnel that Fiddler had accepted', () => {
    const text = `${handshake} The remote certificate is invalid according to the validation procedure.`;
    expect(tunnelFailure(text)).toMatchObject({ stage: 'tls', code: 'TrustFailure' });
    expect(tunnelFailure('Encrypted HTTPS traffic flows through this CONNECT tunnel.')).toBeUndefined();
    const bytes = Buffer.from(`HTTP/1.1 200 Connection Established\r\nFiddlerGateway: Direct\r\n\r\n${text}`);
    expect(readResponse(bytes, true, 'CONNECT', undefined)).not.toHaveProperty('message');
    expect(readResponse(bytes, true, 'GET', undefined)).toHaveProperty('message');
  });

  it('leaves the answer of a proxy to a tunnel alone', () => {
    const bytes = Buffer.from('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 3\r\n\r\nno!');
    const { message } = readResponse(bytes, true, 'CONNECT', undefined);
    expect(message).toMatchObject({ status: 407, body: { text: 'no!', complete: true } });
  });

  it.each(nastyRuns)('takes time in proportion on a run of %j', (run) => {
    expectLinear((n) => {
      fiddlerFailure('Fiddler - Connection Failed', () => run.repeat(n));
      readResponse(
        Buffer.from(`HTTP/1.1 502 Fiddler - Connection Failed\r\n\r\n${run.repeat(n)}`),
        true,
        'GET',
        undefined,
      );
    });
  });
});
