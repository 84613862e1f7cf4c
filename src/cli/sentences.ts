import type { OpenedAuthority } from '../certificates/store.js';
import type { Lang } from '../messages/language.js';

/** What the introduction of a live run names. */
export interface Introduction {
  readonly server: { readonly host: string; readonly port: number };
  readonly hosts: readonly string[];
  readonly opened: OpenedAuthority;
  readonly platform: NodeJS.Platform;
}

/** What the commands say beside reports, in one language. Commands to paste are not translated. */
export interface Sentences {
  readonly proxyIntroduction: (about: Introduction) => string;
  readonly noHosts: string;
  readonly insecure: string;
  readonly suspected: (rule: string) => string;
  readonly withdrawn: (rule: string) => string;
  readonly lab: {
    readonly running: (fault: string, hosts: readonly string[]) => string;
    readonly proxy: string;
    readonly emptyBearer: string;
    readonly token: string;
    readonly decode: string;
    readonly stop: string;
  };
  /** The question for the password of an archive, and what stands before it the second time. */
  readonly password: (name: string) => string;
  readonly wrongPassword: string;
  /** Behind the progress bar. */
  readonly filesDone: (done: number, all: number) => string;
  readonly nothingFound: string;
  /** Of the demo's table: the scenario, what was expected, what was found. */
  readonly demoHeadings: readonly [string, string, string];
}

/** A path as one word of a command to paste. */
export function quotePath(path: string, platform: NodeJS.Platform): string {
  if (/^[\w./:\\-]+$/.test(path) && (platform === 'win32' || !path.includes('\\'))) return path;
  return platform === 'win32' ? `"${path}"` : `'${path.replace(/'/g, "'\\''")}'`;
}

/** How to trust the certificate, for the platform. */
function trustCommand({ opened, platform }: Introduction): string {
  const file = quotePath(opened.certificateFile, platform);
  if (platform === 'win32') return `certutil -user -addstore Root ${file}`;
  if (platform === 'darwin')
    return `security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db ${file}`;
  return `sudo cp ${file} /usr/local/share/ca-certificates/hma-doctor.crt && sudo update-ca-certificates`;
}

function untrustCommand({ opened, platform }: Introduction): string {
  const { fingerprint } = opened.authority;
  if (platform === 'win32') return `certutil -user -delstore Root ${fingerprint.replace(/:/g, '')}`;
  if (platform === 'darwin') return `security delete-certificate -Z ${fingerprint.replace(/:/g, '')}`;
  return 'sudo rm /usr/local/share/ca-certificates/hma-doctor.crt && sudo update-ca-certificates --fresh';
}

function curlCommand({ server, hosts, opened, platform }: Introduction): string {
  const host = hosts.find((name) => !name.startsWith('*.')) ?? 'outlook.office365.com';
  return `curl -v -x http://${authority(server)} --cacert ${quotePath(opened.certificateFile, platform)} -H "Authorization: Bearer" https://${host}/mapi/emsmdb/`;
}

