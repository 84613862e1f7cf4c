import type { Defect, EntraError } from '../types.js';
import { defined, isEntraError, isRegisteredError, rawLimit, readErrorText, textLimit } from './entra-text.js';

/**
 * Reads the error in a redirect's `Location`: query or `#fragment`, of any scheme (`urn:ietf:wg:oauth:2.0:oob?…` is
 * no URL to a URL parser). Undefined when it carries no `error`, or a word that says nothing of OAuth.
 *
 * @see RFC 6749 §4.1.2.1
 */
export function parseErrorLocation(location: string): EntraError | undefined {
  const defects: Defect[] = [];
  const fields = readFields(location.slice(0, textLimit), defects);
  const error = fields.get('error');
  if (error === undefined || error === '') return undefined;
  return errorOfFields('redirect', fields, defects);
}

/** An error whose fields came as a form: a redirect, or the hidden inputs of an auto-posted page. */
export function errorOfFields(
  form: 'redirect' | 'form-post',
  fields: ReadonlyMap<string, string>,
  defects: readonly Defect[],
): EntraError | undefined {
  const error = fields.get('error');
  const error_description = fields.get('error_description');
  const found = defined<EntraError>({
    form,
    error,
    error_description,
    ...readErrorText(error_description ?? ''),
    suberror: fields.get('suberror') ?? fields.get('error_subcode'),
    claims: fields.get('claims'),
    defects,
    raw: (error_description ?? error ?? '').slice(0, rawLimit),
  });
  const isOurs = isRegisteredError(error) || error_description !== undefined || isEntraError(found);
  return isOurs ? found : undefined;
}

/** Query, then fragment; of a repeated name the first counts. */
function readFields(location: string, defects: Defect[]): Map<string, string> {
  const fields = new Map<string, string>();
  let at = location.search(/[?#]/) + 1;
  if (at === 0) return fields;
  for (const pair of location.slice(at).split(/[&#?]/)) {
    const equals = pair.indexOf('=');
    const name = equals < 0 ? '' : pair.slice(0, equals).toLowerCase();
    if (name !== '' && !fields.has(name)) fields.set(name, decodeField(pair.slice(equals + 1), at, defects));
    at += pair.length + 1;
  }
  return fields;
}

/** Form decoding (`+` is a blank). An escape that is none stays as it is. */
function decodeField(value: string, at: number, defects: Defect[]): string {
  const spaced = value.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    // not UTF-8, or cut inside an escape: decode what can be decoded
    defects.push({ code: 'bad-escape', at });
    return spaced.replace(/%([0-7][0-9a-f])/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}
