import type { Diagnostics } from '../types.js';
import { fieldOf } from './json-fields.js';

const page = 'aka.ms/autherrors#';

/**
 * Reads the JSON refusal of Exchange Online's newer sign-in layer, `{"error":{"code","message","innerError":
 * {"errorUrl":"https://aka.ms/autherrors#error-InvalidResource"}}}`, whole or as a fragment. The error category is
 * the fragment of `errorUrl` in the spelling of `x-ms-diagnostics`; without such an `errorUrl` (plain Graph errors) it
 * gives undefined.
 */
export function parseRefusalBody(text: string): Diagnostics | undefined {
  const plain = text.slice(0, 65_536).replaceAll('\\/', '/');
  const url = fieldOf(plain, 'errorUrl');
  const message = fieldOf(plain, 'message');
  const at = url?.value.toLowerCase().indexOf(page) ?? -1;
  if (!url || at < 0) return undefined;
  const name = /^error-([A-Za-z]{1,64})/.exec(url.value.slice(at + page.length))?.[1];
  if (name === undefined) return undefined;
  const start = Math.max(0, text.indexOf('{'));
  const end = text.lastIndexOf('}') + 1;
  return {
    dialect: 'exchange-json',
    ...(message ? { reason: message.value } : {}),
    error_category: name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase(),
    raw: text.slice(start, end > start ? end : text.length).slice(0, 2000),
  };
}
