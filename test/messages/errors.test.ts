import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HmaError, sentence } from '../../src/errors.js';
import { errorsInJapanese, errorText } from '../../src/messages/errors/error-text.js';
import { run } from '../cli/world.js';
import { sentenceKeys } from '../support/sentence-keys.js';

const keys = [...new Set(sentenceKeys(resolve(import.meta.dirname, '../../src')))];
// Values alone are no sentence.
const wanted = keys.filter((key) => /[A-Za-z]{2}/.test(key.replace(/\{\d+\}/g, '')));
const places = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(([place]) => place).sort();

describe('the sentences of errors', () => {
  it('are found in the source', () => {
    expect(wanted.length).toBeGreaterThan(100);
    expect(wanted).toContain('"{1}" is empty. Save the capture again, or paste the text into it.');
  });

  it('stand in Japanese for each English one, and none too many', () => {
    expect(wanted.filter((key) => !Object.hasOwn(errorsInJapanese, key))).toEqual([]);
    expect(Object.keys(errorsInJapanese).filter((key) => !wanted.includes(key))).toEqual([]);
  });

  it('have every value in both languages', () => {
    const rows = Object.entries(errorsInJapanese);
    expect(rows.filter(([en, ja]) => places(en).join() !== places(ja).join())).toEqual([]);
    expect(rows.filter(([, ja]) => !/[\u3040-\u30ff\u4e00-\u9fff]/.test(ja))).toEqual([]);
  });

  it('are English in the message, whatever the reader speaks', () => {
    const error = new HmaError(
      'ERR_INPUT_NOT_FOUND',
      sentence`Cannot read "${'{2}.har'}": ${sentence`it is a folder. Name the files in it.`}`,
    );
    expect(error.message).toBe('Cannot read "{2}.har": it is a folder. Name the files in it.');
    expect(errorText('ja', error.sentence)).toBe(
      '"{2}.har" を読み取れません: フォルダーです。その中のファイルを指定してください。',
    );
  });

  it.each([
    [['replay', 'missing.har'], /^hma-doctor: "missing\.har" を読み取れません: ファイルが見つかりません。/],
    [
      ['replay', '--format', 'word', 'x'],
      /^hma-doctor: オプション '--format <format>' の値 'word' は使用できません。.*json/,
    ],
    [['dance'], /^hma-doctor: コマンド 'dance' はありません。/],
    [['cert'], /^hma-doctor: 引数 'action' が必要です。/],
    [['token', '--at', 'noon', '-'], /^hma-doctor: --at "noon" は時刻ではありません。/],
  ])('reach a Japanese terminal: %j', async (argv, says) => {
    const { stderr } = await run([...argv, '--lang', 'ja'], { stdin: 'x' });
    expect(stderr).toMatch(says);
  });
});
