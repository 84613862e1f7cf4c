import { describe, expect, it } from 'vitest';
import { createDoor } from '../../src/admit/door.js';
import { parseAuthorization } from '../../src/parse/authorization.js';
import { parseToken } from '../../src/parse/token.js';
import type { RawTransaction } from '../../src/types.js';

const base = { id: '1', source: 'har', absent: [] } as const;
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: unknown, signature = 'c2lnbmF0dXJl', header: unknown = { typ: 'JWT', alg: 'RS256' }) =>
  `${part(header)}.${part(claims)}.${signature}`;

function head(lines: string, door = createDoor()): string {
  return door.admit({ ...base, response: { head: lines } }).response?.head ?? '';
}

function body(text: string, type: string, source: RawTransaction['source'] = 'har'): string {
  const response = { status: 400, head: `Content-Type: ${type}`, body: { text, complete: true } };
  return createDoor().admit({ ...base, source, response }).response?.body?.text ?? '';
}

function url(text: string): string {
  const request = { method: 'GET', url: text, head: `GET ${text} HTTP/1.1` };
  const admitted = createDoor().admit({ ...base, request }).request;
  expect(admitted?.head).toBe(`GET ${admitted?.url} HTTP/1.1`);
  return admitted?.url ?? '';
}

const challenge =
  'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@' +
  '5de110f8-2e0f-4d45-891d-bcf2218e253d,00000004-0000-0ff1-ce00-000000000000@contoso.com", token_types=' +
  '"app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.windows.net/common/oauth2/authorize", ' +
  'error="invalid_token",Negotiate,NTLM,Basic realm="mail.contoso.com"';

describe('what a head keeps', () => {
  it.each([
    ['a status line', 'HTTP/1.1 401 Unauthorized'],
    ['a request line', 'POST /mapi/emsmdb/?MailboxId=0b0a4d3c-1d2e-4f50-8a6b-7c8d9e0f1a2b@contoso.com HTTP/1.1'],
    ['a joined challenge', `WWW-Authenticate: ${challenge}`],
    [
      'a claims challenge',
      `WWW-Authenticate: Bearer realm="", error="insufficient_claims", claims="${Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1763700000"}}}').toString('base64')}"`,
    ],
    [
      'diagnostics',
      `x-ms-diagnostics: 2000003;reason="The hostname component of the audience claim value is invalid. Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.";error_category="invalid_resource"`,
    ],
    ['server names', 'X-FEServer: MA1PR0101CA0031\r\nX-CalculatedBETarget: DM5PR2101MB0886.namprd21.prod.outlook.com'],
    [
      'MAPI/HTTP headers',
      'X-RequestId: {3146D993-9082-4D57-99ED-9E7D5EA4FA56}:8\r\nX-ResponseCode: 0\r\nX-PendingPeriod: 15000',
    ],
    ['identities', 'X-User-Identity: adele@contoso.com\r\nX-AnchorMailbox: AAD-SMTP:adele@contoso.com'],
    ['the client', 'User-Agent: Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19328; Pro)'],
    ['schemes the client can do', 'Accept-Auth: badger,Wlid1.1,Bearer,Basic,NTLM,Digest,Kerberos,Negotiate,Nego2'],
    ['an empty Bearer', 'Authorization: Bearer'],
    ['an empty Bearer and its blank', 'Authorization: Bearer '],
    [
      'a failure context',
      `X-FailureContext: FrontEnd;401;${Buffer.from('Unauthorized by the back end').toString('base64')};;;`,
    ],
    ['unknown words', 'X-Anything: some value 15.2 of contoso.com\r\nx-bl4nk:   padded  \r\nNo colon here'],
    ['ids and dates', 'request-id: 2323088f-8838-4f97-a88d-559bfcf92866\r\nDate: Thu, 30 Nov 2017 07:52:52 GMT'],
    ['a GUID in an unknown header', 'X-Trace: op/2323088f-8838-4f97-a88d-559bfcf92866'],
    ['the policy of P3P', 'P3P: CP="DSP CUR OTPi IND OTRi ONL FIN"'],
    [
      'an OAuth error in a Location',
      'Location: urn:ietf:wg:oauth:2.0:oob?error=invalid_resource&error_description=AADSTS50001%3a+The+application+named+https%3a%2f%2fmail.contoso.com%2f+was+not+found.%0d%0aTrace+ID%3a+cf03a6bd-610b-47d5-bf0b-90e59d0e0100',
    ],
    ['text in another script', 'X-Note: Küche 台所'],
  ])('%s', (_what, lines) => {
    expect(head(lines)).toBe(lines);
  });
});

