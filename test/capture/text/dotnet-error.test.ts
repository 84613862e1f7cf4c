import { describe, expect, it } from 'vitest';
import { dotnetFailure } from '../../../src/capture/text/dotnet-error.js';
import { expectLinear, nastyRuns } from '../../parse/linear.js';

describe('an error of .NET in pasted text', () => {
  it.each([
    [
      'a name that does not resolve',
      "System.Net.WebException: The remote name could not be resolved: 'mail.contoso.com'",
      { stage: 'dns', code: 'NameResolutionFailure', host: 'mail.contoso.com' },
    ],
    [
      'the same in .NET 8',
      'No such host is known. (mail.contoso.com:443)',
      { stage: 'dns', code: 'NameResolutionFailure', host: 'mail.contoso.com' },
    ],
    [
      'a certificate that is not trusted',
      'POST https://mail.contoso.com/EWS/Exchange.asmx: Could not establish trust relationship for the SSL/TLS secure channel.',
      { stage: 'tls', code: 'TrustFailure', host: undefined },
    ],
    [
      'a certificate, seen by free/busy',
      'Proxy web request failed. , inner exception: Could not establish trust relationship for the SSL/TLS secure channel.',
      { stage: 'tls', code: 'TrustFailure', host: undefined },
    ],
    [
      'nothing listens',
      'Test-OAuthConnectivity: Unable to connect to the remote server',
      { stage: 'connect', code: 'ConnectFailure', host: undefined },
    ],
  ])('%s', (_what, text, { host, ...failure }) => {
    const read = dotnetFailure(text);
    expect(read?.failure).toMatchObject(failure);
    expect(read?.host).toBe(host);
    expect(text).toContain(read?.failure.message);
  });

  it.each([
    ['of another product', "The remote name could not be resolved: 'contoso.sharepoint.com'"],
    ['of nobody knows whom', 'Connect-SPOService : Unable to connect to the remote server'],
    ['that does not say what broke', 'EWS: The operation has timed out'],
    ['that is none', 'The remote server returned an error: (401) Unauthorized.'],
    ['in nothing', ''],
  ])('%s is left alone', (_what, text) => {
    expect(dotnetFailure(text)).toBeUndefined();
  });

  it.each(nastyRuns)('takes time in proportion on a run of %j', (run) => {
    expectLinear((n) => dotnetFailure(`target machine actively refused it (${run.repeat(n)}`));
  });
});
