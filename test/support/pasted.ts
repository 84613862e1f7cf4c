/** A refusal with full proof, as it is pasted: modern authentication is not switched on for the domain. */
export const refusedText = [
  'POST https://mail.contoso.com/mapi/emsmdb/ HTTP/1.1',
  'Host: mail.contoso.com',
  'X-User-Identity: megan@contoso.com',
  'Authorization: Bearer',
  '',
  'HTTP/1.1 401 Unauthorized',
  'X-FEServer: EX01',
  'WWW-Authenticate: Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@aaaabbbb-0000-cccc-1111-dddd2222eeee", token_types="app_asserted_user_v1"',
  `x-ms-diagnostics: 4000000;reason="Flighting is not enabled for domain 'megan@contoso.com'.";error_category="oauth_not_available"`,
  '',
  '',
].join('\r\n');

/** The same as a HAR of one entry. */
export const refusedHar = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'contoso', version: '1' },
    entries: [
      {
        startedDateTime: '2025-03-01T09:30:00.000Z',
        time: 1,
        request: {
          method: 'POST',
          url: 'https://mail.contoso.com/mapi/emsmdb/',
          httpVersion: 'HTTP/1.1',
          headers: [
            { name: 'X-User-Identity', value: 'megan@contoso.com' },
            { name: 'Authorization', value: 'Bearer' },
          ],
        },
        response: {
          status: 401,
          statusText: 'Unauthorized',
          httpVersion: 'HTTP/1.1',
          headers: refusedText
            .split('\r\n')
            .slice(6, 9)
            .map((line) => ({ name: line.slice(0, line.indexOf(':')), value: line.slice(line.indexOf(':') + 2) })),
          content: { size: 0, mimeType: '' },
        },
      },
    ],
  },
});
