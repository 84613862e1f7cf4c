import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observe } from '../../src/parse/observe.js';
import type { RawTransaction, Transaction } from '../../src/types.js';
import { expectLinear, nastyRuns } from './linear.js';

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = `${part({ alg: 'RS256' })}.${part({ aud: 'https://mail.contoso.com/', upn: 'anna@contoso.com' })}.REDACTED-signature-1-342`;

// What stands here could pass the door unchanged: there is no secret in it.
function transaction(fields: Partial<RawTransaction>): Transaction {
  return { id: '1', source: 'har', absent: [], ...fields } as RawTransaction as Transaction;
}

function request(url: string, lines: readonly string[] = [], body?: string, method = 'POST') {
  const head = [`${method} / HTTP/1.1`, ...lines].join('\r\n');
  return { method, url, head, ...(body === undefined ? {} : { body: { text: body, complete: true } }) };
}

function response(status: number, lines: readonly string[] = [], body?: string) {
  const head = [`HTTP/1.1 ${status} x`, ...lines].join('\r\n');
  return { status, head, ...(body === undefined ? {} : { body: { text: body, complete: true } }) };
}

const ews = 'https://mail.contoso.com/EWS/Exchange.asmx';
const token = 'https://login.windows.net/common/oauth2/token';

describe('observe', () => {
  it('reads the first 401 of a sign-in', () => {
    const seen = observe(
      transaction({
        request: request(ews, [
          'Authorization: Bearer',
          'User-Agent: Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19328; Pro)',
          'X-User-Identity: anna@contoso.com',
        ]),
        response: response(401, [
          'X-FEServer: EX01',
          `WWW-Authenticate: Bearer client_id="${exchange}", authorization_uri="https://login.windows.net/common/oauth2/authorize"`,
          'WWW-Authenticate: NTLM',
          'x-ms-diagnostics: 4000000;reason="Flighting is not enabled for domain \'contoso.com\'.";error_category="oauth_not_available"',
        ]),
      }),
    );
    expect(seen).toMatchObject({
      service: { kind: 'exchange', protocol: 'ews', host: 'mail.contoso.com' },
      client: { kind: 'outlook', user: 'anna@contoso.com' },
      authorization: { scheme: 'bearer', empty: true },
      challenges: [{ scheme: 'Bearer', bearer: { client_id: exchange } }, { scheme: 'NTLM' }],
      diagnostics: [{ dialect: 'exchange', code: 4000000, error_category: 'oauth_not_available' }],
      entraErrors: [],
      server: { exchange: true, frontEnd: 'EX01' },
      defects: [],
    });
    for (const absent of ['signInRequest', 'signInAnswer', 'mapi', 'token']) expect(seen).not.toHaveProperty(absent);
  });

  it('joins the token that was issued and the bearer that is sent by their text', () => {
    const issued = observe(
      transaction({
        request: request(token, [], 'grant_type=refresh_token&resource=https%3A%2F%2Fmail.contoso.com%2F'),
        response: response(
          200,
          ['Content-Type: application/json'],
          JSON.stringify({ token_type: 'Bearer', access_token: jwt }),
        ),
      }),
    );
    const sent = observe(
      transaction({ request: request(ews, [`Authorization: Bearer ${jwt}`]), response: response(200) }),
    );
    expect(issued).toMatchObject({
      signInRequest: { grant_type: 'refresh_token', resource: 'https://mail.contoso.com/' },
      signInAnswer: { kind: 'token', identity: jwt },
      entraErrors: [],
    });
    expect(sent.authorization).toMatchObject({ identity: jwt, token: { user: 'anna@contoso.com' } });
  });

  it('reads the error of a token endpoint', () => {
    const body = JSON.stringify({
      error: 'invalid_grant',
      error_description: 'AADSTS50173: The provided grant has expired due to it being revoked.',
      error_codes: [50173],
    });
    const seen = observe(
      transaction({ request: request(token), response: response(400, ['Content-Type: application/json'], body) }),
    );
    expect(seen.entraErrors).toMatchObject([{ form: 'json', error: 'invalid_grant', code: 50173 }]);
    expect(seen.signInAnswer).toMatchObject({ kind: 'error', error: { code: 50173 } });
  });

  it('reads the error of a Location, with and without a URL', () => {
    const location = 'Location: urn:ietf:wg:oauth:2.0:oob?error=invalid_resource&error_description=AADSTS500011%3a+x';
    const known = observe(
      transaction({
        request: request('https://login.windows.net/common/oauth2/authorize?client_id=x', [], undefined, 'GET'),
        response: response(302, [location]),
      }),
    );
    const pasted = observe(transaction({ source: 'text', response: { head: location } }));
    expect(known.signInAnswer).toMatchObject({ kind: 'error', error: { form: 'redirect', code: 500011 } });
    expect(pasted.entraErrors).toMatchObject([{ form: 'redirect', code: 500011 }]);
    expect(pasted.service.kind).toBe('other');
  });

  it('reads an error that a browser carries back in a form', () => {
    const form = 'error=access_denied&error_description=AADSTS50105%3a+not+assigned';
    const lines = ['Content-Type: application/x-www-form-urlencoded'];
    const seen = observe(
      transaction({ request: request('https://mail.contoso.com/owa/', lines, form), response: response(200) }),
    );
    expect(seen.entraErrors).toMatchObject([{ form: 'form-post', code: 50105 }]);
  });

  it('leaves bodies of Exchange and of strangers alone unless they are OAuth JSON', () => {
    const page = '<html><body>AADSTS50173: a forum post</body></html>';
    const seen = observe(
      transaction({ request: request('https://www.contoso.com/'), response: response(200, [], page) }),
    );
    expect(seen.entraErrors).toEqual([]);
    const json = '{"error":"invalid_grant","error_description":"AADSTS50173: revoked"}';
    const proxied = observe(
      transaction({ request: request('https://idp.contoso.com/token'), response: response(400, [], json) }),
    );
    expect(proxied.entraErrors).toMatchObject([{ code: 50173 }]);
  });

  it('takes the OAuth JSON of a stranger for an Entra error only by its marks', () => {
    const body =
      '{"error":"invalid_client","error_description":"The token does not contain valid algorithm in header."}';
    expect(observe(transaction({ source: 'text', response: response(401, [], body) })).entraErrors).toEqual([]);
    expect(
      observe(transaction({ request: request(token), response: response(401, [], body) })).entraErrors,
    ).toMatchObject([{ error: 'invalid_client' }]);
  });

  it('reads the JSON refusal and X-CasErrorCode as diagnostics', () => {
    const body = JSON.stringify({
      error: {
        code: 'InvalidResource',
        message: 'x',
        innerError: { errorUrl: 'https://aka.ms/autherrors#error-InvalidResource' },
      },
    });
    const refused = observe(
      transaction({ request: request(ews), response: response(401, ['X-CasErrorCode: UserNotFound'], body) }),
    );
    expect(refused.diagnostics).toMatchObject([
      { dialect: 'exchange-json', error_category: 'invalid_resource' },
      {
        dialect: 'exchange',
        error_category: 'invalid_user',
        reason: 'UserNotFound',
        raw: 'X-CasErrorCode: UserNotFound',
      },
    ]);
    expect(refused.server?.exchange).toBe(true);
    expect(observe(transaction({ request: request(ews), response: response(200, [], body) })).diagnostics).toEqual([]);
  });

  it('knows Information Protection by the resource of its challenge, and by its words where no host is named', () => {
    const diagnostics =
      'x-ms-diagnostics: 2000001;reason="OAuth token submitted with the request can not be parsed.";error_category="invalid_token"';
    const dialectsBeside = (line: string, url = '') =>
      observe(
        transaction({ ...(url && { request: request(url) }), response: response(401, [diagnostics, line]) }),
      ).diagnostics.map(({ dialect }) => dialect);
    expect(dialectsBeside('WWW-Authenticate: Bearer resource="https://aadrm.com", realm=""')).toEqual(['mip']);
    expect(dialectsBeside('WWW-Authenticate: Bearer')).toEqual(['mip']);
    expect(dialectsBeside(`WWW-Authenticate: Bearer client_id="${exchange}"`)).toEqual(['exchange']);
    expect(dialectsBeside('X-FEServer: EX01')).toEqual(['exchange']);
    expect(dialectsBeside('Server: Microsoft-IIS/10.0', '/EWS/Exchange.asmx')).toEqual(['exchange']);
    expect(dialectsBeside('Server: Microsoft-IIS/10.0', 'https://mail.contoso.com/EWS/Exchange.asmx')).toEqual([
      'exchange',
    ]);
  });

  it('reads what a MAPI/HTTP 200 really says', () => {
    const lines = ['Content-Type: application/mapi-http', 'X-RequestType: Connect', 'X-ResponseCode: 0'];
    const body = 'PROCESSING\r\nDONE\r\nX-ResponseCode: 10\r\n\r\n';
    const seen = observe(
      transaction({ request: request('https://mail.contoso.com/mapi/emsmdb/'), response: response(200, lines, body) }),
    );
    expect(seen.mapi).toEqual({ requestType: 'connect', responseCode: 10, metaTags: ['PROCESSING', 'DONE'] });
  });

  it('finds in pasted text what it quotes', () => {
    const text =
      'The remote server returned an error: (401) Unauthorized. x-ms-diagnostics: 2000003;reason="The audience claim value is invalid.";error_category="invalid_resource"';
    const seen = observe(transaction({ source: 'text', text }));
    expect(seen.diagnostics).toMatchObject([{ code: 2000003, error_category: 'invalid_resource' }]);
    expect(seen).not.toHaveProperty('server');
    expect(seen.authorization).toEqual({ scheme: 'none' });
  });

  it('reads a lone token, and takes no text for one', () => {
    expect(observe(transaction({ source: 'token', text: jwt })).token).toMatchObject({
      kind: 'jws',
      user: 'anna@contoso.com',
    });
    expect(observe(transaction({ source: 'text', text: jwt }))).not.toHaveProperty('token');
  });

  it('knows the virtual directory of a request line without a host', () => {
    const seen = observe(
      transaction({ source: 'text', request: { method: 'POST', head: 'POST /mapi/emsmdb/ HTTP/1.1' } }),
    );
    expect(seen.service).toMatchObject({ kind: 'exchange', protocol: 'mapi' });
  });

  it('keeps the defects of broken challenges', () => {
    const seen = observe(transaction({ response: response(401, ['WWW-Authenticate: Bearer realm="never closed']) }));
    expect(seen.defects.length).toBeGreaterThan(0);
    expect(seen.challenges).toMatchObject([{ scheme: 'Bearer' }]);
  });

  it('says nothing of nothing', () => {
    const nothing = transaction({});
    expect(observe(nothing)).toEqual({
      transaction: nothing,
      service: { kind: 'other', protocol: 'other', online: false, adfs: false },
      client: { kind: 'unknown' },
      authorization: { scheme: 'none' },
      challenges: [],
      diagnostics: [],
      entraErrors: [],
      defects: [],
    });
  });

  it('never throws', () => {
    const text = fc.string({ unit: 'binary' });
    const source = fc.constantFrom<RawTransaction['source']>('live', 'har', 'text', 'token');
    const url = fc.oneof(text, fc.constantFrom(ews, token));
    fc.assert(
      fc.property(source, url, text, text, (kind, where, lines, body) => {
        const heads = [`Authorization: ${lines}`, `WWW-Authenticate: ${lines}`, `Location: ?error=${lines}`, lines];
        observe(
          transaction({
            source: kind,
            text: body,
            request: request(where, heads, body),
            response: response(401, heads, body),
          }),
        );
      }),
    );
  });

  let fresh = 0;
  it.each(nastyRuns)('takes linear time over a run of %j', (run) => {
    expectLinear((n) => {
      const long = `${run.repeat(n)}${fresh++}`;
      const heads = [`Authorization: Bearer ${long}`, `WWW-Authenticate: Bearer ${long}`, `Location: ?error=x&${long}`];
      observe(transaction({ request: request(token, heads, long), response: response(401, heads, long) }));
      observe(transaction({ source: 'text', text: long }));
    });
  });
});
