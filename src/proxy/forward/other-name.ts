/** A server by two names, each with the port where that is not the usual one. */
export interface TwoNames {
  /** Its own. */
  readonly own: string;
  /** The client's. */
  readonly asked: string;
}

/**
 * What an answer says of its server, by the name by which the client knows it: where it sends the client (`Location`), and
 * whose cookies they are (`Domain`). Else a browser leaves for the server itself, or keeps no cookie. All other headers,
 * and all bodies, stay as they came.
 */
export function renameHeader(name: string, value: string, names: TwoNames): string {
  if (/^(?:content-)?location$/i.test(name)) return renameUrl(value, names);
  return /^set-cookie$/i.test(name) ? renameCookie(value, names) : value;
}

function renameUrl(url: string, { own, asked }: TwoNames): string {
  return url.replace(/^((?:https:)?\/\/)([^/?#@]{1,300})/i, (whole, scheme: string, place: string) => {
    return place.toLowerCase().replace(/:443$/, '') === own ? `${scheme}${asked}` : whole;
  });
}

function renameCookie(cookie: string, names: TwoNames): string {
  const [own, asked] = [hostOf(names.own), hostOf(names.asked)];
  return cookie.replace(
    /(;[ \t]{0,9}domain[ \t]{0,9}=[ \t]{0,9})([^;\s]{1,300})/gi,
    (whole, key: string, given: string) => {
      const domain = given.toLowerCase().replace(/^\./, '');
      return isWithin(own, domain) && !isWithin(asked, domain) ? `${key}${asked}` : whole;
    },
  );
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function hostOf(authority: string): string {
  return authority.replace(/:\d{1,5}$/, '').toLowerCase();
}
