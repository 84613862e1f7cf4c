/** Healthy traffic that looks ill to a naive eye. Each must give no error and no warning, from every source. */
import {
  accepted,
  anonymous,
  autodiscoverUrl,
  basic,
  easUrl,
  emptyBearer,
  ewsUrl,
  negotiate,
  ntlm,
  onlineUrl,
  prompt,
  refused,
  silentAuthorize,
} from './dance.js';
import { flightingHost, flightingUser, grantRevoked, mfaNeeded, tokenExpired } from './sentences.js';
import {
  accessToken,
  bearerChallenge,
  diagnosticsHeader,
  type Exchange,
  exchangeHeaders,
  negotiateAndNtlm,
  start,
  tenant,
  tokenDenied,
  tokenIssued,
} from './traffic.js';

const token = accessToken();
const stale = accessToken({ exp: start / 1000 - 3600 });
const online = accessToken({ aud: 'https://outlook.office365.com' });
const adfsUri = 'https://fs.contoso.com/adfs/oauth2/authorize';
const adfsToken = accessToken({ iss: 'http://fs.contoso.com/adfs/services/trust', tid: undefined });
const mapiCode = (code: number): Exchange => ({ headers: [...exchangeHeaders, ['X-ResponseCode', String(code)]] });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const betweenServers = `${part({ alg: 'none', typ: 'JWT' })}.${part({
  aud: `00000002-0000-0ff1-ce00-000000000000/mail.contoso.com@${tenant}`,
  iss: `00000002-0000-0ff1-ce00-000000000000@${tenant}`,
  exp: start / 1000 + 3600,
  actortoken: token,
})}.`;
const website: Exchange = {
  url: 'https://contoso.com/autodiscover/autodiscover.xml',
  status: 404,
  headers: [['Server', 'nginx']],
  body: '<html>Not found</html>',
};

