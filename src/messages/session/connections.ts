import type { Lang } from '../language.js';
import type { Server } from './session-text.js';

/** Why a connection is passed on unread, where its host is not the reason. */
export type UnreadReason = 'host' | 'server-name' | 'protocol' | 'silent';

/** Why a client is not served. */
export type TurnedAway = 'credentials' | 'limit';

/** What a live run says about single connections, and about those that it does not read. */
export interface ConnectionText {
  readonly unread: (place: string, why: UnreadReason) => string;
  /** Named by the user, and passed on unread all the same. */
  readonly unreadThough: (hosts: readonly string[]) => string;
  /** A challenge names a sign-in service that is not Entra ID's. */
  readonly unreadFromNow: (host: string) => string;
  /** Said once, of the first one. */
  readonly turnedAway: (why: TurnedAway) => string;
  /** The introduction of a run that decrypts nothing. */
  readonly controlRun: (address: string, setsProxy: boolean) => string;
  /** How clients of a server are led to us, and we to the server. */
  readonly comeHere: (server: Server) => string;
  /** The introduction of a run in a server's place that decrypts nothing: a control run, or HTTP without TLS. */
  readonly unencrypted: (address: string, server: Server, isControl: boolean) => string;
}

/** In every language. */
export const connectionText: Readonly<Record<Lang, ConnectionText>> = {
  en: {
    unread: (place, why) => `  · ${place}: passed on unread${enReasons[why]}`,
    unreadThough: (hosts) =>
      `Passed on unread all the same: ${hosts.join(', ')}. Sign-in to AD FS, of devices and by certificates does not survive decryption; --allow-hosts decrypts a host nevertheless.`,
    unreadFromNow: (host) =>
      `  · ${host}: a challenge names it as the place to sign in; it is passed on unread from now on (--allow-hosts decrypts it)`,
    turnedAway: (why) =>
      why === 'credentials'
        ? '  · a client was asked for the name and password of --proxy-auth; only with them it is let in'
        : '  · too many connections at once: clients are turned away until some end',
    controlRun: (address, setsProxy) =>
      [
        `Listening at ${address}. Control run: nothing is decrypted, no certificate is needed.`,
        '',
        setsProxy
          ? '1. Restart Outlook once the proxy is set, which is said below.'
          : `1. Outlook: set the system's proxy to ${address} (--system-proxy does it), then restart Outlook.`,
        '2. Try the sign-in. If it fails as it did before, decryption is not what breaks it.',
        '3. Ctrl-C ends.',
        '',
      ].join('\n'),
    comeHere: (server) =>
      `Lead clients here by the name that they use: hosts file, DNS, or a seat of the load balancer. Where that name leads here from this computer, too, say where the server is (${whereItIs(server)}).`,
    unencrypted: (address, server, isControl) =>
      [
        `Listening at ${address} in place of ${server.host}. ${isControl ? 'Control run: nothing is decrypted' : 'HTTP without TLS'}, no certificate is needed.`,
        '',
        `1. ${connectionText.en.comeHere(server)}`,
        '2. Try the sign-in.',
        '3. Ctrl-C ends with the report.',
        '',
      ].join('\n'),
  },
  ja: {
    unread: (place, why) => `  · ${place}: 読まずにそのまま通します${jaReasons[why]}`,
    unreadThough: (hosts) =>
      `次のホストは指定されていますが、読まずにそのまま通します: ${hosts.join(', ')}。AD FS、デバイス、証明書によるサインインは復号すると失敗します。それでも復号する場合は --allow-hosts を指定してください。`,
    unreadFromNow: (host) =>
      `  · ${host}: チャレンジでサインイン先として指定されたため、以後は読まずにそのまま通します (--allow-hosts で復号できます)`,
    turnedAway: (why) =>
      why === 'credentials'
        ? '  · クライアントに --proxy-auth の名前とパスワードを要求しました (一致しない場合は接続できません)'
        : '  · 同時接続が多すぎるため、減るまで新しいクライアントを受け付けません',
    controlRun: (address, setsProxy) =>
      [
        `${address} で待ち受けています。対照実行: 何も復号せず、証明書も不要です。`,
        '',
        setsProxy
          ? '1. プロキシの設定が終わると下に表示されます。そのあと Outlook を再起動します。'
          : `1. Outlook: システムのプロキシを ${address} に設定し (--system-proxy で自動設定)、Outlook を再起動します。`,
        '2. サインインを試します。以前と同じように失敗する場合、原因は復号ではありません。',
        '3. Ctrl-C で終了します。',
        '',
      ].join('\n'),
    comeHere: (server) =>
      `クライアントが使う名前の向き先を、hosts ファイル、DNS、またはロード バランサーでここに変更します。このコンピューターでもその名前がここを指す場合は、サーバーの場所を指定してください (${whereItIs(server)})。`,
    unencrypted: (address, server, isControl) =>
      [
        `${server.host} の代わりに ${address} で待ち受けています。${isControl ? '対照実行: 何も復号せず、' : 'TLS なしの HTTP です。'}証明書は不要です。`,
        '',
        `1. ${connectionText.ja.comeHere(server)}`,
        '2. サインインを試します。',
        '3. Ctrl-C で終了し、レポートを表示します。',
        '',
      ].join('\n'),
  },
};

// As curl has it.
function whereItIs({ host, port }: Server): string {
  return `--connect-to ${host}:${port}:<address>:${port}`;
}

const enReasons: Readonly<Record<UnreadReason, string>> = {
  host: '',
  'server-name': ' (TLS asks for a host that is not on the list)',
  protocol: ' (the client offers no HTTP/1.1, or no TLS 1.2)',
  silent: ' (the client has not shown what it speaks)',
};

const jaReasons: Readonly<Record<UnreadReason, string>> = {
  host: '',
  'server-name': ' (TLS で一覧にないホストが要求されました)',
  protocol: ' (クライアントが HTTP/1.1 または TLS 1.2 に対応していません)',
  silent: ' (クライアントが何を使うかを示していません)',
};