function authority({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const day = (date: Date) => date.toISOString().slice(0, 10);

const en: Sentences = {
  proxyIntroduction: (about) =>
    [
      `Listening at ${authority(about.server)}.`,
      `Decrypted: ${[...about.hosts, 'Exchange Online', 'Entra ID'].join(', ')}. All else passes through unread.`,
      '',
      about.opened.isNew
        ? `1. Trust the new certificate authority (valid until ${day(about.opened.authority.notAfter)}, for these hosts only):`
        : `1. The certificate authority must be trusted (valid until ${day(about.opened.authority.notAfter)}); if it is not yet:`,
      `     ${trustCommand(about)}`,
      '   afterwards, take it out again:',
      `     ${untrustCommand(about)}`,
      ...(about.opened.replaced ? [`   It replaces an older one; remove that: SHA-256 ${about.opened.replaced}`] : []),
      `2. Outlook: set the system's proxy to ${authority(about.server)}, then restart Outlook. Or ask by hand:`,
      `     ${curlCommand(about)}`,
      '3. Ctrl-C ends with the report.',
      '',
    ].join('\n'),
  noHosts:
    'No host was named: only Exchange Online and Entra ID are decrypted. For Exchange on-premises: hma-doctor proxy mail.contoso.com',
  insecure: 'warning: --insecure: certificates of servers are not verified. Whoever is in between can read along.',
  suspected: (rule) => `  ? ${rule}: suspected; the next requests will tell`,
  withdrawn: (rule) => `  - ${rule}: taken back, the sign-in went on well`,
  lab: {
    running: (fault, hosts) => `The lab runs on this computer (${fault}): ${hosts.join(', ')}.`,
    proxy: 'Start the proxy in a second terminal:',
    emptyBearer: 'In a third one, ask as Outlook does first, with an empty Bearer:',
    token: "Ask with a token (the lab's user, good for 75 minutes):",
    decode: 'Look into the token:',
    stop: 'Ctrl-C ends the lab and removes its files.',
  },
  password: (name) => `Password for "${name}" (it is not shown):`,
  wrongPassword: 'It does not fit.',
  filesDone: (done, all) => `${done} of ${all} files`,
  nothingFound: 'Nothing is broken.',
  demoHeadings: ['Scenario', 'Expected', 'Found'],
};

const ja: Sentences = {
  proxyIntroduction: (about) =>
    [
      `${authority(about.server)} で待ち受けています。`,
      `復号する対象: ${[...about.hosts, 'Exchange Online', 'Entra ID'].join(', ')}。それ以外は読まずにそのまま通します。`,
      '',
      about.opened.isNew
        ? `1. 新しい証明機関を信頼してください (有効期限 ${day(about.opened.authority.notAfter)}、上記のホスト専用):`
        : `1. 証明機関が信頼されている必要があります (有効期限 ${day(about.opened.authority.notAfter)})。まだの場合:`,
      `     ${trustCommand(about)}`,
      '   終わったら取り除いてください:',
      `     ${untrustCommand(about)}`,
      ...(about.opened.replaced
        ? [`   古い証明機関を置き換えました。古い方を削除してください: SHA-256 ${about.opened.replaced}`]
        : []),
      `2. Outlook: システムのプロキシを ${authority(about.server)} に設定し、Outlook を再起動します。手動で試す場合:`,
      `     ${curlCommand(about)}`,
      '3. Ctrl-C で終了し、レポートを表示します。',
      '',
    ].join('\n'),
  noHosts:
    'ホストが指定されていないため、Exchange Online と Entra ID だけを復号します。オンプレミスの Exchange の場合: hma-doctor proxy mail.contoso.com',
  insecure: '警告: --insecure のため、サーバー証明書を検証しません。途中の第三者に読まれるおそれがあります。',
  suspected: (rule) => `  ? ${rule}: 疑いあり。続く要求を見て判断します`,
  withdrawn: (rule) => `  - ${rule}: 取り下げます。サインインはその後うまく進みました`,
  lab: {
    running: (fault, hosts) => `ラボをこのコンピューターで実行中です (${fault}): ${hosts.join(', ')}`,
    proxy: '2 つ目のターミナルでプロキシを起動します:',
    emptyBearer: '3 つ目のターミナルで、Outlook が最初に行うように空の Bearer で要求します:',
    token: 'トークンを付けて要求します (ラボのユーザー、75 分間有効):',
    decode: 'トークンの中身を見ます:',
    stop: 'Ctrl-C でラボを終了し、ファイルを削除します。',
  },
  password: (name) => `"${name}" のパスワード (画面には表示されません):`,
  wrongPassword: 'パスワードが違います。',
  filesDone: (done, all) => `${done}/${all} ファイル`,
  nothingFound: '問題は見つかりませんでした。',
  demoHeadings: ['シナリオ', '期待', '検出'],
};

const sentences = { en, ja } as const satisfies Record<Lang, Sentences>;

/** The sentences of a language. */
export function sentencesFor(language: Lang): Sentences {
  return sentences[language];
}