/** The dances of Exchange, Entra ID and their clients. */
export const healthyDances: Readonly<Record<string, readonly Exchange[]>> = {
  'MAPI: empty Bearer, challenge, sign-in, token': [
    emptyBearer(),
    prompt(),
    tokenIssued(token),
    accepted({ ...mapiCode(0) }, token),
    accepted({ ...mapiCode(0) }, token),
  ],
  'EWS: anonymous first': [
    anonymous({ url: ewsUrl }),
    emptyBearer({ url: ewsUrl }),
    tokenIssued(token),
    accepted({ url: ewsUrl }, token),
  ],
  'one token for MAPI, EWS and OAB': [
    emptyBearer(),
    emptyBearer({ url: ewsUrl }),
    emptyBearer({ url: 'https://mail.contoso.com/OAB/x/oab.xml', method: 'GET' }),
    tokenIssued(token),
    accepted({}, token),
    accepted({ url: ewsUrl }, token),
    accepted({ url: 'https://mail.contoso.com/OAB/x/oab.xml', method: 'GET' }, token),
  ],
  'ActiveSync that must provision first (449)': [
    emptyBearer({ url: easUrl }),
    accepted({ url: easUrl, status: 449 }, token),
    accepted({ url: easUrl }, token),
  ],
  'ActiveSync sent to another URL (451)': [accepted({ url: easUrl, status: 451 }, token)],
  'Autodiscover that redirects': [
    {
      method: 'GET',
      url: 'http://autodiscover.contoso.com/autodiscover/autodiscover.xml',
      status: 302,
      headers: [['Location', autodiscoverUrl]],
    },
    emptyBearer({ url: autodiscoverUrl }),
    accepted({ url: autodiscoverUrl }, token),
  ],
  'Autodiscover names that nobody published': [
    website,
    {
      url: 'https://autodiscover.contoso.com/autodiscover/autodiscover.xml',
      failure: { stage: 'dns', code: 'ENOTFOUND' },
    },
    emptyBearer({ url: autodiscoverUrl }),
    accepted({ url: autodiscoverUrl }, token),
  ],
  'a hosting panel that asks for Basic': [
    {
      ...website,
      authorization: 'Bearer ',
      status: 401,
      headers: [
        ['WWW-Authenticate', 'Basic realm="hosting"'],
        ['Server', 'nginx'],
      ],
    },
    accepted({ url: autodiscoverUrl }, token),
  ],
  'Autodiscover v2, which asks for no credentials': [
    {
      method: 'GET',
      url: 'https://mail.contoso.com/autodiscover/autodiscover.json?Email=a%40contoso.com&Protocol=EWS',
      status: 200,
      headers: exchangeHeaders,
    },
  ],
  'an anonymous 401 without Bearer': [anonymous(), anonymous({ url: ewsUrl })],
  'MFA: 50076, then a person': [
    emptyBearer(),
    tokenDenied(50076, mfaNeeded, 'interaction_required'),
    prompt(),
    tokenIssued(token),
    accepted({}, token),
  ],
  'prompt=none, nobody signed in, then a person': [
    emptyBearer(),
    silentAuthorize('login_required', 'AADSTS50058: A silent sign-in request was sent but no user is signed in.'),
    prompt(),
    tokenIssued(token),
    accepted({}, token),
  ],
  'a changed password: 50173, a person, 200': [
    refused(tokenExpired, {}, stale),
    tokenDenied(50173, grantRevoked),
    prompt(),
    tokenIssued(token),
    accepted({}, token),
  ],
  'a changed password, seen before Exchange is asked': [
    tokenDenied(50173, grantRevoked),
    prompt(),
    tokenIssued(token),
    accepted({}, token),
  ],
  'HMA off, Negotiate gets in': [anonymous(), negotiate(200)],
  'HMA off, an empty Bearer first, Negotiate gets in': [
    emptyBearer({ headers: [...negotiateAndNtlm, ...exchangeHeaders] }),
    negotiate(200),
  ],
  'HMA half on: 4000000, NTLM gets in': [
    emptyBearer({
      headers: [bearerChallenge(), ...negotiateAndNtlm, diagnosticsHeader(...flightingUser), ...exchangeHeaders],
    }),
    ...ntlm(200),
  ],
  'HMA half on: no authorization_uri, NTLM gets in': [
    emptyBearer({
      headers: [bearerChallenge({ authorization_uri: undefined }), ...negotiateAndNtlm, ...exchangeHeaders],
    }),
    ...ntlm(200),
  ],
  'AD FS by CU13: Bearer': [
    emptyBearer({
      headers: [bearerChallenge({ authorization_uri: adfsUri, issuer_kind: 'ADFS' }), ...exchangeHeaders],
    }),
    { method: 'GET', url: `${adfsUri}?resource=https%3A%2F%2Fmail.contoso.com%2F`, status: 200 },
    { ...tokenIssued(adfsToken), url: 'https://fs.contoso.com/adfs/oauth2/token' },
    accepted({}, adfsToken),
  ],
  'AD FS by CU13: a client that does not know it gets in by Basic': [
    emptyBearer({
      url: easUrl,
      headers: [
        bearerChallenge({ authorization_uri: adfsUri, issuer_kind: 'ADFS' }),
        ['WWW-Authenticate', 'Basic realm="mail.contoso.com"'],
        ...exchangeHeaders,
      ],
    }),
    basic(200, { url: easUrl }),
  ],
  'a host name judged in place of a user': [
    emptyBearer({ headers: [bearerChallenge(), diagnosticsHeader(...flightingHost), ...exchangeHeaders] }),
    emptyBearer(),
    tokenIssued(token),
    accepted({}, token),
  ],
  'free/busy between servers': [
    anonymous({ url: ewsUrl, userAgent: 'ASProxy/CrossForest/EXCH/15.20' }),
    accepted({ url: ewsUrl, userAgent: 'ASProxy/CrossForest/EXCH/15.20' }, betweenServers),
  ],
  'Exchange Online, whose audience is not its host': [
    emptyBearer({ url: 'https://outlook.office.com/EWS/Exchange.asmx' }),
    accepted({ url: 'https://outlook.office.com/EWS/Exchange.asmx' }, online),
    accepted({ url: onlineUrl }, online),
  ],
  'alternating 401 and 200 behind an automatic proxy': Array.from({ length: 20 }, (_, index) =>
    index % 2 === 0 ? anonymous() : accepted({}, token),
  ),
  'a reconnect with an old token, refused and replaced': [
    accepted({}, stale),
    refused(tokenExpired, { at: 3600 }, stale),
    { ...tokenIssued(token), at: 3601 },
    accepted({ at: 3602 }, token),
  ],
  'context not found, then a new connection': [
    accepted({ ...mapiCode(10) }, token),
    accepted({ ...mapiCode(0) }, token),
  ],
  'a reset of a long poll, then a new one': [
    accepted({}, token),
    { authorization: `Bearer ${token}`, failure: { stage: 'response', code: 'ECONNRESET' } },
    accepted({}, token),
  ],
  'a client that is closed': [
    accepted({}, token),
    { authorization: `Bearer ${token}`, failure: { stage: 'client', code: 'ECONNRESET' } },
  ],
  'NTLM on one connection, later requests without a word': [
    ...ntlm(200),
    { status: 200, headers: exchangeHeaders, connection: 'c1' },
    { status: 200, headers: exchangeHeaders, connection: 'c1' },
  ],
};

