/**
 * Sentences of Entra ID's, by which an error is known where its number was lost: sign-in pages show the sentence alone, and
 * libraries pass on a description without its beginning. Only what nobody else says.
 */
import type { EntraError } from '../types.js';
import { oneLine, rawLimit, readErrorText } from './entra-text.js';

const name = '[\'‘"]?[^\'’"\\n]{1,200}[\'’"]?';

// A paste wraps sentences.
const sentence = (code: number, words: string) =>
  [code, new RegExp(words.replaceAll(' ', '\\s{1,40}').replaceAll('<name>', name), 'i')] as const;

const sentences = [
  sentence(500011, 'The resource principal named <name> was not found in the tenant named'),
  sentence(700016, 'Application with identifier <name> was not found in the directory'),
  sentence(65001, 'The user or administrator has not consented to use the application with ID'),
  sentence(90094, 'needs permission to access resources in your organization that only an admin can grant'),
  sentence(50011, 'The re(?:ply URL|direct URI)(?: <name>)? specified in the request does not match the re'),
  sentence(70011, 'The provided (?:resource )?value for the input parameter <name> is not valid'),
  sentence(7000218, 'request body must contain the following parameter: [\'‘"]client_assertion[\'’"] or'),
  sentence(700027, 'Thumbprint of key used by client: '),
  sentence(50020, 'User account <name> from identity provider <name> does not exist in tenant'),
  sentence(50053, "The account is locked, you['’]ve tried to sign in too many times"),
  sentence(50126, 'Error validating credentials due to invalid username or password'),
  sentence(50173, 'The provided grant has expired due to it being revoked'),
  sentence(700082, 'The refresh token has expired due to inactivity'),
  sentence(50076, 'you must use multi-factor authentication to access'),
  sentence(50079, 'you must enroll in multi-factor authentication to access'),
  sentence(50105, 'is not assigned to a role for the application'),
  sentence(53003, 'Access has been blocked by Conditional Access policies'),
  sentence(53003, "Your sign-in was successful but does(?: not|n['’]t) meet the criteria to access this resource"),
];

/** An article that lists errors is nobody's error. */
const most = 3;

/**
 * The errors that a text tells of without a number, each once. `code` is the number that Entra ID gives the sentence; `codes`
 * is empty, because the text names none. `raw` is a slice of the text.
 */
export function errorsBySentence(text: string): EntraError[] {
  const found = new Map<number, EntraError>();
  for (const [code, says] of sentences) {
    const match = found.has(code) ? null : says.exec(text);
    if (match) found.set(code, errorAt(text, match.index, match[0].length, code));
  }
  return found.size > most ? [] : [...found.values()];
}

function errorAt(text: string, at: number, length: number, code: number): EntraError {
  const rest = text.slice(at + length, at + rawLimit);
  const end = rest.search(/[.!?](?=["'\s]|$)|\n[ \t]{0,20}\r?\n/);
  const raw = text.slice(at, end < 0 ? at + rawLimit : at + length + end + 1).trimEnd();
  return { form: 'text', ...readErrorText(raw), error_description: oneLine(raw), code, defects: [], raw };
}
