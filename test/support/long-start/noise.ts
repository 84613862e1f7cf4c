import { accessToken, type Exchange, start } from '../traffic.js';

/** What Teams, OneDrive, Office and Windows say beside Outlook: refusals that are nobody's sign-in to Exchange. */
const others: readonly ((at: number) => Exchange)[] = [
  (at) => chat(at, 'https://teams.microsoft.com/api/mt/emea/beta/users/tenants', 200),
  (at) => chat(at, 'https://presence.teams.microsoft.com/v1/me/presence', 401),
  (at) => chat(at, 'https://presence.teams.microsoft.com/v1/me/presence', 200),
  (at) => ({ ...chat(at, 'https://trouter.teams.microsoft.com/v4/a', 200), method: 'GET' }),
  (at) => ({
    at,
    method: 'GET',
    url: 'https://contoso.sharepoint.com/_api/web',
    userAgent: 'Microsoft SkyDriveSync 25.199 ship; Windows NT 10.0',
    status: 401,
    headers: [
      [
        'WWW-Authenticate',
        'Bearer realm="8da56bec-0000-4000-8000-52ee2c40ea22",client_id="00000003-0000-0ff1-ce00-000000000000"',
      ],
      ['x-ms-diagnostics', '3000006;reason="Token contains invalid signature.";category="invalid_client"'],
    ],
  }),
  (at) => ({
    at,
    method: 'GET',
    url: 'https://graph.microsoft.com/v1.0/me',
    userAgent: teams,
    authorization: `Bearer ${accessToken({ aud: 'https://graph.microsoft.com', exp: start / 1000 - 60 })}`,
    status: 401,
    body: '{"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired."}}',
  }),
  (at) => ({
    at,
    method: 'GET',
    url: 'https://api.aadrm.com/my/v2/policies',
    status: 401,
    headers: [
      [
        'x-ms-diagnostics',
        '2000001;reason="OAuth token submitted with the request can not be parsed.";error_category="invalid_token"',
      ],
    ],
  }),
  (at) => ({ at, url: 'https://mobile.events.data.microsoft.com/OneCollector/1.0/', userAgent: 'OneDS', status: 200 }),
  (at) => ({ at, method: 'GET', url: 'https://ecs.office.com/config/v2/Office/outlook/16.0.19328.0', status: 304 }),
  (at) => ({
    at,
    method: 'GET',
    url: 'http://crl.contoso.com/contoso-issuing-ca-02.crl',
    userAgent: 'Microsoft-CryptoAPI/10.0',
    status: 200,
  }),
];

const teams = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Teams/25290.205.4069.4894/49';

/** So many of them, spread over the half hour. */
export function longStartNoise(count: number): Exchange[] {
  return Array.from({ length: count }, (_, index) => {
    const at = 0.9 + (index * 1790) / count;
    const speak = others[index % others.length] as (at: number) => Exchange;
    return speak(Math.round(at * 10) / 10);
  });
}

function chat(at: number, url: string, status: number): Exchange {
  return {
    at,
    url,
    status,
    userAgent: teams,
    authorization: `Bearer ${accessToken({ aud: 'https://api.spaces.skype.com' })}`,
  };
}
