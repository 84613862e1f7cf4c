/** The request target: origin form, or authority form for CONNECT (producers write it with or without a scheme). */
export function targetOf(method: string, url: string): string {
  if (method === 'GET' || method === 'POST') {
    const target = originForm(url);
    if (target !== undefined) return target;
  }
  const match = /^[a-z][a-z0-9+.-]{0,30}:\/\/([^/?#]*)([^#]*)/i.exec(url);
  if (method.toUpperCase() === 'CONNECT') return (match?.[1] ?? url).replace(/\/$/, '');
  if (!match) return url;
  const rest = match[2] ?? '';
  return rest.startsWith('/') ? rest : `/${rest}`;
}

// Of the usual URL: looked up faster than a pattern can.
function originForm(url: string): string | undefined {
  const authority = url.startsWith('https://') ? 8 : url.startsWith('http://') ? 7 : 0;
  const path = authority === 0 ? -1 : url.indexOf('/', authority);
  if (path < 0 || url.includes('#')) return undefined;
  const query = url.indexOf('?');
  return query < 0 || query > path ? url.slice(path) : undefined;
}
