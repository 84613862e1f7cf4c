import type { Mend } from './repair.js';

// Colours and cursor moves of a terminal (ECMA-48 5.4), and links of newer ones.
const esc = String.fromCharCode(0x1b);
const terminalCodes = new RegExp(`${esc}(?:\\[[0-9;?]{0,40}[A-Za-z]|\\]8;[^${esc}\\n]{0,2000}${esc}\\\\)`, 'g');
const shapeless = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]{1,1000}/g;

/**
 * Line ends of any system become `\n`, blanks of any width one blank each; characters without a shape and the colours
 * of a terminal go, and so do blanks at line ends.
 */
export function normalise(text: string, mend: Mend): string {
  const removed = (run: string) => {
    mend('invisible-characters-removed', run.length);
    return '';
  };
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(shapeless, removed)
    .replace(terminalCodes, removed)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
