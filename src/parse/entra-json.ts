import type { Defect, EntraError } from '../types.js';
import { defined, isEntraError, isRegisteredError, rawLimit, readErrorText, textLimit } from './entra-text.js';
import { fieldOf, numbersOf } from './json-fields.js';

/**
 * Reads OAuth's error JSON of a token endpoint; cut, wrapped or broken JSON too, field by field. Undefined when there
 * is neither an `error` word nor an `error_description` (Graph's `{"error":{…}}` has neither).
 *
 * @see RFC 6749 §5.2
 */
export function parseErrorJson(text: string): EntraError | undefined {
  const json = text.slice(0, textLimit);
  const field = (name: string): string | undefined => fieldOf(json, name)?.value;
  const error = field('error');
  const error_description = field('error_description');
  if (error === undefined && error_description === undefined) return undefined;
  const said = readErrorText(error_description ?? '');
  const found = defined<EntraError>({
    form: 'json',
    error,
    error_description,
    ...said,
    code: said.code ?? codeOf(json, error),
    suberror: field('suberror'),
    claims: field('claims'),
    trace_id: field('trace_id') ?? said.trace_id,
    correlation_id: field('correlation_id') ?? said.correlation_id,
    timestamp: field('timestamp') ?? said.timestamp,
    defects: jsonDefects(text),
    raw: (error_description ?? error ?? '').slice(0, rawLimit),
  });
  return isRegisteredError(error) || isEntraError(found) ? found : undefined;
}

// A number beside a made-up word proves nothing (see EntraError.code).
function codeOf(json: string, error: string | undefined): number | undefined {
  return isRegisteredError(error) ? numbersOf(json, 'error_codes').at(-1) : undefined;
}

function jsonDefects(text: string): Defect[] {
  try {
    JSON.parse(text);
    return [];
  } catch {
    // the fields were read all the same; that the whole is broken is worth showing
    return [{ code: 'broken-json', at: 0 }];
  }
}
