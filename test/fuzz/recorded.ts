import {
  accessToken,
  bearerChallenge,
  diagnosticsHeader,
  tokenDenied,
  tokenIssued,
  traffic,
} from '../support/traffic.js';

/** A few transactions of every kind, to be written in each format. */
export const recorded = traffic(
  {
    status: 401,
    headers: [bearerChallenge(), ['WWW-Authenticate', 'Negotiate'], ['WWW-Authenticate', 'NTLM']],
    connection: '1',
  },
  { ...tokenDenied(50126, 'Error validating credentials.'), connection: '2' },
  { ...tokenIssued(accessToken()), connection: '2' },
  {
    authorization: `Bearer ${accessToken({ aud: 'https://other.contoso.com/' })}`,
    status: 401,
    headers: [bearerChallenge(), diagnosticsHeader(2000003, 'The audience claim is invalid.', 'invalid_resource')],
    connection: '1',
  },
  {
    method: 'GET',
    url: 'https://autodiscover.contoso.com/autodiscover/autodiscover.xml',
    status: 200,
    body: '<a>ä</a>',
    connection: '3',
  },
  { failure: { stage: 'tls', code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' }, connection: '4' },
);
