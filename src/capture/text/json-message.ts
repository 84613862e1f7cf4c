import { type Fields, field, type Headers } from './json-headers.js';

/** A message as lines of text: start line where one can be told, headers, and the body behind an empty line. */
export function messageLines(fields: Fields, headers: Headers): string[] {
  const start = startLineOf(fields, headers);
  const lines = headers
    .filter(([name]) => !name.startsWith(':'))
    .map(([name, value]) => `${name}: ${value.replace(/\s{1,1000}/g, ' ').trim()}`);
  const body = bodyOf(fields);
  return ['', ...(start === undefined ? [] : [start]), ...lines, '', ...(body === undefined ? [] : [body, ''])];
}

/** Fields that make the message; all others say something beside it. */
export const messageFields: ReadonlySet<string> = new Set([
  ...['headers', 'status', 'statuscode', 'status_code', 'code', 'method', 'requestmethod'],
  ...['url', 'uri', 'requesturi', 'href', 'path', 'isanswer'],
  ...['content', 'body', 'data', 'text', 'responsetext', 'responsebody', 'payload'],
]);

function startLineOf(fields: Fields, headers: Headers): string | undefined {
  const status = statusOf(fields);
  if (status !== undefined && fields.isAnswer !== false) return `HTTP/1.1 ${status}`;
  const method = firstOf(fields, ['method', 'requestmethod']);
  const url = firstOf(fields, ['url', 'uri', 'requesturi', 'href', 'path']);
  if (fields.isAnswer === true || typeof method !== 'string' || !/^[A-Za-z_]{3,20}$/.test(method)) return undefined;
  const path = headers.find(([name]) => name === ':path')?.[1] ?? '/';
  return `${method.toUpperCase()} ${typeof url === 'string' && !/\s/.test(url) ? url : path} HTTP/1.1`;
}

// 401, "401", "401 Unauthorized"; beside `status: "Unauthorized"` the number is the code.
function statusOf(fields: Fields): string | undefined {
  const given = ['status', 'statuscode', 'status_code', 'code'].map((name) => field(fields, name));
  const numbers = given.map((one) => /^[1-5]\d\d(?![\w.-])/.exec(String(one))?.[0]);
  return numbers.find((one) => one !== undefined);
}

function bodyOf(fields: Fields): string | undefined {
  const content = firstOf(fields, ['content']);
  const inner = typeof content === 'object' && content !== null ? firstOf(content as Fields, ['text']) : content;
  const body = firstOf(fields, ['body', 'data', 'text', 'responsetext', 'responsebody', 'payload']) ?? inner;
  if (typeof body === 'string') return body === '' ? undefined : body;
  return typeof body === 'object' && body !== null ? JSON.stringify(body) : undefined;
}

function firstOf(fields: Fields, names: readonly string[]): unknown {
  for (const name of names) {
    const value = field(fields, name);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}
