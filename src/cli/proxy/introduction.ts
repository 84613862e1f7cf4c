import type { OpenedAuthority } from '../../certificates/store.js';
import { chooseLanguage, sessionText } from '../../messages/language.js';
import { connectionText } from '../../messages/session/connections.js';
import type { Proxy as ProxyServer } from '../../proxy/proxy.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';
import { say, widthOf, wrapProse } from '../terminal.js';
import { isLoopback } from './listen.js';
import type { Settings } from './settings.js';
import { authorityOf, introductionOf } from './setup-commands.js';

/**
 * Says on standard error what a run listens at, decrypts and needs. Warnings are said with `--quiet`, too.
 *
 * @param opened - Undefined where nothing is decrypted.
 */
export function introduce(
  server: Pick<ProxyServer, 'host' | 'port'>,
  { hosts, reverse, proxyAuth }: Settings,
  opened: OpenedAuthority | undefined,
  options: Options,
  io: Io,
): void {
  const lang = chooseLanguage(options.lang, io.env);
  const words = sessionText(lang);
  const sayWrapped = (text: string) => say(options, io, wrapProse(text, widthOf(io.stderr)));
  if (options.insecure) io.stderr.write(`hma-doctor: ${words.insecure}\n`);
  if (!isLoopback(server.host)) io.stderr.write(`hma-doctor: ${words.openToOthers(server.host)}\n`);
  if (!opened) {
    const { controlRun, unencrypted } = connectionText[lang];
    const address = authorityOf(server);
    return void sayWrapped(
      reverse
        ? unencrypted(address, reverse, options.tunnelOnly)
        : controlRun(address, options.systemProxy !== undefined),
    );
  }
  if (hosts.own.length === 0) say(options, io, words.noHosts);
  const named = hosts.own.filter((host) => !hosts.unread.includes(host));
  sayWrapped(
    words.proxyIntroduction(
      introductionOf({
        server,
        hosts: named,
        opened,
        setsProxy: options.systemProxy !== undefined,
        reverse,
        proxyUser: proxyAuth?.name,
        io,
      }),
    ),
  );
  if (hosts.unread.length > 0) sayWrapped(`${connectionText[lang].unreadThough(hosts.unread)}\n`);
}
