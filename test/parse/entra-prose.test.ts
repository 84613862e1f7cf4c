import { describe, expect, it } from 'vitest';
import { parseErrorTexts } from '../../src/parse/entra-prose.js';

const id = 'aaaaaaaa-0000-0000-0000-000000000001';
const other = 'bbbbbbbb-0000-0000-0000-000000000002';
const json = '{"error":"invalid_grant","error_description":"AADSTS50173: Expired.","error_codes":[50173]}';
const raws = (text: string) => parseErrorTexts(text).map(({ raw }) => raw);
const codes = (text: string) => parseErrorTexts(text).map((error) => error.codes);

describe('parseErrorTexts', () => {
  it.each<[string, string, string, string]>([
    ['an empty line', 'It said: ', 'AADSTS50173: Expired.', '\n\nAnd so on.'],
    ['an empty line of Windows', '', 'AADSTS50173: Expired.', '\r\n\r\nAnd so on.'],
    ['its timestamp', '', 'AADSTS50173: Expired.\nTimestamp: 2026-11-02 08:15:30Z', ' and so on'],
    ['the quote of a string in JSON', '{"message":"', 'AADSTS50173: Expired.', '","next":1}'],
    ['the quote of the last string in JSON', '{"message":"', 'AADSTS50173: Expired.', '" }'],
    ['the end of the text', '', 'AADSTS50173: Expired', ''],
    ['its object', 'ResponseBody: ', json, ' at Main.run'],
    ['its object, before an empty line', '', json, '\n\nAnd so on.'],
  ])('ends an error with %s', (_, before, raw, behind) => {
    expect(raws(before + raw + behind)).toEqual([raw]);
  });

  it.each<[string, string, string]>([
    ['blanks', 'see ', ' please'],
    ['quotes', '"', '"'],
    ['single quotes', "'", "'"],
    ['angle brackets', '<', '>'],
    ['backticks', '`', '`'],
    ['nothing', '', ''],
  ])('takes an address out of %s', (_, before, behind) => {
    const url = 'https://mail.contoso.com/owa/?error=invalid_grant&error_description=AADSTS50173%3a+Expired.';
    expect(parseErrorTexts(before + url + behind)).toMatchObject([{ form: 'redirect', code: 50173, raw: url }]);
  });

  it('reads an address and what stands behind it as two', () => {
    const url = 'https://mail.contoso.com/owa/?error=x&error_description=AADSTS50173%3a+Expired.';
    expect(codes(`${url} and then AADSTS50034: No user.`)).toEqual([[50173], [50034]]);
  });

  it.each<[string, string, number[][]]>([
    ['an empty line', 'AADSTS70002: A.\n\nAADSTS50012: B.', [[70002], [50012]]],
    ['an empty line with blanks', 'AADSTS70002: A.\n  \r\nAADSTS50012: B.', [[70002], [50012]]],
    ['a timestamp', 'AADSTS70002: A. Timestamp: 2026-11-02 08:15:30Z AADSTS50012: B.', [[70002], [50012]]],
    ['a thousand characters', `AADSTS70002: A.${' -'.repeat(500)} AADSTS50012: B.`, [[70002], [50012]]],
    ['a few words', `AADSTS70002: A.${' -'.repeat(300)} AADSTS50012: B.`, [[70002, 50012]]],
    ['the end of an object', `${json} ${json.replaceAll('50173', '50034')}`, [[50173], [50034]]],
    ['a line', `${json}\n${json.replaceAll('50173', '50034')}`, [[50173], [50034]]],
  ])('tells two errors apart, or joins them, by %s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('reads one error and its echo in the JSON below as one, and another error beside it as two', () => {
    expect(codes(`AADSTS50173: Expired.\n\n${json}`)).toEqual([[50173]]);
    expect(codes(`AADSTS50034: No user.\n\n${json}`)).toEqual([[50034], [50173]]);
    expect(codes('AADSTS50034: No user.\n\nAADSTS50034: No user.')).toEqual([[50034], [50034]]);
  });

  it('takes a list of codes for an error only where it has an id or a time', () => {
    const list = 'AADSTS50173 AADSTS500011 AADSTS50001 AADSTS53003';
    expect(codes(list)).toEqual([]);
    expect(codes(list.slice(0, list.lastIndexOf(' ')))).toEqual([[50173, 500011, 50001]]);
    for (const mark of [`Trace ID: ${id}`, `Correlation ID: ${id}`, 'Timestamp: 2026-11-02 08:15:30Z']) {
      expect(codes(`${list} ${mark}`)).toEqual([[50173, 500011, 50001, 53003]]);
    }
  });

  it('takes a page that explains code after code for nobody’s error', () => {
    const page = ['50011', '50034', '50126', '50173'].map((code) => `AADSTS${code} - What it means.`);
    expect(codes(page.join('\n\n'))).toEqual([]);
    expect(codes(page.slice(1).join('\n\n'))).toHaveLength(3);
    expect(codes(`${page.join('\n\n')} Trace ID: ${id}`)).toHaveLength(4);
  });

  it('gives each error the ids below it, and never those of the next', () => {
    const text = `AADSTS50173: A.\n\nRequest Id: ${id}\n\nAADSTS50034: B.\n\nRequest Id: ${other}`;
    expect(parseErrorTexts(text).map(({ trace_id }) => trace_id)).toEqual([id, other]);
    const late = `AADSTS50173: A.\n\nAADSTS50034: B.\n\nRequest Id: ${other}`;
    expect(parseErrorTexts(late).map(({ trace_id }) => trace_id)).toEqual([undefined, other]);
  });

  it('takes ids for an error’s own that stand within four hundred characters', () => {
    const at = (blanks: number) => parseErrorTexts(`AADSTS50173: A.\n\n${' '.repeat(blanks)}Request Id: ${id}`)[0];
    expect(at(300)).toMatchObject({ trace_id: id });
    expect(at(450)).not.toHaveProperty('trace_id');
  });

  it('quotes a thousand characters at most', () => {
    expect(raws(`AADSTS50173: ${'x'.repeat(3000)}`)[0]).toHaveLength(1000);
  });

  it.each<[string, string, string | undefined]>([
    ['before the code', 'invalid_grant: AADSTS50173: A.', 'invalid_grant'],
    ['named as the code', "Error code: 'invalid_client'. Description: 'AADSTS70002: A.", 'invalid_client'],
    ['named as the error', 'error=invalid_client, description=AADSTS70002: A.', 'invalid_client'],
    ['that is not registered', 'narwhal_parade: AADSTS50173: A.', undefined],
    ['that is named, but not registered', 'error: narwhal_parade, so AADSTS50173: A.', undefined],
    ['far before', `error: invalid_grant ${' '.repeat(200)} AADSTS50173: A.`, undefined],
  ])('reads the OAuth word %s', (_, text, expected) => {
    expect(parseErrorTexts(text)[0]?.error).toBe(expected);
  });

  it.each<[string, string, number]>([
    ['denied', 'It was not AADSTS50011 after all.', 0],
    ['denied in Japanese', '原因は AADSTS50011 ではありませんでした。', 0],
    ['gone, in Japanese', '変更後、AADSTS50011 は発生しなくなりました。', 0],
    ['solved, in Japanese', '「AADSTS50011」エラーは解消しました。', 0],
    ['there, in Japanese', 'AADSTS50011 は今も発生しています。', 1],
    ['that is gone', 'We see no longer the error AADSTS50011.', 0],
    ['denied in German', 'Es war nicht der Fehler AADSTS50011.', 0],
    ['that an article warns of', 'The article says that a missing name shows as AADSTS50011.', 0],
    ['that would be', 'If AADSTS50011 comes up, we will call.', 0],
    ['that would be, in Japanese', 'AADSTS50011 が出る場合はご連絡ください。', 0],
    ['behind a sentence on an article', 'I read the article. Outlook says AADSTS50011.', 1],
    [
      'with its words, behind a question',
      'Do you know if this is known? AADSTS50011: The reply URL does not match.',
      1,
    ],
    ['asked about', 'I do not know why it says AADSTS50011.', 1],
    ['behind a denial', 'That did not help: AADSTS50011.', 1],
  ])('reads a code %s', (_, text, times) => {
    expect(codes(text)).toHaveLength(times);
  });

  it('reads a code of AD FS', () => {
    expect(parseErrorTexts('It fails: MSIS9224: Received invalid request.')).toMatchObject([
      { form: 'text', codes: [], msis: 'MSIS9224', raw: 'MSIS9224: Received invalid request.' },
    ]);
  });

  it.each<[string, string]>([
    ['as JSON', `{"status":{"errorCode":50173,"failureReason":"The grant expired."},"correlationId":"${id}"}`],
    [
      'as JSON, the reason first',
      `{"status":{"failureReason":"The grant expired.","errorCode":50173},"correlationId":"${id}"}`,
    ],
  ])('reads an export of the sign-in log %s', (_, text) => {
    expect(parseErrorTexts(text)).toMatchObject([
      { form: 'text', codes: [50173], code: 50173, error_description: 'The grant expired.' },
    ]);
  });

  it('reads the page of the sign-in log in the portal', () => {
    expect(parseErrorTexts('Sign-in error code: 50173\nFailure reason: The grant expired.')).toMatchObject([
      { code: 50173, error_description: 'The grant expired.' },
    ]);
  });

  it.each<[string, string]>([
    ['English', 'Error Code: 53003\nRequest Id: <1>\nCorrelation Id: <2>\nTimestamp: 2026-11-02T08:15:30Z'],
    ['Japanese', 'エラー コード: 53003\n要求 ID: <1>\n関連付け ID: <2>\nタイムスタンプ: 2026-11-02T08:15:30Z'],
    ['German', 'Fehlercode: 53003\r\nAnforderungs-ID: <1>\r\nKorrelations-ID: <2>'],
  ])('reads the details of the error page in %s', (_, page) => {
    const text = `x\n${page.replace('<1>', id).replace('<2>', other)}`;
    expect(parseErrorTexts(text)).toMatchObject([{ code: 53003, trace_id: id, correlation_id: other }]);
    expect(parseErrorTexts(text.replace('53003', '12345'))).toEqual([]);
  });

  it.each<[string, string]>([
    ['a success', '"errorCode": 0, "failureReason": "Other."'],
    ['a number without a reason', '"errorCode": 50173'],
    ['a reason without a number', '"failureReason": "The grant expired."'],
    ['a reason far from the number', `"errorCode": 50173,${' '.repeat(2500)}"failureReason": "The grant expired."`],
    ['nothing', ''],
  ])('takes %s for no entry of the sign-in log', (_, text) => {
    expect(parseErrorTexts(text)).toEqual([]);
  });
});
