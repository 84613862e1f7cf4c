/**
 * Pasted text that is no HTTP message: PowerShell errors, Test-OAuthConnectivity output, log lines, mails, headers as
 * Java, Python and PHP print them. Traps: everything is wrapped, quoted with `> `, escaped, or cut; the same words
 * come from SharePoint, Graph and others, which must not be taken for Exchange.
 */
import type { Challenge, Defect, Diagnostics, EntraError } from '../types.js';
import { parseErrorTexts } from './entra-prose.js';
import { challengesInProse } from './prose-challenges.js';
import { diagnosticsInProse } from './prose-diagnostics.js';

const limit = 1_048_576;

/**
 * Finds what a text says of challenges, diagnostics and Entra errors. `raw` of each is a slice of the text, after mail
 * quotes (`> ` at line starts) were taken off. OAuth errors without a mark of Entra or AD FS are left out: other
 * products answer in the same form. Never throws; an ordinary text gives four empty lists.
 */
export function readProse(text: string): {
  challenges: Challenge[];
  diagnostics: Diagnostics[];
  entraErrors: EntraError[];
  defects: Defect[];
} {
  const plain = withoutMailQuotes(text.slice(0, limit));
  const { challenges, defects } = challengesInProse(plain);
  return { challenges, diagnostics: diagnosticsInProse(plain), entraErrors: parseErrorTexts(plain), defects };
}

function withoutMailQuotes(text: string): string {
  return text.includes('>') ? text.replace(/^(?:>[ \t]?)+/gm, '') : text;
}