describe('what a head loses', () => {
  it.each([
    ['cookies', 'Cookie: a=one; b="two"', 'Cookie: a=REDACTED-cookie-1-3; b=REDACTED-cookie-2-5'],
    [
      'set cookies, not their attributes',
      'Set-Cookie: esctx=AQAB; domain=.login.windows.net; path=/; expires=Wed, 25-Oct-2017 11:59:16 GMT; secure; HttpOnly',
      'Set-Cookie: esctx=REDACTED-cookie-1-4; domain=.login.windows.net; path=/; expires=Wed, 25-Oct-2017 11:59:16 GMT; secure; HttpOnly',
    ],
    [
      'a password in Basic',
      `Authorization: Basic ${btoa('CONTOSO\\adele:pa:ss')}`,
      `Authorization: Basic ${btoa('CONTOSO\\adele:REDACTED-password')}`,
    ],
    ['Basic that cannot be read', 'Authorization: Basic !!!', 'Authorization: Basic REDACTED-basic-1-3'],
    ['an opaque token', 'Authorization: Bearer EwB4A8l6', 'Authorization: Bearer REDACTED-token-1-8'],
    [
      'a signature',
      `Authorization: Bearer ${jwt({ aud: 'x' })}`,
      `Authorization: Bearer ${jwt({ aud: 'x' }, 'REDACTED-signature-1-12')}`,
    ],
    [
      'other schemes',
      'Authorization: Digest username="a", response="b"',
      'Authorization: Digest REDACTED-credentials-1-26',
    ],
    ['NTLM', 'Authorization: NTLM TlRMTVNTUAABAAAAB4IIog==', 'Authorization: NTLM REDACTED-ntlm-1-24-type1-cb.unknown'],
    [
      'the NTLM challenge, not its neighbours',
      'WWW-Authenticate: NTLM TlRMTVNTUAACAAAAB4IIog==, Basic realm="x"',
      'WWW-Authenticate: NTLM REDACTED-ntlm-1-24-type2-cb.unknown, Basic realm="x"',
    ],
    ['known secret headers', 'X-OWA-CANARY: short', 'X-OWA-CANARY: REDACTED-header-1-5'],
    [
      'headers that smell',
      'X-My-Secret: s\r\nx-pass-word: p',
      'X-My-Secret: REDACTED-header-1-1\r\nx-pass-word: REDACTED-header-2-1',
    ],
    ['headers that look random', 'X-Thing: a1B2c3D4e5F6g7H8i9J0k1', 'X-Thing: REDACTED-header-1-22'],
    ['a password header', 'X-Password: p', 'X-Password: REDACTED-password'],
  ])('%s', (_what, lines, expected) => {
    expect(head(lines)).toBe(expected);
  });

  it('reads the same from an NTLM message and from its placeholder', () => {
    const value = head('Authorization: Negotiate TlRMTVNTUAABAAAAB4IIog==').slice('Authorization: '.length);
    expect(parseAuthorization(value)).toEqual(parseAuthorization('Negotiate TlRMTVNTUAABAAAAB4IIog=='));
  });

  it('gives equal secrets equal ordinals, and other secrets others', () => {
    const door = createDoor();
    const first = head('Cookie: a=one; b=two', door);
    const later = head('Cookie: x=two; y=one; z=three', door);
    expect(first).toBe('Cookie: a=REDACTED-cookie-1-3; b=REDACTED-cookie-2-3');
    expect(later).toBe('Cookie: x=REDACTED-cookie-2-3; y=REDACTED-cookie-1-3; z=REDACTED-cookie-3-5');
  });

  it('does not give a new secret the ordinal of a placeholder that came with it', () => {
    expect(head('Cookie: a=one; b=REDACTED-cookie-1-3')).toBe('Cookie: a=REDACTED-cookie-2-3; b=REDACTED-cookie-1-3');
  });

  it('takes nothing for a placeholder that could not be one', () => {
    expect(head('Cookie: a=REDACTED-x-1-2-hunter2')).toBe('Cookie: a=REDACTED-cookie-1-22');
  });
});

