import { describe, expect, it } from 'vitest';
import { isEntraError, oneLine, readErrorText } from '../../src/parse/entra-text.js';

const id = 'aaaaaaaa-0000-0000-0000-000000000001';
const other = 'bbbbbbbb-0000-0000-0000-000000000002';

describe('readErrorText', () => {
  it.each<[string, string, string | undefined, string | undefined]>([
    [
      'a principal and a tenant by name',
      'The resource principal named https://mail.contoso.com/ was not found in the tenant named Contoso Ltd. This can happen if',
      'https://mail.contoso.com/',
      'Contoso Ltd',
    ],
    [
      'a name with a full stop in it',
      'The resource principal named api://x was not found in the tenant named Contoso Ltd. Tokyo. This can happen if',
      'api://x',
      'Contoso Ltd. Tokyo',
    ],
    [
      'names in quotes',
      "The application named 'https://mail.contoso.com/' was not found in the tenant named 'contoso.com'.",
      'https://mail.contoso.com/',
      'contoso.com',
    ],
    [
      'a tenant at the end of a sentence',
      'The resource named x was not found in the tenant named contoso.com. And so on',
      'x',
      'contoso.com',
    ],
    [
      'a tenant before a quote',
      'The resource named x was not found in the tenant named contoso.com."',
      'x',
      'contoso.com',
    ],
    [
      'a tenant at the end of the text',
      'The resource named x was not found in the tenant named contoso.com',
      'x',
      'contoso.com',
    ],
    [
      'a tenant before other words, cut',
      'The resource named x was not found in the tenant named contoso.com and',
      'x',
      'contoso.com',
    ],
    ['a directory', "Application with identifier 'x' was not found in the directory 'Contoso'.", undefined, 'Contoso'],
    ['a name at the beginning', 'principal named x was not found in the tenant named y.', 'x', 'y'],
    [
      'a disabled service principal',
      "The service principal for resource 'https://mail.contoso.com/' is disabled.",
      'https://mail.contoso.com/',
      undefined,
    ],
    [
      'the resource of a request',
      'Resource value from request: https://mail.contoso.com. Resource app ID: x',
      'https://mail.contoso.com.',
      undefined,
    ],
    ['an empty name', "The resource named '' was not found in the tenant named ''.", undefined, undefined],
    ['no name', 'The grant has expired.', undefined, undefined],
  ])('names resource and tenant: %s', (_, text, resource, tenant) => {
    const said = readErrorText(text);
    expect([said.resource, said.tenant]).toEqual([resource, tenant]);
  });

  it.each<[string, string, number[]]>([
    ['one', 'AADSTS50173: A.', [50173]],
    ['nested ones, the innermost last', 'AADSTS70002: A. AADSTS50012: B.', [70002, 50012]],
    ['one that stands twice', 'AADSTS50173: A. (AADSTS50173)', [50173]],
    ['seven digits', 'AADSTS7000215: A.', [7000215]],
    ['one that is set apart', 'AADSTS **53003**', [53003]],
    ['in small letters', 'aadsts50173', [50173]],
    ['too many digits', 'AADSTS50173123456', []],
    ['a year', 'AADSTS 2026', []],
  ])('reads codes: %s', (_, text, codes) => {
    expect(readErrorText(text)).toMatchObject({ codes });
    expect(readErrorText(text).code).toBe(codes.at(-1));
  });

  it.each<[string, string, object]>([
    ['of Entra', `Trace ID: ${id}\r\nCorrelation ID: ${other}`, { trace_id: id, correlation_id: other }],
    ['of a page', `Request Id: ${id} Correlation Id: ${other}`, { trace_id: id, correlation_id: other }],
    ['of AD FS', `Activity ID: ${id}`, { correlation_id: id }],
    ['with both, of which Entra’s counts', `Activity ID: ${id} Correlation ID: ${other}`, { correlation_id: other }],
    ['before more text', `Trace ID: ${id}, so`, { trace_id: id }],
    ['that is cut, which is none', `Trace ID: ${id.slice(0, -1)}`, {}],
    ['with the time', `Timestamp: 2026-11-02 08:15:30Z`, { timestamp: '2026-11-02 08:15:30Z' }],
  ])('reads ids: %s', (_, text, expected) => {
    expect(readErrorText(text)).toEqual({ codes: [], ...expected });
  });
});

describe('isEntraError', () => {
  const bare = { form: 'json', codes: [], defects: [], raw: '' } as const;

  it.each<[string, object, boolean]>([
    ['a code', { codes: [50173] }, true],
    ['a code of AD FS', { msis: 'MSIS9224' }, true],
    ['a trace id', { trace_id: id }, true],
    ['a correlation id', { correlation_id: id }, true],
    ['nothing but an OAuth word', { error: 'invalid_grant' }, false],
  ])('knows an error by %s', (_, own, expected) => {
    expect(isEntraError({ ...bare, ...own })).toBe(expected);
  });
});

describe('oneLine', () => {
  it('makes one blank of many, and none at the ends', () => {
    expect(oneLine(' a\r\n  b\t\tc \n')).toBe('a b c');
  });
});
