import { chooseLanguage } from '../../messages/language.js';
import { connectionText } from '../../messages/session/connections.js';
import type { Tunnel } from '../../proxy/options.js';
import { printable } from '../../report/printable.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';
import { say } from '../terminal.js';

/** So many places are named; a client that asks for more of them floods the screen, not the memory. */
const namedLimit = 1_000;

/** Names each place that is passed on unread, once: host and port are all that is known of it. */
export function createTunnelList(options: Options, io: Io): (tunnel: Tunnel) => void {
  const words = connectionText[chooseLanguage(options.lang, io.env)];
  const named = new Set<string>();
  return ({ host, port, why }) => {
    const place = printable(port === 443 ? host.toLowerCase() : `${host.toLowerCase()}:${port}`);
    const key = `${place} ${why}`;
    if (named.has(key) || named.size >= namedLimit) return;
    named.add(key);
    say(options, io, words.unread(place, why));
  };
}
