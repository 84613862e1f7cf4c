import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, columns, hardBreak, wrap } from '../../src/report/columns.js';

describe('columns', () => {
  it.each([
    ['ASCII', 'abc', 3],
    ['kanji, kana and full stops', '先進ア。', 8],
    ['a combining mark', 'e\u0301', 1],
    ['halfwidth katakana', 'ｱｲ', 2],
    ['an emoji', '😀', 2],
    ['nothing', '', 0],
  ])('counts %s', (_what, text, expected) => {
    expect(columns(text)).toBe(expected);
  });
});

describe('wrap', () => {
  it('breaks at blanks', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  });

  it('breaks between kanji but never begins a line with a full stop', () => {
    expect(wrap('認証認証。認証', 8)).toEqual(['認証認', '証。認証']);
  });

  it('keeps an opening bracket with what follows', () => {
    expect(wrap('認証「認証」', 6)).toEqual(['認証', '「認', '証」']);
  });

  it('breaks a word only when it is wider than a line', () => {
    expect(wrap('a https://mail.contoso.com/ b', 10)).toEqual(['a', 'https://ma', 'il.contoso', '.com/ b']);
  });

  it('never makes a line wider than asked, and loses nothing but blanks', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '。', '認', '(', 'カ', '😀', '.') }), (text) => {
        const lines = wrap(text, 7);
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(7);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});

describe('hardBreak and clip', () => {
  it('hardBreak loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '認', '😀', '(') }), (text) => {
        expect(hardBreak(text, 5).join('')).toBe(text);
      }),
    );
  });

  it('clip fits the width with its ellipsis', () => {
    expect(clip('abcdef', 6)).toBe('abcdef');
    expect(clip('abcdefg', 6)).toBe('abcde…');
    expect(clip('認証認証', 6)).toBe('認証…');
  });
});
