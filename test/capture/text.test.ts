import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { memorySource } from '../../src/capture/source.js';
import { withStatus } from '../../src/capture/text/pasted-message.js';
import { text as textFormat } from '../../src/capture/text.js';
import { HmaError } from '../../src/errors.js';
import type { RawTransaction, SourceReport } from '../../src/types.js';
import { expectFourfold } from '../parse/linear.js';
import { runs } from '../support/long.js';

async function paste(text: string): Promise<{ all: RawTransaction[]; summary: SourceReport }> {
  const capture = openCapture(memorySource(Buffer.from(text), 'paste'));
  const all: RawTransaction[] = [];
  for await (const one of capture.transactions) all.push(one);
  return { all, summary: capture.summary() };
}

const lines = (...all: string[]) => all.join('\n');
const head = (...all: string[]) => all.join('\r\n');

const bearer = 'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="a@b,c@contoso.com"';
const diagnostics =
  '2000003;reason="The hostname component of the audience claim value \'https://x\' is invalid";error_category="invalid_resource"';

describe('a pasted response head', () => {
  const rows: [string, string, string][] = [
    [
      'as it was',
      lines('HTTP/1.1 401 Unauthorized', `WWW-Authenticate: ${bearer}`),
      head('HTTP/1.1 401 Unauthorized', `WWW-Authenticate: ${bearer}`),
    ],
    [
      'with arrows',
      lines('Server →x', `WWW-Authenticate →${bearer}`),
      head('Server: x', `WWW-Authenticate: ${bearer}`),
    ],
    [
      'with equals signs and empty lines',
      lines('request-id=1', '', `x-ms-diagnostics=${diagnostics}`, '', 'Date=x'),
      head('request-id: 1', `x-ms-diagnostics: ${diagnostics}`, 'Date: x'),
    ],
    [
      'with an empty line after every line',
      lines('HTTP/1.1 401 Unauthorized', '', 'Server: x', '', 'X-FEServer: y'),
      head('HTTP/1.1 401 Unauthorized', 'Server: x', 'X-FEServer: y'),
    ],
    [
      'in a mail',
      lines('> > HTTP/1.1 401 Unauthorized  ', '> > WWW-Authenticate: NTLM'),
      head('HTTP/1.1 401 Unauthorized', 'WWW-Authenticate: NTLM'),
    ],
    [
      'in a Markdown fence',
      lines('```http', 'HTTP/1.1 401 Unauthorized', '**WWW-Authenticate: NTLM**', '```'),
      head('HTTP/1.1 401 Unauthorized', 'WWW-Authenticate: NTLM'),
    ],
    [
      'as a list',
      lines('- Content-Length: 0', '- WWW-Authenticate: NTLM'),
      head('Content-Length: 0', 'WWW-Authenticate: NTLM'),
    ],
    [
      'indented',
      lines('    HTTP/1.1 401 Unauthorized  ', '    WWW-Authenticate: NTLM  '),
      head('HTTP/1.1 401 Unauthorized', 'WWW-Authenticate: NTLM'),
    ],
    [
      'folded',
      lines(
        'HTTP/1.1 401 Unauthorized',
        'x-ms-diagnostics: 3005004;reason="x";',
        '           category="invalid_client"',
      ),
      head('HTTP/1.1 401 Unauthorized', 'x-ms-diagnostics: 3005004;reason="x"; category="invalid_client"'),
    ],
    [
      'wrapped after a semicolon',
      lines('X-FEServer →y', 'x-ms-diagnostics →2000003;', 'reason="x";error_category="y"'),
      head('X-FEServer: y', 'x-ms-diagnostics: 2000003; reason="x";error_category="y"'),
    ],
    [
      'wrapped inside quotes',
      lines('WWW-Authenticate: Bearer token_types="app_asserted_user_v1', 'service_asserted_app_v1", error="x"'),
      'WWW-Authenticate: Bearer token_types="app_asserted_user_v1 service_asserted_app_v1", error="x"',
    ],
    [
      'wrapped inside an issuer list',
      lines('WWW-Authenticate: Bearer trusted_issuers="a@b,', 'c@d"'),
      'WWW-Authenticate: Bearer trusted_issuers="a@b,c@d"',
    ],
    [
      'with the value on its own line',
      lines('www-authenticate:', 'Negotiate', 'x-feserver: y'),
      head('www-authenticate: Negotiate', 'x-feserver: y'),
    ],
    [
      'without line breaks',
      `HTTP/1.1 401 Unauthorizedrequest-id: 1x-ms-diagnostics: ${diagnostics}Server: xWWW-Authenticate: NTLM`,
      head(
        'HTTP/1.1 401 Unauthorized',
        'request-id: 1',
        `x-ms-diagnostics: ${diagnostics}`,
        'Server: x',
        'WWW-Authenticate: NTLM',
      ),
    ],
    [
      'on one line',
      `HTTP/1.1 401 Unauthorized Server: x X-FEServer: y WWW-Authenticate: ${bearer} Date: z`,
      head('HTTP/1.1 401 Unauthorized', 'Server: x', 'X-FEServer: y', `WWW-Authenticate: ${bearer}`, 'Date: z'),
    ],
    [
      'with rules drawn around a line',
      lines('HTTP/1.1 401 Unauthorized', '————————', 'WWW-Authenticate: NTLM', '————————', 'X-FEServer: y'),
      head('HTTP/1.1 401 Unauthorized', 'WWW-Authenticate: NTLM', 'X-FEServer: y'),
    ],
    [
      'as a Python dictionary',
      `{'Server': 'x', 'WWW-Authenticate': 'Bearer realm="r"', "X-A": "it's"}`,
      head('Server: x', 'WWW-Authenticate: Bearer realm="r"', "X-A: it's"),
    ],
    [
      'as a Python list',
      `[('Content-Type', 'a'), ('WWW-Authenticate', 'NTLM')]`,
      head('Content-Type: a', 'WWW-Authenticate: NTLM'),
    ],
    [
      'as JSON arrays',
      '{"Server":["Microsoft-IIS\\/8.0"],"WWW-Authenticate":["NTLM","Negotiate"]}',
      head('Server: Microsoft-IIS/8.0', 'WWW-Authenticate: NTLM', 'WWW-Authenticate: Negotiate'),
    ],
    [
      'as Node prints it',
      `{ 'www-authenticate': 'NTLM',\n  server: 'x' }`,
      head('www-authenticate: NTLM', 'server: x'),
    ],
    [
      'as a Java list',
      '[Content-Length: 0, Server: x, Set-Cookie: a=b; expires=Wed, 10-Oct-2018 00:37:59 GMT;\n  path=/, WWW-Authenticate: NTLM]',
      head(
        'Content-Length: 0',
        'Server: x',
        'Set-Cookie: a=b; expires=Wed, 10-Oct-2018 00:37:59 GMT; path=/',
        'WWW-Authenticate: NTLM',
      ),
    ],
    [
      'as a Java map',
      '{null=[HTTP/1.1 401 Unauthorized], Server=[x], WWW-Authenticate=[Negotiate, NTLM]}',
      head('HTTP/1.1 401 Unauthorized', 'Server: x', 'WWW-Authenticate: Negotiate, NTLM'),
    ],
    [
      'as PHP dumps it',
      lines(
        '  -statusCode: 403',
        '  -headers: array:2 [',
        '    "Server" => array:1 [',
        '      0 => "Apache"',
        '    ]',
        '    "WWW-Authenticate" => array:2 [',
        '      0 => "NTLM"',
        '      1 => "Negotiate"',
        '    ]',
        '  ]',
      ),
      head('HTTP/1.1 403', 'Server: Apache', 'WWW-Authenticate: NTLM', 'WWW-Authenticate: Negotiate'),
    ],
    [
      'as http.client logs it',
      lines("reply: 'HTTP/1.1 401 Unauthorized\\r\\n'", 'header: Server: x', 'header: WWW-Authenticate: NTLM'),
      head('HTTP/1.1 401 Unauthorized', 'Server: x', 'WWW-Authenticate: NTLM'),
    ],
    [
      'as a YAML list',
      lines('Content-Type:', "  - 'x'", 'WWW-Authenticate:', "  - 'Negotiate'", "  - 'NTLM'", 'X-A:', "  - 'it''s'"),
      head('Content-Type: x', 'WWW-Authenticate: Negotiate', 'WWW-Authenticate: NTLM', "X-A: it's"),
    ],
    [
      'as PowerShell tables it',
      lines('Key              Value', '---              -----', 'Content-Length   0', 'WWW-Authenticate NTLM'),
      head('Content-Length: 0', 'WWW-Authenticate: NTLM'),
    ],
    [
      'as .NET prints it',
      lines(
        "StatusCode: 401, ReasonPhrase: 'Unauthorized', Version: 1.1, Content: <null>, Headers:",
        '{',
        '  Server: x',
        '  WWW-Authenticate: NTLM',
        '}',
      ),
      head('HTTP/1.1 401 Unauthorized', 'Server: x', 'WWW-Authenticate: NTLM'),
    ],
  ];
  test.each(rows)('is read %s', async (_what, text, expected) => {
    const { all } = await paste(text);
    expect(all.filter(({ response }) => response)).toHaveLength(1);
    expect(all.find(({ response }) => response)?.response?.head).toBe(expected);
    expect(all.filter((one) => one.text !== undefined)).toEqual([]);
  });

  const alone: [string, string][] = [
    ['a header line', `x-ms-diagnostics: ${diagnostics}`],
    ['a redirect', 'Location: urn:ietf:wg:oauth:2.0:oob?error=invalid_resource&error_description=AADSTS50001%3a+x'],
    ["curl's line", '< X-CasErrorCode: UserNotFound'],
  ];
  test.each(alone)('may be %s alone, with request, status and time unknown', async (_what, text) => {
    const { all } = await paste(text);
    expect(all).toEqual([
      {
        id: '1',
        source: 'text',
        response: { head: text.replace('< ', '') },
        absent: ['request', 'response-body', 'time'],
      },
    ]);
  });

  test('inside a log line is taken out of its string', async () => {
    const log =
      'level=trace msg="HTTP/1.1 401 Unauthorized\\r\\nWWW-Authenticate: Digest realm=\\"x\\"\\r\\nServer: y\\r\\n\\r\\n" after';
    const { all, summary } = await paste(log);
    expect(all.map(({ text, response }) => text ?? response?.head)).toEqual([
      'level=trace msg="',
      head('HTTP/1.1 401 Unauthorized', 'WWW-Authenticate: Digest realm="x"', 'Server: y'),
      '" after',
    ]);
    expect(summary.repairs).toEqual({ 'escapes-undone': 1 });
  });

  test('gives its Date as the time', async () => {
    const { all } = await paste('X-FEServer: y\nContent-Length: 0\nDate: Thu, 16 Nov 2017 20:37:48 GMT');
    expect(all[0]).toMatchObject({ startedAt: Date.UTC(2017, 10, 16, 20, 37, 48), absent: ['request'] });
  });

  test('takes the status that stands before a print', async () => {
    const { all } = await paste(
      'Details: HTTP 401 {"error":{"code":"x"}} {"Server":["x"],"WWW-Authenticate":["NTLM"]} at y',
    );
    expect(all[1]?.response).toMatchObject({ status: 401 });
  });

  test('is followed by its body after an empty line, or glued to the last header line', async () => {
    const json = '{"error":"invalid_grant"}';
    for (const gap of ['', '\n']) {
      const { all } = await paste(
        `HTTP/1.1 400 Bad Request\nContent-Type: application/json\nContent-Length: 605\n${gap}${json}\n\nThanks`,
      );
      expect(all[0]?.response?.body).toEqual({ text: json, complete: true });
      expect(all[1]?.text).toBe('Thanks');
    }
  });
});

