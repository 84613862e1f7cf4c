import { describe, expect, it } from 'vitest';
import { parseErrorHtml } from '../../src/parse/entra-html.js';

const id = 'bbbbbbbb-0000-0000-0000-000000000002';
const form = (fields: string) => `<html><form method="post">${fields}</form></html>`;

describe('parseErrorHtml', () => {
  it.each<[string, string]>([
    ['double quotes', '<input type="hidden" name="error" value="access_denied">'],
    ['single quotes', "<input type='hidden' name='error' value='access_denied' />"],
    ['no quotes', '<input type=hidden name=error value=access_denied>'],
    ['capitals', '<INPUT NAME="Error" VALUE="access_denied">'],
    ['another field before it', '<input name="state" value="1"><input name="error" value="access_denied">'],
    [
      'a second value, which does not count',
      '<input name="error" value="access_denied"><input name="error" value="x">',
    ],
  ])('reads a form that posts itself, with %s', (_, fields) => {
    expect(parseErrorHtml(form(fields))).toMatchObject({ form: 'form-post', error: 'access_denied' });
  });

  it.each<[string, string, string]>([
    ['in decimal', '&#39;a&#39;', "'a'"],
    ['in hexadecimal', '&#x27;a&#X27;', "'a'"],
    ['with a name', '&lt;a&gt; &amp; &quot;b&quot; &apos;c&apos;', '<a> & "b" \'c\''],
    ['with a name in capitals', '&LT;a&GT;', '<a>'],
    ['with a name that we do not know', '&eur; a', '&eur; a'],
    ['that is no character', '&#x110000; a', '&#x110000; a'],
    ['that is the last character', 'a &#x10FFFF; b', 'a \u{10ffff} b'],
  ])('reads a character %s', (_, written, expected) => {
    const page = `<div>AADSTS50020: ${written} .</div>`;
    expect(parseErrorHtml(page)?.error_description).toBe(`AADSTS50020: ${expected} .`);
  });

  it.each<[string, string]>([
    ['its element', '<p>AADSTS50020: <b>No</b> such account.</p><p>Else.</p>'],
    ['its cell', '<td>AADSTS50020: No such account.</td><td>Else.</td>'],
    ['its heading', '<h2>AADSTS50020: No such account.</h2>Else.'],
    ['the string of a script', '<script>var m = "AADSTS50020: No such account."; var n = "Else.";</script>'],
    [
      'the string of a script, behind words',
      '<script>var m = "Sorry, AADSTS50020: No such account."; x("Else");</script>',
    ],
    ['the page', '<div>AADSTS50020: No such account.'],
  ])('ends the text of an error with %s', (_, page) => {
    expect(parseErrorHtml(page)).toMatchObject({
      form: 'html',
      code: 50020,
      error_description: 'AADSTS50020: No such account.',
      raw: 'AADSTS50020: No such account.',
    });
  });

  it('quotes the number where the page has no words', () => {
    const error = parseErrorHtml('<script>$Config={"sErrorCode":50126,"x":1};</script>');
    expect(error).toMatchObject({ form: 'html', code: 50126, raw: 'sErrorCode 50126' });
    expect(error).not.toHaveProperty('error_description');
  });

  it('believes the words of the page before its number', () => {
    const page =
      '<script>$Config={"sErrorCode":"50126","strServiceExceptionMessage":"AADSTS50034: No user."};</script>';
    expect(parseErrorHtml(page)).toMatchObject({ code: 50034, error_description: 'AADSTS50034: No user.' });
  });

  it('reads a message with a quote in it to its end', () => {
    const page =
      '<script>$Config={"strServiceExceptionMessage":"AADSTS50034: The \\"user\\" is unknown.","x":"y"};</script>';
    expect(parseErrorHtml(page)?.error_description).toBe('AADSTS50034: The "user" is unknown.');
  });

  it('finds the ids wherever the page prints them', () => {
    const page = `<li>Correlation Id: ${id}</li><div>AADSTS50020: No.</div><li>Timestamp: <b>2026-11-02T08:15:30Z</b></li>`;
    expect(parseErrorHtml(page)).toMatchObject({ correlation_id: id, timestamp: '2026-11-02T08:15:30Z' });
  });

  it('reads a quarter of a million characters, and quotes a thousand', () => {
    expect(parseErrorHtml(`${' '.repeat(300_000)}<p>AADSTS50020: No.</p>`)).toBeUndefined();
    expect(parseErrorHtml(`<p>AADSTS50020: ${'no '.repeat(900)}</p>`)?.raw).toHaveLength(1000);
  });

  it.each<[string, string]>([
    ['a form without a value', form('<input name="error">')],
    ['a form with an empty value', form('<input name="error" value="">')],
    ['a number that is too short', '<script>$Config={"sErrorCode":"126"};</script>'],
    ['a message without a code', '<script>$Config={"strServiceExceptionMessage":"Sorry."};</script>'],
    ['words without a code', '<p>Sorry, AADSTS did not work.</p>'],
  ])('finds no error in %s', (_, page) => {
    expect(parseErrorHtml(page)).toBeUndefined();
  });
});
