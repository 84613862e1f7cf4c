import type { RawTransaction } from '../../types.js';
import { bodyLimit } from '../fields/body-limit.js';
import { asFields, asText, type Fields, withoutUndefined } from '../fields/json-fields.js';
import { readOwnParts } from '../own-fields.js';

/** Puts what `_hmaDoctor` says over what the HAR fields say. Fields of a wrong type count as missing. */
export function restoreOwn(read: RawTransaction, entry: Fields): RawTransaction {
  const own = asFields(entry._hmaDoctor);
  if (!own) return read;
  return withoutUndefined<RawTransaction>({
    ...readOwnParts(own, read),
    request: restoreRequest(read, entry, asFields(own.request)),
    response: restoreResponse(read, entry, asFields(own.response)),
  });
}

function restoreRequest(read: RawTransaction, entry: Fields, own: Fields | undefined): RawTransaction['request'] {
  if (!own) return undefined;
  const fields = asFields(entry.request);
  return withoutUndefined<NonNullable<RawTransaction['request']>>({
    method: asText(fields?.method) ?? '',
    url: own.bare === true ? undefined : read.request?.url,
    head: asText(own.head) ?? read.request?.head ?? '',
    body: restoreBody(asFields(fields?.postData)?.text, own.body),
  });
}

function restoreResponse(read: RawTransaction, entry: Fields, own: Fields | undefined): RawTransaction['response'] {
  if (!own) return undefined;
  const fields = asFields(entry.response);
  return withoutUndefined<NonNullable<RawTransaction['response']>>({
    status: own.bare === true ? undefined : read.response?.status,
    head: asText(own.head) ?? read.response?.head ?? '',
    body: restoreBody(asFields(fields?.content)?.text, own.body),
  });
}

function restoreBody(text: unknown, complete: unknown): { text: string; complete: boolean } | undefined {
  if (typeof complete !== 'boolean') return undefined;
  const whole = asText(text) ?? '';
  return { text: whole.slice(0, bodyLimit), complete: complete && whole.length <= bodyLimit };
}
