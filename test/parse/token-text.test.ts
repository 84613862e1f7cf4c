import { describe, expect, it } from 'vitest';
import { embeddedToken, sentLength, tidyTokenText } from '../../src/parse/token-text.js';

const token = 'eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIn0.c2ln';

describe('tidyTokenText', () => {
  it.each<[string, string]>([
    ['with its header', `Authorization: Bearer ${token}`],
    ['with its header and no blank', `authorization:bearer ${token}`],
    ['of a form', `Authorization=Bearer+${token}`],
    ['behind a colon', `Bearer:${token}`],
    ['in angle brackets and quotes', `<'${token}'>`],
    ['before a semicolon', `"${token}";`],
    ['percent-encoded', `Bearer%20${token}`],
    ['in quotes that are percent-encoded', `%22${token}%22`],
    ['with invisible characters', `\u200b${token.slice(0, 9)}\u00ad${token.slice(9)}\ufeff`],
  ])('takes a token out of its surroundings: %s', (_, text) => {
    expect(tidyTokenText(text)).toEqual({ text: token, followed: false, elided: false });
  });

  it.each<[string, string, number]>([
    ['by a blank', `${token.slice(0, 7)} ${token.slice(7)}`, 7],
    ['by a line break, behind a label', `Bearer ${token.slice(0, 7)}\r\n${token.slice(7)}`, 14],
    ['twice', `${token.slice(0, 7)} ${token.slice(7, 21)}\n${token.slice(21)}`, 7],
    ['in a quoted mail', `> ${token.slice(0, 7)}\n> ${token.slice(7)}`, 9],
    ['in a mail quoted with bars', `| ${token.slice(0, 7)}\n| ${token.slice(7)}`, 9],
  ])('says where a token is broken %s', (_, text, blankAt) => {
    expect(tidyTokenText(text)).toEqual({ text: token, blankAt, followed: false, elided: false });
  });

  it.each<[string, string]>([
    ['words that are no part of a token', `${token} (expired)`],
    ['another token', `${token} ${token}`],
  ])('leaves %s behind a token', (_, text) => {
    expect(tidyTokenText(text)).toEqual({ text: token, followed: true, elided: false });
  });

  it.each<[string, string, string, boolean]>([
    ['three full stops', 'eyJ0eXAi...', 'eyJ0eXAi', true],
    ['four full stops', 'eyJ0eXAi....', 'eyJ0eXAi', true],
    ['an ellipsis', 'eyJ0eXAi…', 'eyJ0eXAi', true],
    ['two full stops: an empty payload and no signature', 'eyJ0eXAi..', 'eyJ0eXAi..', false],
    ['one full stop: no signature', 'eyJ0eXAi.e30.', 'eyJ0eXAi.e30.', false],
    ['nothing but full stops', '....', '', true],
  ])('tells a cut from empty parts: %s', (_, text, expected, elided) => {
    expect(tidyTokenText(text)).toMatchObject({ text: expected, elided });
  });

  it('reads on over a stray percent sign', () => {
    expect(tidyTokenText('eyJ%zz.e30.').text).toBe('eyJ%zz.e30.');
  });

  it.each<[string, string, string]>([
    ['an escaped full stop', 'eyJ=2Ee30=\n.x', 'eyJ.e30.x'],
    ['an escaped hyphen and an equals sign', 'eyJ.e=2D0=3d=\r\n.x', 'eyJ.e-0=.x'],
    ['an escaped underscore', 'eyJ.e=5F=\n.x', 'eyJ.e_.x'],
  ])('undoes quoted-printable: %s', (_, text, expected) => {
    expect(tidyTokenText(text).text).toBe(expected);
  });

  it('undoes no escapes where no line ends softly', () => {
    expect(tidyTokenText('eyJ=2E\n').text).toBe('eyJ=2E');
  });

  it('takes a word that begins with Bearer for no label', () => {
    expect(tidyTokenText('bearer-token').text).toBe('bearer-token');
    expect(tidyTokenText('bearer.e30.x').text).toBe('bearer.e30.x');
  });
});

describe('embeddedToken', () => {
  it.each<[string, string, string | undefined]>([
    ['in JSON', `{"access_token":"${token}"}`, token],
    ['the first of two', `a=${token}&b=${token}x`, token],
    ['without signature', `t=${token.slice(0, -4)}`, token.slice(0, -4)],
    ['behind a longer word', `x${token}`, undefined],
    ['with one part', 'eyJhbGciOiJub25lIn0', undefined],
  ])('finds a token %s', (_, text, expected) => {
    expect(embeddedToken(text)).toBe(expected);
  });
});

describe('sentLength', () => {
  it.each<[string, string, number]>([
    ['a token', 'a.bc.def', 8],
    ['a token that was redacted as a whole', 'REDACTED-token-1-1200', 1200],
    ['a token whose signature was redacted', 'ab.cd.REDACTED-signature-1-342', 348],
    ['a word that only looks redacted', 'REDACTED-x', 10],
  ])('counts %s as it was sent', (_, text, expected) => {
    expect(sentLength(text)).toBe(expected);
  });
});