describe('what a URL keeps and loses', () => {
  it.each([
    [
      'https://login.windows.net/common/oauth2/authorize?response_type=code&client_id=d3590ed6&redirect_uri=urn%3aietf%3awg&resource=https%3A%2F%2Fmail.contoso.com%2f&login_hint=adele%40contoso.com&state=abc',
      'https://login.windows.net/common/oauth2/authorize?response_type=code&client_id=d3590ed6&redirect_uri=urn%3aietf%3awg&resource=https%3A%2F%2Fmail.contoso.com%2f&login_hint=adele%40contoso.com&state=REDACTED-query-1-3',
    ],
    ['https://u:p@mail.contoso.com:444/owa/?a#b', 'https://u:REDACTED-password@mail.contoso.com:444/owa/?a#b'],
    [
      '/autodiscover/autodiscover.json?Email=user%40contoso.com&Protocol=activesync&RedirectCount=3',
      '/autodiscover/autodiscover.json?Email=user%40contoso.com&Protocol=activesync&RedirectCount=3',
    ],
    [
      '/Microsoft-Server-ActiveSync?Cmd=Sync&User=adele&DeviceId=A1B2C3&DeviceType=Outlook',
      '/Microsoft-Server-ActiveSync?Cmd=Sync&User=adele&DeviceId=A1B2C3&DeviceType=Outlook',
    ],
    ['mail.contoso.com:443', 'mail.contoso.com:443'],
    [
      'https://x/?url=https%3a%2f%2fmail.contoso.com%2fowa%2f%3fcode%3dabc%26reason%3d2',
      'https://x/?url=https%3A%2F%2Fmail.contoso.com%2Fowa%2F%3Fcode%3DREDACTED-query-1-3%26reason%3D2',
    ],
    [
      'https://x/OAB/2323088f-8838-4f97-a88d-559bfcf92866/oab.xml',
      'https://x/OAB/2323088f-8838-4f97-a88d-559bfcf92866/oab.xml',
    ],
    [
      'https://x/?error_uri=https%3a%2f%2flogin.microsoftonline.com%2ferror%3fcode%3d500011',
      'https://x/?error_uri=https%3a%2f%2flogin.microsoftonline.com%2ferror%3fcode%3d500011',
    ],
  ])('%s', (given, expected) => {
    expect(url(given)).toBe(expected);
  });
});

describe('what a body keeps and loses', () => {
  it('keeps an OAuth error to the byte', () => {
    const text =
      '{"error":"invalid_grant","error_description":"AADSTS50173: The grant was issued on \'2017-10-28T17:20:13Z\'.\\r\\nTrace ID: f840b3e7-8740-4698-b252-d759825e0300","error_codes":[50173],"timestamp":"2017-11-16 20:36:16Z","error_uri":"https:\\/\\/login.microsoftonline.com\\/error?code=50173"}';
    expect(body(text, 'application/json')).toBe(text);
    expect(body(text.slice(0, 90), 'application/json')).toBe(text.slice(0, 90));
    expect(body(text.slice(1, -1), '', 'text')).toBe(text.slice(1, -1));
  });

  it('keeps what stands around broken quotes', () => {
    const text = '{"error":"unicorn_rampage","error_description":"It’s time "go, home" now","error_codes":[50173]}';
    expect(body(text, 'application/json')).toBe(text);
  });

  it.each([
    [
      'Exchange JSON refusals',
      '{"error":{"code":"InvalidAudienceForResource","message":"The audience","innerError":{"errorUrl":"https://aka.ms/autherrors#error-InvalidResource","date":"2023-12-01T08:20:46"}}}',
    ],
    ['Autodiscover v2', '{"Protocol":"activesync","Url":"https://mail.contoso.com/Microsoft-Server-ActiveSync"}'],
    [
      'an Autodiscover v2 error',
      '{"ErrorCode":"InvalidProtocol","ErrorMessage":"The given protocol value is invalid."}',
    ],
    [
      'discovery',
      '{"issuer":"https://sts.windows.net/x/","token_endpoint":"https://login/y","response_types_supported":["code","id_token"],"x":true,"y":null}',
    ],
  ])('keeps %s', (_what, text) => {
    expect(body(text, 'application/json')).toBe(text);
  });

  it('keeps the claims of issued tokens and nothing of the others', () => {
    const text = JSON.stringify({
      token_type: 'Bearer',
      expires_in: '3599',
      access_token: jwt({ aud: 'x' }),
      refresh_token: '0.AXabc',
      id: 7,
    });
    expect(JSON.parse(body(text, 'application/json'))).toEqual({
      token_type: 'Bearer',
      expires_in: '3599',
      access_token: jwt({ aud: 'x' }, 'REDACTED-signature-1-12'),
      refresh_token: 'REDACTED-token-1-7',
      id: 'REDACTED-json-1-1',
    });
  });

  it('keeps the public fields of a form', () => {
    expect(
      body(
        'grant_type=password&username=adele%40contoso.com&password=x%2By&scope=a+b&code_verifier=v',
        'application/x-www-form-urlencoded',
      ),
    ).toBe(
      'grant_type=password&username=adele%40contoso.com&password=REDACTED-password&scope=a+b&code_verifier=REDACTED-form-1-1',
    );
  });

  it('keeps the error of a page and its title', () => {
    const page =
      '<html><head><title>Sign in</title></head><body>x <b>AADSTS50011: The reply address does not match.</b><form><input type="hidden" name="error" value="invalid_request"/><input type="hidden" name="code" value="secret"></form></body></html>';
    expect(body(page, 'text/html')).toBe(
      [
        '<html>',
        'REDACTED-html-1-6',
        '<title>Sign in</title>',
        'REDACTED-html-2-18',
        'AADSTS50011: The reply address does not match.',
        'REDACTED-html-3-10',
        '<input type="hidden" name="error" value="invalid_request"><input type="hidden" name="code" value="REDACTED-html-4-6">',
        'REDACTED-html-5-14',
        '</html>',
      ].join('\n'),
    );
  });

  it('keeps the error elements of SOAP', () => {
    expect(
      body(
        '<?xml version="1.0"?><s:Envelope><m:ResponseCode>ErrorAccessDenied</m:ResponseCode><t:Body>mail</t:Body></s:Envelope>',
        'text/xml',
      ),
    ).toBe('<xml>\nREDACTED-xml-1-33\n<m:ResponseCode>ErrorAccessDenied</m:ResponseCode>\nREDACTED-xml-2-34\n</xml>');
  });

  it('keeps the headers inside a MAPI/HTTP body', () => {
    expect(body('PROCESSING\r\nDONE\r\nX-ResponseCode: 10\r\n\r\n\0\0mail', 'application/mapi-http')).toBe(
      'PROCESSING\r\nDONE\r\nX-ResponseCode: 10\r\n\r\nREDACTED-body-1-6',
    );
  });

  it('keeps nothing of anything else', () => {
    expect(body('\0\x01binary', 'application/octet-stream')).toBe('REDACTED-body-1-8');
    expect(body('', 'application/octet-stream')).toBe('');
  });
});

