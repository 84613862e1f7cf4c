import { accepted, emptyBearer } from '../dance.js';
import { type Exchange, exchangeHeaders } from '../traffic.js';
import { identity, token, tunnel } from './parts.js';

const autodiscover = 'https://autodiscover.contoso.com/autodiscover/autodiscover.xml';
const page: NonNullable<Exchange['headers']> = [
  ['Server', 'nginx'],
  ['Content-Type', 'text/html'],
];

/** Exchange Online first, which sends the user home; the web site of the domain; at last the right name. */
export function discovery(): Exchange[] {
  const online = 'https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml';
  const v2 =
    'https://outlook.office365.com/autodiscover/autodiscover.json?Email=gregt%40contoso.com&Protocol=AutodiscoverV1';
  const answer = `{"Protocol":"AutodiscoverV1","Url":"${autodiscover}"}`;
  return [
    tunnel(0, 'outlook.office365.com'),
    { at: 0.2, method: 'GET', url: v2, requestHeaders: identity, status: 200, headers: exchangeHeaders, body: answer },
    tunnel(0.5, 'autodiscover-s.outlook.com'),
    {
      at: 0.7,
      url: online,
      requestHeaders: identity,
      status: 302,
      headers: [...exchangeHeaders, ['Location', autodiscover]],
    },
    tunnel(1, 'contoso.com'),
    {
      at: 1.2,
      url: 'https://contoso.com/autodiscover/autodiscover.xml',
      requestHeaders: identity,
      status: 404,
      headers: page,
      body: '<html>Not found</html>',
    },
    tunnel(1.5, 'autodiscover.contoso.com'),
    emptyBearer({ at: 1.7, url: autodiscover, requestHeaders: identity }),
    accepted({ at: 1.9, url: autodiscover, requestHeaders: identity, body: '<Autodiscover/>' }, token),
  ];
}
