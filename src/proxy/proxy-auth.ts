import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What our own 407 asks for: a `Proxy-Authenticate` value. */
export const proxyChallenge = 'Basic realm="hma-doctor", charset="UTF-8"';

const proxyAuthorization =
  /^Proxy-Authorization[ \t]{0,16}:[ \t]{0,16}Basic[ \t]{1,16}([A-Za-z0-9+/=]{0,1024})[ \t]{0,16}$/i;

/**
 * Who may use the proxy, by a head's `Proxy-Authorization` (RFC 7617): everybody where no user is set. What is compared
 * is a keyed hash, so that the time taken tells nothing of the password, not even its length.
 */
export function createDoor(user: { readonly name: string; readonly password: string } | undefined): Door {
  if (!user) return () => true;
  const key = randomBytes(32);
  const hash = (text: string) => createHmac('sha256', key).update(text).digest();
  const wanted = hash(`${user.name}:${user.password}`);
  return (head) => {
    const given = head.split('\r\n').flatMap((line) => proxyAuthorization.exec(line)?.[1] ?? []);
    const credentials = Buffer.from(given[0] ?? '', 'base64').toString('utf8');
    return timingSafeEqual(hash(credentials), wanted) && given.length === 1;
  };
}

/** Whether the client with this head (latin1) may use the proxy. */
export type Door = (head: string) => boolean;

/** A head without the credentials that were meant for us. */
export function withoutProxyAuthorization(head: string): string {
  const lines = head.split('\r\n');
  return lines.filter((line) => !/^Proxy-Authorization[ \t]{0,16}:/i.test(line)).join('\r\n');
}
