import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/capture/decode-text.js';
import { undoBase64Parts, undoQuotedPrintable } from '../../src/capture/text/mail-encoding.js';

const hex = (bytes: string) => Buffer.from(bytes.replaceAll(' ', ''), 'hex');
const jis = '1b 24 42 24 5e 24 37 24 3f 1b 28 42';

describe('decodeText', () => {
  it.each<[string, string, string]>([
    ['UTF-8', 'e3 81 be e3 81 97 e3 81 9f 20 66 c3 bc 72', 'ました für'],
    [
      'UTF-8 with a damaged byte',
      'e3 81 be e3 81 97 e3 81 9f e3 81 be e3 81 97 e3 81 9f e3 81 be e3 81 97 e3 81 9f e3 81 be ff',
      'ましたましたましたま\ufffd',
    ],
    ['Shift_JIS', '41 82 dc 82 b5 82 bd 42', 'AましたB'],
    ['EUC-JP', '41 a4 de a4 b7 a4 bf 42', 'AましたB'],
    ['ISO-2022-JP', `41 ${jis} 42`, 'AましたB'],
    ['windows-1252', '66 fc 72 20 64 e9 6a e0', 'für déjà'],
    ['what is none of them, and has the mark of ISO-2022-JP', '1b 24 42 ff', '\x1b$Bÿ'],
  ])('reads %s', (_, bytes, text) => {
    expect(decodeText(hex(bytes))).toBe(text);
  });

  it('reads parts of mails in the character set of their bytes', () => {
    const part = `Content-Transfer-Encoding: base64\n\n${hex(`41 ${jis}`).toString('base64')}\n`;
    expect(undoBase64Parts(part, () => {})).toContain('Aました');
    expect(undoQuotedPrintable('f=FCr d=C3=BCrr=\nes =3D', () => {})).toBe('für dürres =');
  });
});
