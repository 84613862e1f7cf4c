/**
 * The details of Entra ID's error page in any language, as people copy them: a number behind a label, and below it the
 * ids of the request and of the correlation. The labels are translated; what stands behind them is not.
 */
import { aadsts } from '../knowledge/aadsts.js';
import type { EntraError } from '../types.js';

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const labelled = (value: string) => `[^\\n:：]{2,60}[:：][ \\t]{0,4}(${value})[ \\t]{0,8}\\r?\\n`;
const details = new RegExp(
  `${labelled('\\d{5,7}')}${labelled(guid)}${labelled(guid).replace('\\r?\\n', '(?:\\r?\\n|$)')}`,
  'i',
);
const known: ReadonlySet<number> = new Set(aadsts.map(({ code }) => code));

/** The error whose details stand in a text; undefined where none do, or the number is none of Entra ID's. */
export function errorOfPage(text: string): EntraError | undefined {
  const found = details.exec(text);
  const [raw, number, trace_id, correlation_id] = found ?? [];
  const code = Number(number);
  if (raw === undefined || trace_id === undefined || correlation_id === undefined || !known.has(code)) return undefined;
  return { form: 'text', codes: [code], code, trace_id, correlation_id, defects: [], raw: raw.trim() };
}
