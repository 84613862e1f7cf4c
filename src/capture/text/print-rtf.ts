import type { Mend } from './repair.js';

/**
 * A text that WordPad or a mail program saved in RTF becomes lines: paragraphs and line breaks end them, signs written as
 * codes are signs again, and what only sets the look goes with its groups of fonts and colours.
 */
export function undoRtf(text: string, mend: Mend): string {
  if (!/^\s{0,100}\{\\rtf1/.test(text)) return text;
  mend('rtf-undone');
  return text
    .replace(/\n/g, ' ')
    .replace(/\{\\(?:\*|fonttbl|colortbl|stylesheet|info|pict)(?:[^{}]|\{[^{}]{0,2000}\}){0,20000}\}/g, '')
    .replace(/\\(?:par|line|row)\b ?|\\ /g, '\n')
    .replace(/\\(?:tab|cell)\b ?/g, '\t')
    .replace(/\\'([0-9a-f]{2})/gi, (_all, hex: string) => Buffer.from(hex, 'hex').toString('latin1'))
    .replace(/\\u(-?\d{1,5}) ?\??/g, (_all, unit: string) => String.fromCharCode((Number(unit) + 65536) % 65536))
    .replace(/\\[a-z]{1,32}-?\d{0,10} ?|(?<!\\)[{}]/gi, '')
    .replace(/\\([{}\\])/g, '$1');
}