describe('what a token keeps', () => {
  const claims = { aud: 'https://mail.contoso.com/', upn: 'adele@contoso.com', rh: `0.A${'aB3'.repeat(20)}` };
  const read = (text: string) => {
    const { kind, claims: found, header, actor, length } = parseToken(text);
    return { kind, found, header, actorClaims: actor?.claims, length };
  };
  const paste = (text: string) => createDoor().admit({ ...base, source: 'token', text }).text ?? '';

  it.each([
    ['a signed one', jwt(claims)],
    ['with Bearer in front', `Bearer ${jwt(claims)}`],
    ['wrapped over lines', jwt(claims).replace(/(.{40})/g, '$1\r\n')],
    ['an encrypted one', `${part({ alg: 'dir', enc: 'A256GCM' })}..aXY.Y2lwaGVy.dGFn`],
    ['a payload as JSON', JSON.stringify(claims)],
    ['a payload with typographic quotes', '{ “aud”: “https://mail.contoso.com/”, “ver”: “1.0” }'],
    ['one without its signature', jwt(claims).split('.').slice(0, 2).join('.')],
  ])('%s', (_what, text) => {
    const { length: _one, ...before } = read(text);
    const { length: _two, ...after } = read(paste(text));
    expect(before.kind).not.toBe('opaque');
    expect(after).toEqual(before);
  });

  it('the claims of an actor token, but not its signature', () => {
    const outer = jwt({ ...claims, actortoken: jwt({ iss: 'me' }, 'aW5uZXI') }, '', { typ: 'JWT', alg: 'none' });
    const redacted = paste(outer);
    expect(parseToken(redacted).actor?.claims).toEqual({ iss: 'me' });
    expect(Object.keys(parseToken(redacted).claims ?? {})).toEqual(['aud', 'upn', 'rh', 'actortoken']);
    expect(parseToken(redacted).actor?.signature).toBe('placeholder');
    expect(parseToken(redacted).signature).toBe('empty');
  });
});

describe('what a text keeps', () => {
  it.each([
    ['AADSTS50126: Error validating credentials due to invalid username or password.'],
    ['The Bearer token was refused; Basic authentication and Negotiate are off.'],
    [`Information:[OAuthCredentials:Authenticate] challenge received: ${challenge}`],
    [
      'The remote server returned an error: (401) Unauthorized. diagnostics 2000009;reason="The issuer of the token is unknown."',
    ],
    [
      'Microsoft.Exchange.InfoWorker.Common.Availability.AutoDiscoverFailedException: at ExecuteAndHandleException2(Delegate15 operation)',
    ],
    ['https://login.microsoftonline.com/error?code=50173 for 2323088f-8838-4f97-a88d-559bfcf92866'],
    ['Cookie: none was sent'],
    ['Thumbprint 4D8A1F0C93B7E6A25D1C0B9F8E7A6D5C4B3A2918 expires soon'],
  ])('%s', (text) => {
    expect(createDoor().redactText(text)).toBe(text);
  });
});