describe('several messages', () => {
  test('pair up: request, response, in order', async () => {
    const { all } = await paste(
      lines(
        'POST https://mail.contoso.com/EWS/Exchange.asmx HTTP/1.1',
        'Content-Type: text/xml',
        'Content-Length: 7',
        '',
        '<soap/>',
        'HTTP/1.1 100 Continue',
        '',
        'HTTP/1.1 401 Unauthorized',
        'Content-Length: 0',
        '',
        '----------',
        'GET /owa HTTP/1.1',
        'Host: mail.contoso.com',
        '',
        'HTTP/1.1 200 OK',
        'Content-Length: 0',
      ),
    );
    expect(all.map(({ request, response }) => [request?.url, request?.body?.text, response?.status])).toEqual([
      ['https://mail.contoso.com/EWS/Exchange.asmx', '<soap/>', 401],
      ['https://mail.contoso.com/owa', undefined, 200],
    ]);
  });

  test('of curl -v are read through its notes', async () => {
    const { all } = await paste(
      lines(
        '* Connected to mail.contoso.com (192.0.2.1) port 443',
        '> GET /mapi/ HTTP/1.1',
        '> Host: mail.contoso.com',
        '> Authorization: Bearer',
        '>',
        '{ [5 bytes data]',
        '* TLS handshake',
        '< HTTP/1.1 401 Unauthorized',
        '< WWW-Authenticate: NTLM',
        '< Content-Length: 0',
        '<',
        '* Connection #0 left intact',
      ),
    );
    expect(all).toEqual([
      {
        id: '1',
        source: 'text',
        request: {
          method: 'GET',
          url: 'https://mail.contoso.com/mapi/',
          head: head('GET /mapi/ HTTP/1.1', 'Host: mail.contoso.com', 'Authorization: Bearer'),
        },
        response: {
          status: 401,
          head: head('HTTP/1.1 401 Unauthorized', 'WWW-Authenticate: NTLM', 'Content-Length: 0'),
        },
        absent: ['time'],
      },
    ]);
  });

  const errors: [string, string, string][] = [
    ['curl: (6) Could not resolve host: mail.contoso.com', 'dns', 'https://mail.contoso.com/'],
    [
      'curl: (7) Failed to connect to mail.contoso.com port 443: Connection refused',
      'connect',
      'https://mail.contoso.com/',
    ],
    [
      '$ curl -v https://mail.contoso.com/mapi/\ncurl: (60) SSL certificate problem: self-signed certificate',
      'tls',
      'https://mail.contoso.com/mapi/',
    ],
    [
      "System.Net.WebException: The remote name could not be resolved: 'mail.contoso.com'",
      'dns',
      'https://mail.contoso.com/',
    ],
  ];
  test.each(errors)('may end in %s', async (text, stage, url) => {
    const { all } = await paste(text);
    expect(all.at(-1)).toMatchObject({ failure: { stage }, request: { url } });
    // What the request carried was not seen: it must not read as a request without credentials.
    expect(all.at(-1)?.absent).toContain('authorization');
  });

  test("copied from a browser's tools become request and response", async () => {
    const { all } = await paste(
      lines(
        'Request URL: https://mail.contoso.com/EWS/',
        'Request Method: GET',
        'Status Code: 401 Unauthorized',
        'Response Headers',
        'www-authenticate:',
        'NTLM',
        'Request Headers',
        ':authority: mail.contoso.com',
        'authorization: Bearer',
      ),
    );
    expect(all.map(({ request, response }) => [request?.head, response?.head])).toEqual([
      [
        head('GET https://mail.contoso.com/EWS/ HTTP/1.1', 'authorization: Bearer'),
        head('HTTP/1.1 401 Unauthorized', 'www-authenticate: NTLM'),
      ],
    ]);
  });

  test("copied from a browser's tools without the panes' titles are told apart by their names", async () => {
    const { all } = await paste(
      lines(
        'Request URL:',
        'https://mail.contoso.com/EWS/',
        'Request Method:',
        'POST',
        'Status Code:',
        '401 Unauthorized',
        'x-ms-diagnostics:',
        diagnostics,
        'www-authenticate:',
        'NTLM',
        ':authority:',
        'mail.contoso.com',
        'authorization:',
        'Bearer',
        'content-length:',
        '0',
      ),
    );
    expect(all.map(({ request, response }) => [request?.head, response?.head])).toEqual([
      [
        head('POST https://mail.contoso.com/EWS/ HTTP/1.1', 'authorization: Bearer', 'content-length: 0'),
        head('HTTP/1.1 401 Unauthorized', `x-ms-diagnostics: ${diagnostics}`, 'www-authenticate: NTLM'),
      ],
    ]);
  });

  test('of Go, printed as a map, keep their values apart', async () => {
    const { all } = await paste(
      'StatusCode:401 Header:map[Server:[x] Www-Authenticate:[Bearer realm="a b" NTLM] X-Ms-Diagnostics:[2000005;reason="r";error_category="invalid_user"]] end',
    );
    expect(all.find(({ response }) => response)?.response?.head).toBe(
      head(
        'HTTP/1.1 401',
        'Server: x',
        'Www-Authenticate: Bearer realm="a b", NTLM',
        'X-Ms-Diagnostics: 2000005;reason="r";error_category="invalid_user"',
      ),
    );
  });

  test("of Apple's NSHTTPURLResponse are read in both of its prints", async () => {
    const { all } = await paste(
      lines(
        '<NSHTTPURLResponse: 0x600000> { URL: https://mail.contoso.com/EWS/ } { Status Code: 401, Headers {',
        '    Server =     (',
        '        "x"',
        '    );',
        '    "Www-Authenticate" =     (',
        '        "Bearer error=\\"invalid_token\\"",',
        '        NTLM',
        '    );',
        '    "X-FEServer" = EX1;',
        '} }',
      ),
    );
    expect(all.find(({ response }) => response)?.response?.head).toBe(
      head(
        'HTTP/1.1 401',
        'Server: x',
        'Www-Authenticate: Bearer error="invalid_token"',
        'Www-Authenticate: NTLM',
        'X-FEServer: EX1',
      ),
    );
  });

  test("of Postman's console get their request line", async () => {
    const { all } = await paste(
      lines(
        'POST https://mail.contoso.com/EWS/: {',
        '  "Request Headers": {',
        '    "authorization": "Bearer",',
        '    "host": "mail.contoso.com"',
        '  },',
        '  "Response Headers": {',
        '    "server": "x",',
        '    "www-authenticate": "NTLM"',
        '  }',
        '}',
      ),
    );
    const pair = all.find(({ request }) => request);
    expect(pair?.request?.url).toBe('https://mail.contoso.com/EWS/');
    expect(pair?.response?.head).toBe(head('server: x', 'www-authenticate: NTLM'));
  });

  test('of exchangelib get the address and the status that it names before', async () => {
    const { all } = await paste(
      lines(
        'Auth type: <OAuth2 object>',
        'URL: https://mail.contoso.com/EWS/Exchange.asmx',
        'HTTP adapter: <HTTPAdapter object>',
        'Response time: 0.7',
        'Status code: 403',
        "Request headers: {'User-Agent': 'exchangelib/5.4', 'Authorization': 'Bearer x'}",
        "Response headers: {'Server': 'Microsoft-IIS/10.0', 'X-FEServer': 'EX01'}",
      ),
    );
    const [, { request, response } = {}] = all;
    expect([request?.method, request?.url]).toEqual(['POST', 'https://mail.contoso.com/EWS/Exchange.asmx']);
    expect(response?.status).toBe(403);
  });

  test('whose print is cut off in a value keep the members before it', async () => {
    const { all } = await paste("{'Server': 'Microsoft-IIS/10.0', 'X-FEServer': 'EX01', 'Set-Cookie': 'a=");
    expect(all.map(({ response }) => response?.head)).toEqual([head('Server: Microsoft-IIS/10.0', 'X-FEServer: EX01')]);
  });

  test.each([
    ['Negotiate, NTLM', 401],
    ['Negotiate,NTLM', 401],
    ['NTLM', 401],
    ['Basic realm="mail.contoso.com"', 401],
    [bearer, 401],
    ['Negotiate oQ==', undefined],
    ['Basic', 401],
    ['', undefined],
  ])('without a status and with %j are a %s', (challenge, status) => {
    expect(withStatus({ head: head('Server: x', `WWW-Authenticate: ${challenge}`, 'Date: y') }).status).toBe(status);
  });

  test('keep a token that was wrapped in one piece', async () => {
    const token = 'eyJhbGciOiJSUzI1NiJ9'.repeat(4);
    const { all, summary } = await paste(
      lines(
        'GET https://mail.contoso.com/ HTTP/1.1',
        `Authorization: Bearer ${token}`,
        token,
        'abcdef',
        'Host: mail.contoso.com',
      ),
    );
    expect(all[0]?.request?.head).toContain(`\r\nAuthorization: Bearer ${token}${token}abcdef\r\nHost`);
    expect(summary.repairs).toEqual({ 'wrapped-lines-joined': 2 });
  });
});

