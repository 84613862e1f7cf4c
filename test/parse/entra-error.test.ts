import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEntraError, parseErrorBody, parseErrorLocation, parseErrorText } from '../../src/parse/entra-error.js';
import { expectLinear, nastyRuns } from './linear.js';

const trace = 'aaaaaaaa-0000-0000-0000-000000000001';
const correlation = 'bbbbbbbb-0000-0000-0000-000000000002';
const ids = `\r\nTrace ID: ${trace}\r\nCorrelation ID: ${correlation}\r\nTimestamp: 2026-11-02 08:15:30Z`;
const idFacts = { trace_id: trace, correlation_id: correlation, timestamp: '2026-11-02 08:15:30Z' };
const missing =
  'AADSTS500011: The resource principal named https://mail.contoso.com/ was not found in the tenant named Contoso Ltd. This can happen if the application has not been installed.';
const encoded = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+');

describe('parseErrorLocation', () => {
  const application =
    'AADSTS50001: The application named https://mail.contoso.com/ was not found in the tenant named contoso.com.  This can happen if';

  it.each([
    ['an out-of-band urn', 'urn:ietf:wg:oauth:2.0:oob?'],
    ['https', 'https://mail.contoso.com/owa/?'],
    ['a fragment', 'https://mail.contoso.com/owa/#'],
    ['an app scheme', 'msauth.com.microsoft.Outlook://auth?state=1&'],
  ])('reads the error of %s', (_what, start) => {
    const error = parseErrorLocation(`${start}error=invalid_resource&error_description=${encoded(application + ids)}`);
    expect(error).toEqual({
      form: 'redirect',
      error: 'invalid_resource',
      error_description: application + ids,
      codes: [50001],
      code: 50001,
      ...idFacts,
      resource: 'https://mail.contoso.com/',
      tenant: 'contoso.com',
      defects: [],
      raw: application + ids,
    });
  });

  it('reads a registered word without a description, and its subcode', () => {
    expect(parseErrorLocation('app://x?error=access_denied&error_subcode=cancel')).toMatchObject({
      error: 'access_denied',
      suberror: 'cancel',
      codes: [],
      raw: 'access_denied',
    });
  });

  it('keeps what an unsound escape leaves', () => {
    const error = parseErrorLocation('app://x?error=invalid_grant&error_description=AADSTS50173%3a+caf%e9+%');
    expect(error).toMatchObject({ code: 50173, error_description: 'AADSTS50173: caf%e9 %' });
    expect(error?.defects.map(({ code }) => code)).toEqual(['bad-escape']);
  });

  it.each([
    '',
    '/owa/',
    'https://mail.contoso.com/?code=abc&state=1',
    '/login?error=1',
    '/x?error=',
    'urn:ietf:wg:oauth:2.0:oob',
  ])('finds no error in %j', (location) => {
    expect(parseErrorLocation(location)).toBeUndefined();
  });
});

it('a field without a value is none of an error, whatever its name begins with', () => {
  const error = parseErrorLocation('app://x?errors&=y&error=invalid_grant&error_description=AADSTS50173');
  expect([error?.error, error?.code]).toEqual(['invalid_grant', 50173]);
});

