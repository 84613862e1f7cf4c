import { describe, expect, it } from 'vitest';
import { chooseLanguage, limitText, ruleText, uiText } from '../../src/messages/language.js';

describe('chooseLanguage', () => {
  it.each([
    ['the flag before everything', 'en', { LANG: 'ja_JP.UTF-8' }, 'en'],
    ['the flag in capitals', 'JA', {}, 'ja'],
    ['LC_ALL before the others', undefined, { LC_ALL: 'C', LC_MESSAGES: 'ja_JP', LANG: 'ja_JP' }, 'en'],
    ['LC_MESSAGES before LANG', undefined, { LC_ALL: '', LC_MESSAGES: 'ja_JP.eucJP', LANG: 'en_US' }, 'ja'],
    ['LANG', undefined, { LANG: 'ja' }, 'ja'],
    ['a language that only begins alike', undefined, { LANG: 'jam_JM' }, 'en'],
    ['a flag that is no language of ours', 'de', { LANG: 'ja_JP' }, 'ja'],
    ['nothing at all', undefined, {}, 'en'],
  ] as const)('takes %s', (_what, flag, env, expected) => {
    expect(chooseLanguage(flag, env)).toBe(expected);
  });
});

describe('the books', () => {
  it('are read one by one where nobody has read all, and none is taken for another', async () => {
    const again = '../../src/messages/language.js?again'; // the module once more, with no book yet
    const fresh: typeof import('../../src/messages/language.js') = await import(again);
    await fresh.loadLanguage('ja');
    expect(fresh.uiText('ja')).toBe(uiText('ja'));
    expect(() => fresh.uiText('en')).toThrow(TypeError);
  });

  it('have the same shape in both languages, and no empty word', () => {
    const shape = (value: unknown): unknown => {
      if (typeof value === 'function') return `function of ${value.length}`;
      if (typeof value !== 'object' || value === null) return value === '' ? 'no text' : typeof value;
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shape(inner)]));
    };
    expect(shape(uiText('ja'))).toEqual(shape(uiText('en')));
    expect(JSON.stringify(shape(uiText('en')))).not.toContain('no text');
  });

  it('show an unknown rule by its id and an unknown limit by its code', () => {
    for (const id of ['rule-of-the-future', 'constructor', '__proto__']) {
      expect(ruleText('ja', id).title({})).toBe(id);
      expect(limitText('en', id)).toBe(id);
    }
    expect(limitText('en', 'truncated')).not.toBe('truncated');
  });
});