describe('prose', () => {
  const rows: [string, string][] = [
    [
      'a PowerShell error',
      'System.Net.WebException: (401) Unauthorized. diagnostics: 2000000; reason="x";error_category="y".',
    ],
    ['a lone challenge', bearer],
    ['a JSON error', '{\n"error": "invalid_grant",\n"error_description": "AADSTS50173: x\\r\\nTrace ID: y"\n}'],
    ['JSON with names that headers have too', '{"error":{"innerError":{"request-id":"1","date":"2024-05-01"}}}'],
    [
      'a log line',
      '2023/03/20 http call(https://login.microsoftonline.com/x/token)(POST) error: status code was 400:\n{"error":"x"}',
    ],
    [
      'Format-List output',
      'Server : EX1\nInternalUrl : https://mail.contoso.com/mapi\nIISAuthenticationMethods : {Ntlm, OAuth}',
    ],
    [
      'a Test-OAuthConnectivity log',
      'Detail      : x\n              Information:[OAuthCredentials:Authenticate] entering\n              Error:The trusted issuers',
    ],
    ['a head of a mail', 'From: ann@contoso.com\nDate: today\nSubject: Outlook'],
  ];
  test.each(rows)('such as %s stays whole', async (_what, text) => {
    expect((await paste(text)).all).toEqual([{ id: '1', source: 'text', text, absent: ['request', 'time'] }]);
  });

  test('around a message stays in order', async () => {
    const { all } = await paste('Hello Bob,\n\nHTTP/1.1 401 Unauthorized\nContent-Length: 0\n\nThanks\nAnn');
    expect(all.map(({ text, response }) => text ?? response?.status)).toEqual(['Hello Bob,', 401, 'Thanks\nAnn']);
  });

  test('loses quote marks, and the summary says so', async () => {
    const { all, summary } = await paste("> Description: 'AADSTS70002:\n> Error validating credentials.'");
    expect(all[0]?.text).toBe("Description: 'AADSTS70002:\nError validating credentials.'");
    expect(summary.repairs).toEqual({ 'mail-quotes-undone': 2 });
    expect(summary.limits).toEqual([]);
  });
});