describe('parseErrorBody', () => {
  it('reads the JSON of the token endpoint', () => {
    const description = `AADSTS50173: The provided grant has expired due to it being revoked.${ids}`;
    const body = {
      error: 'invalid_grant',
      error_description: description,
      error_codes: [50173],
      timestamp: '2026-11-02 08:15:30Z',
      trace_id: trace,
      correlation_id: correlation,
      suberror: 'bad_token',
    };
    expect(parseErrorBody(JSON.stringify(body), 'application/json')).toEqual({
      form: 'json',
      error: 'invalid_grant',
      error_description: description,
      codes: [50173],
      code: 50173,
      suberror: 'bad_token',
      ...idFacts,
      defects: [],
      raw: description,
    });
  });

  it.each<[string, string, unknown]>([
    ['the word alone', '{"error":"invalid_grant"}', { error: 'invalid_grant', raw: 'invalid_grant', codes: [] }],
    [
      'the sentence alone',
      '{"error_description":"AADSTS50173: The grant is revoked."}',
      { code: 50173, raw: 'AADSTS50173: The grant is revoked.' },
    ],
  ])('reads %s', (_what, text, expected) => {
    expect(parseErrorBody(text, 'application/json')).toMatchObject(expected as object);
  });

  it('takes the innermost of nested codes', () => {
    const error = parseErrorBody(
      '{"error":"invalid_client","error_description":"AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid signature."}',
    );
    expect([error?.codes, error?.code]).toEqual([[70002, 50012], 50012]);
  });

  it('takes error_codes only beside a registered word', () => {
    expect(parseErrorBody('{"error":"invalid_grant","error_description":"x","error_codes":[70000,70008]}')?.code).toBe(
      70008,
    );
    const madeUp = parseErrorBody(
      `{"error":"narwhal_parade","error_description":"x","error_codes":[50173],"trace_id":"${trace}"}`,
    );
    expect(madeUp).toMatchObject({ error: 'narwhal_parade', codes: [], trace_id: trace });
    expect(madeUp).not.toHaveProperty('code');
  });

  it.each([
    ['cut inside the description', `{"error":"invalid_resource","error_description":"${missing}`],
    [
      'without its braces, wrapped',
      `"error":"invalid_resource","error_description":"${missing.replace('in the tenant', 'in\n   the tenant')}"`,
    ],
    ['with typographic quotes', `{“error”:“invalid_resource”,“error_description”:“${missing}”}`],
    ['with a quote that nobody escaped', `{"error":"invalid_resource","error_description":"${missing} "so" it is"}`],
  ])('reads broken JSON %s', (_what, text) => {
    expect(parseErrorBody(text)).toMatchObject({
      form: 'json',
      error: 'invalid_resource',
      code: 500011,
      resource: 'https://mail.contoso.com/',
      tenant: 'Contoso Ltd',
      defects: [{ code: 'broken-json', at: 0 }],
    });
  });

  it('reads an auto-posted form', () => {
    const html = `<html><body><form method="POST" action="https://mail.contoso.com/owa/"><input type="hidden" name="error" value="access_denied" /><input type='hidden' name='error_description' value='AADSTS65004: User declined to consent to access the app &#39;Mail&#39;.' /></form></body></html>`;
    expect(parseErrorBody(html, 'text/html')).toMatchObject({
      form: 'form-post',
      error: 'access_denied',
      code: 65004,
      error_description: "AADSTS65004: User declined to consent to access the app 'Mail'.",
    });
  });

  it('reads the configuration object of an Entra page', () => {
    const html = `<!DOCTYPE html><html><script>//<![CDATA[\n$Config={"sErrorCode":"50011","strServiceExceptionMessage":"AADSTS50011: The redirect URI \\u0027https://mail.contoso.com/owa\\u0027 does not match.","correlationId":"x"};</script></html>`;
    expect(parseErrorBody(html)).toMatchObject({
      form: 'html',
      codes: [50011],
      code: 50011,
      raw: "AADSTS50011: The redirect URI 'https://mail.contoso.com/owa' does not match.",
    });
  });

  it('reads a page which gives only the number', () => {
    expect(parseErrorBody('<html><script>$Config={"iErrorDesc":1,"sErrorCode":"50126","x":1};</script>')).toMatchObject(
      {
        form: 'html',
        code: 50126,
      },
    );
  });

  it('reads an error that stands in the text of a page', () => {
    const html = `<div id="exceptionMessage">AADSTS50020: User account <b>a@contoso.com</b> does not exist in tenant.</div><ul><li>Request Id: ${trace}</li><li>Correlation Id: ${correlation}</li><li>Timestamp: 2026-11-02T08:15:30Z</li></ul>`;
    expect(parseErrorBody(html)).toMatchObject({
      error_description: 'AADSTS50020: User account a@contoso.com does not exist in tenant.',
      code: 50020,
      trace_id: trace,
      correlation_id: correlation,
      timestamp: '2026-11-02T08:15:30Z',
    });
  });

  it('reads a page of AD FS', () => {
    const html = `<html><div id="errorMessage">MSIS9224: Received invalid OAuth authorization request.</div><p>Activity ID: ${correlation}</p></html>`;
    expect(parseErrorBody(html)).toMatchObject({
      form: 'html',
      msis: 'MSIS9224',
      codes: [],
      correlation_id: correlation,
    });
  });

  it.each([
    '<html><body>Welcome</body></html>',
    '<html><script>$Config={"sErrorCode":"","strServiceExceptionMessage":null};</script></html>',
    '<form><input name="login" value="x"><input type=hidden name=error value=""></form>',
    '{"access_token":"x","expires_in":3599}',
    '{"error":{"code":"InvalidAuthenticationToken","message":"Access token is empty."}}',
    '{"error":"nothing we know"}',
    '',
  ])('finds no error in %s', (text) => {
    expect(parseErrorBody(text)).toBeUndefined();
  });
});

