/** Errors of Entra ID and AD FS, in the forms in which they come. */
import type { EntraError } from '../types.js';
import { parseErrorHtml } from './entra-html.js';
import { parseErrorJson } from './entra-json.js';
import { parseErrorText } from './entra-prose.js';

export { parseErrorText } from './entra-prose.js';
export { parseErrorLocation } from './entra-redirect.js';
export { isEntraError } from './entra-text.js';

/**
 * Reads the error in a sign-in host's body: JSON (cut and broken too), an auto-posted form, an HTML page, plain text.
 * The content type is only a hint: the body decides. Undefined for an ordinary page and for JSON without an error.
 */
export function parseErrorBody(text: string, contentType = ''): EntraError | undefined {
  const start = text.trimStart();
  if (start.startsWith('<') || /\bhtml\b/i.test(contentType)) return parseErrorHtml(text);
  return parseErrorJson(text) ?? parseErrorText(text);
}