describe('any text', () => {
  const words = [
    'HTTP/1.1 401 ',
    'GET / HTTP/1.1',
    'Server: x',
    '\n',
    '\n\n',
    ' ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '(',
    ',',
    ':',
    '\\r\\n',
    '→',
    '=',
    '> ',
    '< ',
    '* ',
    'X-A: ',
    'curl: (6) x',
    '=> array:1 [',
    '0 => "x"',
    'a',
  ];
  test('is read without throwing', () => {
    const mixed = fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(mixed, fc.string({ unit: 'binary' })), (text) => {
        try {
          openCapture(memorySource(Buffer.from(text), 'x')).summary();
        } catch (error) {
          expect(error).toBeInstanceOf(HmaError);
        }
      }),
      { numRuns: runs(150, 600) },
    );
  });

  const nasty: [string, (n: number) => string][] = [
    ...[' ', '"', ',', '\\', '=', ';', '{', '[', '(', ':', 'a', '>', '`', '*', '\n', '\\n'].map(
      (unit): [string, (n: number) => string] => [JSON.stringify(unit), (n) => `Server: x\n${unit.repeat(n)}x`],
    ),
    ...[
      '{"a":',
      '{a=[',
      '[Server: ',
      '("',
      ': ',
      ' Server: x',
      'X-A: "',
      'X-A: b\n',
      'a\n',
      'HTTP/1.1 401 x\n',
      'X-A: b,\n c',
      'status: 401 {"Server":"x"}',
      'Server\\nX-A: ',
      '<br>',
      '<p ',
      '&quot;',
      '--> ',
      '<< 401 ',
      '%22',
      'x-ms-diagnostics=%22',
      '=\n',
      '0000: a\n',
      '1: X-A: b\n',
      '2026-05-04 DEBUG X-A: b\n',
      '{"headers":',
      '{"a":"{\\"',
      '"a\\"',
      '"=>["',
      '{[Server, ',
      'x-rn',
      "'https:",
      'AADSTS',
      '(401) ',
      `${'a'.repeat(80)}\n`,
    ].map((unit): [string, (n: number) => string] => [JSON.stringify(unit), (n) => unit.repeat(n / unit.length)]),
  ];
  test.each(nasty)('is read in linear time: %s', (_what, make) => {
    expectFourfold((n) => textFormat.read(memorySource(Buffer.from(make(n)), 'x'), {}), 20_000);
  });

  test('beyond 64 MiB is not read, and the summary says so', () => {
    const bytes = Buffer.alloc(65 * 1024 * 1024, 'a');
    expect(openCapture(memorySource(bytes, 'x')).summary().limits).toEqual(['truncated']);
  });
});