describe('parseErrorText', () => {
  it('reads nested codes in a wrapped PowerShell print, and the OAuth word before them', () => {
    const text = `Unable to get token. Error code: 'invalid_client'. Description: 'AADSTS70002:\n Error validating credentials. AADSTS50012: Client assertion contains an invalid signature.`;
    const error = parseErrorText(text);
    expect(error).toMatchObject({ form: 'text', error: 'invalid_client', codes: [70002, 50012], code: 50012 });
    expect(text).toContain(error?.raw);
  });

  it('reads the JSON in an exception, description first', () => {
    const text = `com.example.AuthenticationException: {"error_description":"AADSTS50173: The grant is {revoked}.\\r\\nTrace ID: ${trace}\\r\\nTimestamp: 2026-11-02 08:15:30Z","error":"invalid_grant"} at Main`;
    expect(parseErrorText(text)).toMatchObject({
      form: 'json',
      error: 'invalid_grant',
      code: 50173,
      trace_id: trace,
      raw: text.slice(text.indexOf('{'), text.indexOf(' at Main')),
    });
  });

  it.each([
    '"status": {\n "errorCode": 500011,\n "failureReason": "The resource principal named https://mail.contoso.com/ was not found in \n the tenant named contoso.com. This can happen if …"',
    'Sign-in error code: 500011\nFailure reason: The resource principal named https://mail.contoso.com/ was not found in the tenant named contoso.com. This can happen if …',
  ])('reads the sign-in log %j', (text) => {
    const error = parseErrorText(text);
    expect(error).toMatchObject({
      form: 'text',
      codes: [500011],
      code: 500011,
      resource: 'https://mail.contoso.com/',
      tenant: 'contoso.com',
    });
    expect(text).toContain(error?.raw);
  });

  it('names application and directory of 700016 apart from a resource', () => {
    const error = parseErrorText(
      "AADSTS700016: Application with identifier 'x' was not found in the directory 'B'. This can happen if",
    );
    expect(error).toMatchObject({ code: 700016, tenant: 'B' });
    expect(error).not.toHaveProperty('resource');
  });

  it('reads an address copied from the browser', () => {
    const url = `https://mail.contoso.com/owa/?error=invalid_resource&error_description=${encoded(missing)}`;
    expect(parseErrorText(`I was sent to ${url} and it ends there`)).toMatchObject({
      form: 'redirect',
      code: 500011,
      tenant: 'Contoso Ltd',
      raw: url,
    });
  });

  it('reads an address of a sign-in host that names no number', () => {
    const url = `https://login.microsoftonline.com/common/oauth2/nativeclient?error=invalid_scope&error_description=${encoded("The provided value for the input parameter 'scope' is not valid.").replaceAll("'", '%27')}`;
    expect(parseErrorText(`> ${url}`)).toMatchObject({
      form: 'redirect',
      error: 'invalid_scope',
      code: 70011,
      raw: url,
    });
    const bare = 'https://login.microsoftonline.com/common/oauth2/nativeclient?error=access_denied';
    expect(parseErrorText(bare)).toMatchObject({ form: 'redirect', error: 'access_denied', codes: [], raw: bare });
    expect(parseErrorText(bare)).not.toHaveProperty('code');
    expect(parseErrorText('https://login.contoso.com/oauth2/authorize?error=access_denied')).toBeUndefined();
  });

  it.each(['AADSTS **53003**', 'AADSTS 53003', 'AADSTS`53003`'])('reads a number that is set apart: %s', (text) => {
    expect(parseErrorText(`It fails with ${text} since noon.`)).toMatchObject({ codes: [53003], code: 53003 });
  });

  it.each([
    'All is well.',
    'What AADSTS 2026 brings.',
    '{"error":"invalid_request","error_description":"Token type is not allowed."}',
    '"errorCode": 0, "failureReason": "Other."',
    'errorCode: 50173',
    '',
  ])('finds no error in %s', (text) => {
    expect(parseErrorText(text)).toBeUndefined();
  });
});

describe('every reader of Entra errors', () => {
  const readers = [
    parseErrorLocation,
    parseErrorText,
    (text: string) => parseErrorBody(text),
    (text: string) => parseErrorBody(text, 'text/html'),
  ];

  it('tells an error of Entra from the OAuth error of another product', () => {
    const error = parseErrorBody('{"error":"invalid_client","error_description":"The token has no valid algorithm."}');
    expect(error && isEntraError(error)).toBe(false);
  });

  it('never throws on random text', () => {
    const words = fc.constantFrom(
      'AADSTS50173',
      ':',
      '"error"',
      '"',
      '{',
      '}',
      ' ',
      '\n',
      '?error=',
      '&',
      '%',
      '<input name="error" value="',
      '>',
      '“',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        for (const read of readers) expect((read(value)?.raw ?? '').length).toBeLessThanOrEqual(1000);
      }),
    );
  });

  it.each(nastyRuns)('takes time in proportion on a run of %j', (run) => {
    for (const read of readers) {
      expectLinear((n) => read(`"error":"x${run.repeat(n)}AADSTS50001${run.repeat(n)}x`));
    }
    expectLinear((n) => parseErrorBody(`<input ${run.repeat(n)} AADSTS50001 ${run.repeat(n)}<`, 'text/html'));
  });
});