/** Other products that speak alike. */
export const lookAlikes: Readonly<Record<string, readonly Exchange[]>> = {
  SharePoint: [
    {
      url: 'https://contoso.sharepoint.com/_vti_bin/client.svc',
      authorization: 'Bearer ',
      status: 401,
      headers: [
        bearerChallenge({ client_id: '00000003-0000-0ff1-ce00-000000000000', authorization_uri: undefined }),
        [
          'x-ms-diagnostics',
          '3001000;reason="There has been an error authenticating the request.";category="invalid_client"',
        ],
      ],
    },
  ],
  'SharePoint, on a host that the user named': [
    {
      url: 'https://portal.contoso.com/_api/web',
      watched: true,
      authorization: `Bearer ${token}`,
      status: 401,
      headers: [
        ['WWW-Authenticate', 'Bearer realm="x",client_id="00000003-0000-0ff1-ce00-000000000000"'],
        ['x-ms-diagnostics', '3000006;reason="Token contains invalid signature.";category="invalid_client"'],
      ],
    },
  ],
  'Skype for Business': [
    {
      url: 'https://lync.contoso.com/WebTicket/WebTicketService.svc/Auth',
      authorization: `Bearer ${token}`,
      status: 401,
      headers: [
        bearerChallenge({ client_id: '00000004-0000-0ff1-ce00-000000000000' }),
        ['X-Ms-diagnostics', '28020;source="fe1.contoso.com";reason="No valid security token."'],
      ],
    },
  ],
  Graph: [
    {
      url: 'https://graph.microsoft.com/v1.0/me',
      authorization: `Bearer ${stale}`,
      status: 401,
      headers: [
        [
          'WWW-Authenticate',
          'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
        ],
      ],
      body: '{"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired."}}',
    },
  ],
  'an ASP.NET API': [
    {
      url: 'https://api.contoso.com/values',
      watched: true,
      authorization: `Bearer ${token}`,
      status: 401,
      headers: [
        ['WWW-Authenticate', 'Bearer error="invalid_token", error_description="The signature key was not found"'],
      ],
    },
  ],
  'Information Protection, in the dialect of Exchange': [
    {
      url: 'https://api.aadrm.com/my/v2/policies',
      authorization: `Bearer ${token}`,
      status: 401,
      headers: [
        [
          'x-ms-diagnostics',
          '2000001;reason="OAuth token submitted with the request can not be parsed.";error_category="invalid_token"',
        ],
      ],
    },
  ],
  'an imitation of AD FS': [
    {
      url: 'https://mail.fabrikam.com/EWS/Exchange.asmx',
      authorization: 'Bearer ',
      status: 401,
      headers: [
        ['Server', 'Coremail'],
        bearerChallenge({ client_id: 'coremail', authorization_uri: adfsUri, trusted_issuers: undefined }),
      ],
    },
  ],
};
