/** The steps of a sign-in as tests put them together: each is one exchange; fields given replace its own. */
import { ntlmMessage } from '../parse/ntlm-messages.js';
import {
  accessToken,
  authorizeUrl,
  bearerChallenge,
  diagnosticsHeader,
  type Exchange,
  exchangeHeaders,
  negotiateAndNtlm,
  tokenRequest,
  tokenUrl,
} from './traffic.js';

export const ewsUrl = 'https://mail.contoso.com/EWS/Exchange.asmx';
export const autodiscoverUrl = 'https://mail.contoso.com/autodiscover/autodiscover.xml';
export const easUrl = 'https://mail.contoso.com/Microsoft-Server-ActiveSync?Cmd=Provision&User=gregt';
export const onlineUrl = 'https://outlook.office365.com/EWS/Exchange.asmx';

/** No Authorization: 401 with NTLM and Negotiate, as many builds answer it. */
export const anonymous = (own: Exchange = {}): Exchange => ({
  status: 401,
  headers: [...negotiateAndNtlm, ...exchangeHeaders],
  ...own,
});

/** An empty Bearer and the challenge of a well-kept server. */
export const emptyBearer = (own: Exchange = {}): Exchange => ({
  authorization: 'Bearer ',
  status: 401,
  headers: [bearerChallenge(), ...negotiateAndNtlm, ...exchangeHeaders],
  ...own,
});

/** An empty Bearer that is answered without a Bearer challenge. */
export const bearerIgnored = (own: Exchange = {}): Exchange =>
  emptyBearer({ headers: [...negotiateAndNtlm, ...exchangeHeaders], ...own });

/** A token that is taken. */
export const accepted = (own: Exchange = {}, token = accessToken()): Exchange => ({
  authorization: `Bearer ${token}`,
  status: 200,
  headers: exchangeHeaders,
  ...own,
});

/** A token that is refused with these diagnostics. */
export const refused = (
  [code, reason, category]: readonly [number, string, string],
  own: Exchange = {},
  token = accessToken(),
): Exchange => ({
  authorization: `Bearer ${token}`,
  status: 401,
  headers: [bearerChallenge({ error: 'invalid_token' }), diagnosticsHeader(code, reason, category), ...exchangeHeaders],
  ...own,
});

/** A token that is refused without a word of why. */
export const refusedSilently = (own: Exchange = {}, token = accessToken()): Exchange => ({
  authorization: `Bearer ${token}`,
  status: 401,
  headers: [bearerChallenge({ error: 'invalid_token' }), ...exchangeHeaders],
  ...own,
});

/** NTLM on one connection: message 1, message 3, then the status. */
export function ntlm(status: number, own: Exchange = {}): Exchange[] {
  const scheme = 'NTLM';
  const message = (type: number) => `${scheme} ${ntlmMessage(type).toString('base64')}`;
  const last = status === 401 ? [...negotiateAndNtlm, ...exchangeHeaders] : exchangeHeaders;
  return [
    {
      authorization: message(1),
      status: 401,
      headers: [['WWW-Authenticate', message(2)], ...exchangeHeaders],
      connection: 'c1',
      ...own,
    },
    { authorization: message(3), status, headers: last, connection: 'c1', ...own },
  ];
}

/** One Negotiate request with a Kerberos ticket (made up). */
export const negotiate = (status: number, own: Exchange = {}): Exchange => ({
  authorization: `Negotiate ${Buffer.from([0x60, 0x82, 0x01, 0x02, 6, 6, 0x2b, 6, 1, 5, 5, 2]).toString('base64')}`,
  status,
  headers: status === 401 ? [...negotiateAndNtlm, ...exchangeHeaders] : exchangeHeaders,
  ...own,
});

/** Basic with a made-up password. */
export const basic = (status: number, own: Exchange = {}): Exchange => ({
  authorization: `Basic ${Buffer.from('CONTOSO\\gregt:made-up').toString('base64')}`,
  status,
  headers:
    status === 401 ? [['WWW-Authenticate', 'Basic realm="mail.contoso.com"'], ...exchangeHeaders] : exchangeHeaders,
  ...own,
});

/** The page on which a person signs in. */
export const prompt = (own: Exchange = {}): Exchange => ({
  method: 'GET',
  url: authorizeUrl(),
  status: 200,
  headers: [['Content-Type', 'text/html; charset=utf-8']],
  body: '<html><title>Sign in to your account</title></html>',
  ...own,
});

/** `authorize` with `prompt=none` that is answered with this error. */
export const silentAuthorize = (error: string, description: string, own: Exchange = {}): Exchange => ({
  method: 'GET',
  url: `${authorizeUrl()}&prompt=none`,
  status: 302,
  headers: [['Location', redirectWith(error, description)]],
  ...own,
});

/** `authorize` that redirects back with this error. */
export const authorizeDenied = (error: string, description: string, own: Exchange = {}): Exchange => ({
  method: 'GET',
  url: authorizeUrl(),
  status: 302,
  headers: [['Location', redirectWith(error, description)]],
  ...own,
});

/** A 400 of the token endpoint whose body the exporter dropped. */
export const tokenAnswerLost = (own: Exchange = {}): Exchange => ({
  ...tokenRequest(),
  url: tokenUrl,
  status: 400,
  absent: ['response-body'],
  ...own,
});

/** A response head as people paste it: nothing is known of the request. */
export const pastedHead = (own: Exchange): Exchange => ({
  source: 'text',
  absent: ['request', 'time', 'response-body'],
  ...own,
});

/** A token pasted alone. */
export const pastedToken = (token: string, own: Exchange = {}): Exchange => ({
  source: 'token',
  text: token,
  absent: ['request', 'response'],
  ...own,
});

function redirectWith(error: string, description: string): string {
  return `urn:ietf:wg:oauth:2.0:oob?${new URLSearchParams({ error, error_description: description })}`;
}
