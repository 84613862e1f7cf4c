import rule from '../../../src/rules/capture/nothing-to-diagnose.js';
import { accepted, pastedHead, pastedToken, prompt } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { accessToken, type Exchange, exchangeHeaders } from '../../support/traffic.js';

const website = (own: Exchange = {}): Exchange => ({
  method: 'GET',
  url: 'https://www.contoso.com/',
  status: 200,
  ...own,
});

testRule(rule, {
  fails: [
    [
      'websites only',
      [website(), website({ url: 'https://www.fabrikam.com/' })],
      {
        severity: 'info',
        confidence: 'high',
        values: { transactions: '2' },
        where: 'capture',
        quote: 'transactions: 2',
      },
    ],
    ['nothing at all', [], { severity: 'info', values: { transactions: '0' }, quote: 'transactions: 0' }],
    [
      'SharePoint and its sign-in challenge',
      [
        website({
          url: 'https://contoso.sharepoint.com/_vti_bin/client.svc',
          status: 401,
          headers: [['WWW-Authenticate', 'Bearer realm="x",client_id="00000003-0000-0ff1-ce00-000000000000"']],
        }),
      ],
      { severity: 'info', quote: 'transactions: 1' },
    ],
  ],
  passes: [
    [
      'a host that the user named and that does not answer',
      [{ url: 'https://www.contoso.com/', watched: true, failure: { stage: 'dns', code: 'ENOTFOUND' } }],
      ['connection-failed'],
    ],
  ],
  skips: [
    ['a request to Exchange', [accepted()], []],
    ['a sign-in', [prompt()], []],
    ['Exchange on an unusual path', [website({ headers: exchangeHeaders })], []],
    ['a token pasted alone', [pastedToken(accessToken())], []],
  ],
  unknown: [
    [
      'a pasted challenge that anybody may have sent',
      [pastedHead({ status: 401, headers: [['WWW-Authenticate', 'NTLM']] })],
      'request',
    ],
  ],
});
