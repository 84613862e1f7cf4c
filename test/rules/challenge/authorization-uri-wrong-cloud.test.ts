import rule from '../../../src/rules/challenge/authorization-uri-wrong-cloud.js';
import { accepted, bearerIgnored, emptyBearer, negotiate, onlineUrl } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { accessToken, bearerChallenge, type Exchange, exchangeHeaders, tenant } from '../../support/traffic.js';

const china = 'https://login.chinacloudapi.cn/common/oauth2/authorize';
const worldwide = 'https://login.microsoftonline.com/common/oauth2/authorize';
const chineseServers = `00000001-0002-0000-c000-000000000000@${tenant}`;
const offering = (parameters: Readonly<Record<string, string | undefined>>, own: Exchange = {}): Exchange =>
  emptyBearer({ headers: [bearerChallenge(parameters), ...exchangeHeaders], ...own });
const chineseToken = accessToken({ iss: `https://sts.chinacloudapi.cn/${tenant}/` });

testRule(rule, {
  fails: [
    [
      'a tenant of China, the worldwide address',
      [offering({ trusted_issuers: chineseServers, authorization_uri: worldwide })],
      {
        confidence: 'medium',
        values: { uri: worldwide, offered: 'worldwide', cloud: 'china', host: 'mail.contoso.com' },
        where: 'WWW-Authenticate',
        quote: '00000001-0002-0000-c000',
      },
    ],
    [
      'a worldwide tenant, the address of China',
      [offering({ authorization_uri: china })],
      {
        values: { offered: 'china', cloud: 'worldwide' },
        quote: china,
      },
    ],
    [
      'a cloud that was closed',
      [offering({ authorization_uri: 'https://login.microsoftonline.de/common/oauth2/authorize' })],
      {
        values: { offered: 'germany', cloud: undefined },
        quote: 'microsoftonline.de',
      },
    ],
    [
      'Exchange Online of one cloud, the address of another',
      [offering({ authorization_uri: china, trusted_issuers: undefined }, { url: onlineUrl })],
      { values: { cloud: 'worldwide' }, quote: china },
    ],
    [
      'the token that is refused is of another cloud',
      [
        {
          ...offering({ authorization_uri: worldwide, trusted_issuers: undefined, error: 'invalid_token' }),
          authorization: `Bearer ${chineseToken}`,
        },
      ],
      { values: { cloud: 'china' }, where: 'token iss', quote: 'sts.chinacloudapi.cn' },
    ],
    ['Kerberos gets in', [offering({ authorization_uri: china }), negotiate(200)], { severity: 'info', quote: china }],
  ],
  passes: [
    ['login.windows.net', [emptyBearer()], []],
    ['login.microsoftonline.com', [offering({ authorization_uri: worldwide })], []],
    [
      "the tenant's own id in it",
      [offering({ authorization_uri: `https://login.windows.net/${tenant}/oauth2/authorize` })],
      [],
    ],
    ['a domain in it', [offering({ authorization_uri: 'https://login.windows.net/contoso.com/oauth2/authorize' })], []],
    [
      'the cloud of the United States, whose servers are trusted under the worldwide id',
      [offering({ authorization_uri: 'https://login.microsoftonline.us/common/oauth2/authorize' })],
      [],
    ],
    ['China in China', [offering({ authorization_uri: china, trusted_issuers: chineseServers })], []],
    ['AD FS', [offering({ authorization_uri: 'https://fs.contoso.com/adfs/oauth2/authorize' })], []],
    ['nothing but the address', [offering({ authorization_uri: china, trusted_issuers: undefined })], []],
    ['it works', [offering({ authorization_uri: china }), accepted()], []],
  ],
  skips: [['no 401', [accepted()], []]],
  unknown: [['headers dropped', [bearerIgnored({ headers: [], absent: ['response-headers'] })], 'response-headers']],
});
