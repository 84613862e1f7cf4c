/**
 * Lines without a `#Fields` line: a few lines of a log, or one, pasted into a mail. IIS always writes the chosen fields in
 * the same order, and Exchange's first two dozen columns have stood still since 2013, so the values tell their names.
 */

const httpProxyNames =
  `datetime requestid majorversion minorversion buildversion revisionversion clientrequestid protocol
urlhost urlstem protocolaction authenticationtype isauthenticated authenticateduser organization anchormailbox useragent
clientipaddress serverhostname httpstatus backendstatus errorcode method proxyaction`.split(/\s+/);

/** The names of Exchange's columns, where these are the values of an HttpProxy log; what follows them is `generic…`. */
export function httpProxyShape(values: readonly string[]): readonly string[] | undefined {
  const [time = '', request = '', major = '', minor = ''] = values;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(time) || !/^[0-9a-f-]{36}$/i.test(request)) return undefined;
  if (!/^\d{1,2}$/.test(major) || !/^\d{1,2}$/.test(minor) || !values[9]?.startsWith('/') || values.length < 20)
    return undefined;
  // Beyond these the columns differ between builds; what they say is looked through as a whole.
  return [...httpProxyNames, ...values.slice(httpProxyNames.length).map(() => 'genericinfo')];
}

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?:%\d{1,9})?)$/i;

/** The names of W3C's fields, where these are the values of an IIS log. */
export function iisShape(values: readonly string[]): readonly string[] | undefined {
  const [date = '', time = ''] = values;
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d:\d\d$/.test(time)) return undefined;
  const method = values.findIndex(
    (value, index) => index > 1 && isMethod(value) && /^[/*]/.test(values[index + 1] ?? ''),
  );
  const status = method < 0 ? -1 : statusAfter(values, method + 3);
  if (method > 8 || status < 0) return undefined;
  const names: string[] = values.map(() => '');
  const name = (from: number, ...list: readonly string[]) => names.splice(from, list.length, ...list);
  name(0, 'date', 'time');
  if (address.test(values[method - 1] ?? '')) name(method - 1, 's-ip');
  name(method, 'cs-method', 'cs-uri-stem', 'cs-uri-query');
  name(status, 'sc-status', 'sc-substatus', 'sc-win32-status');
  if (!/^\d{1,5}$/.test(values[method + 3] ?? '') || !address.test(values[method + 5] ?? '')) return names;
  name(method + 3, 's-port', 'cs-username', 'c-ip');
  const version = values[method + 6]?.startsWith('HTTP/') ? 1 : 0;
  if (version) name(method + 6, 'cs-version');
  name(method + 6 + version, ...between(values.slice(method + 6 + version, status)));
  return names;
}

function isMethod(value: string): boolean {
  return /^[A-Z][A-Z_-]{2,19}$/.test(value);
}

// A port has three digits too, but what follows it is a user name.
function statusAfter(values: readonly string[], from: number): number {
  return values.findIndex(
    (value, index) =>
      index >= from &&
      /^[1-5]\d\d$/.test(value) &&
      /^\d{1,3}$/.test(values[index + 1] ?? '') &&
      /^\d{1,10}$/.test(values[index + 2] ?? ''),
  );
}

// Between the client's address and the status: user agent, cookie, referer, host, of which the first is nearly always logged.
function between(values: readonly string[]): readonly string[] {
  const hosted = values.length > 1 && /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}(?::\d{1,5})?$/.test(values.at(-1) ?? '');
  const rest = values.length - 1 - (hosted ? 1 : 0);
  const middle = rest >= 2 ? ['cs(cookie)', 'cs(referer)'] : rest === 1 ? ['cs(referer)'] : [];
  return ['cs(user-agent)', ...middle, ...(hosted ? ['cs-host'] : [])].slice(0, values.length);
}
