import { connectionText } from './connections.js';
import type { SessionText } from './session-text.js';

/** What the commands say beside reports, in Japanese. */
export const session: SessionText = {
  proxyIntroduction: (about) =>
    [
      about.reverse
        ? `${about.reverse.host} の代わりに ${about.address} で待ち受けています。`
        : `${about.address} で待ち受けています。`,
      `復号する対象: ${[...about.hosts, ...(about.reverse ? [] : ['Exchange Online', 'Entra ID'])].join(', ')}。それ以外は読まずにそのまま通します。`,
      '',
      about.isNew
        ? `1. 新しい証明機関を信頼してください (有効期限 ${about.validUntil}、上記のホスト専用):`
        : `1. 証明機関が信頼されている必要があります (有効期限 ${about.validUntil})。まだの場合:`,
      `     ${about.trust}`,
      '   終わったら取り除いてください:',
      `     ${about.untrust}`,
      ...(about.replaced
        ? [`   古い証明機関を置き換えました。古い方を削除してください: SHA-256 ${about.replaced}`]
        : []),
      about.reverse
        ? `2. ${connectionText.ja.comeHere(about.reverse)}手動で試す場合:`
        : about.setsProxy
          ? '2. プロキシの設定が終わると下に表示されます。そのあと Outlook を再起動します。手動で試す場合:'
          : `2. Outlook: システムのプロキシを ${about.address} に設定し (--system-proxy で自動設定)、Outlook を再起動します。手動で試す場合:`,
      `     ${about.ask}`,
      '3. Ctrl-C で終了し、レポートを表示します。',
      '',
    ].join('\n'),
  noHosts:
    'ホストが指定されていないため、Exchange Online と Entra ID だけを復号します。オンプレミスの Exchange の場合: hma-doctor proxy mail.contoso.com',
  insecure: '警告: --insecure のため、サーバー証明書を検証しません。途中の第三者に読まれるおそれがあります。',
  openToOthers: (address) =>
    `警告: --listen-host のため、ほかのコンピューターも ${address} を経由して通信でき、その通信のサインインは読み取れる状態になります。ファイアウォールで必要なコンピューターだけを許可してください。`,
  suspected: (rule) => `  ? ${rule}: 疑いあり。続く要求を見て判断します`,
  withdrawn: (rule) => `  - ${rule}: 取り下げます。サインインはその後うまく進みました`,
  systemProxy: {
    set: (mode, script) =>
      mode === 'pac'
        ? `プロキシの設定を変更し、復号するホストをここへ向けました (${script})。Outlook を再起動してください。終了時に元に戻します。`
        : 'プロキシの設定を変更し、すべてをここへ向けました。Outlook を再起動してください。終了時に元に戻します。',
    restored: 'プロキシの設定を元に戻しました。',
    notOurs: 'プロキシの設定はその後変更されているため、そのままにします。',
    invalid: 'プロキシの設定の記録が壊れているか、hma-doctor のものではありません。何も変更せず、記録を削除しました。',
    nothing: '元に戻すものはありません。',
    failed: (reason) => `プロキシの設定を元に戻せませんでした: ${reason} "hma-doctor undo" で再試行できます。`,
    preflight: {
      machineWide:
        '警告: ポリシーにより、このコンピューターのすべてのユーザーに共通のプロキシが設定されています (ProxySettingsPerUser)。Windows はこの設定に従いません。',
      ownConnections: (names) =>
        `注意: ${names.join(', ')} には独自のプロキシ設定があり、接続中は Windows がそちらに従います。`,
      noUserRoots:
        '警告: ポリシーにより、ユーザーの証明機関が禁止されています (ProtectedRoots)。管理者として "hma-doctor cert install --store windows-machine" で証明書をインストールしてください。',
      noLoopback: (command) =>
        `警告: Windows のサインイン画面は、このコンピューター上のプロキシに接続できません。管理者として実行してください:\n  ${command}`,
      signInAside: 'それまでは、サインインできるように Entra ID をここへ向けません。その部分のサインインは見えません。',
    },
  },
  trust: {
    willRun: 'このコンピューターが信頼する対象を、次のコマンドで変更します:',
    windowsAsks: 'Windows も専用のウィンドウで確認を求めます。この確認は --force では省略できません。',
    ask: '実行しますか? [y/N] ',
    unchanged: '何も変更していません。',
    already: (store) => `${store} はすでに信頼しています。`,
    installed: (store) =>
      `${store} が信頼するようになりました。Outlook とブラウザーを再起動してください。終わったら: hma-doctor cert remove`,
    removed: (store) => `${store} から取り除きました。`,
    filesRemoved: (folder) => `証明機関とその秘密キーを ${folder} から削除しました。`,
    nothingToRemove: '削除するものはありません。',
    removingReplaced: (store) =>
      `新しい証明機関が ${store} にあるものを置き換えます。古い方を次のコマンドで取り除きます:`,
    removeByHand: 'ここでは実行できませんでした。手動で実行してください。',
  },
  lab: {
    running: (fault, hosts) => `ラボをこのコンピューターで実行中です (${fault}): ${hosts.join(', ')}`,
    proxy: '2 つ目のターミナルでプロキシを起動します:',
    emptyBearer: '3 つ目のターミナルで、Outlook が最初に行うように空の Bearer で要求します:',
    token: 'トークンを付けて要求します (ラボのユーザー、75 分間有効):',
    decode: 'トークンの中身を見ます:',
    stop: 'Ctrl-C でラボを終了し、ファイルを削除します。',
  },
  tokenInArguments:
    'hma-doctor: 引数で指定したトークンは、プロセスの一覧とシェルの履歴に残ります。パイプで渡すか、入力を求められたときに貼り付けてください。',
  token: 'トークン (画面には表示されません):',
  passwordFileIsOpen: (path) =>
    `hma-doctor: "${path}" はほかのユーザーも読み取れます。自分だけが読めるようにしてください: chmod 600 FILE`,
  noCapture: (kinds) => `hma-doctor: キャプチャ (${kinds}) がありません。`,
  looking: (folder, files) =>
    `hma-doctor: "${folder}" でキャプチャを検索しています (${files} ファイルまで完了)。Ctrl-C で終了できます。キャプチャのあるフォルダーを指定してください。`,
  leftOut: (files, endings) =>
    `hma-doctor: ${files} 個のファイルは名前 (${endings.join('、')}) により対象外としました。読み取るにはファイルを直接指定してください。`,
  password: (name) => `"${name}" のパスワード (画面には表示されません):`,
  wrongPassword: 'パスワードが違います。',
  filesDone: (done, all) => `${done}/${all} ファイル`,
  nothingFound: '問題は見つかりませんでした。',
  demo: { headings: ['シナリオ', '期待', '検出'], asExpected: 'ok', notAsExpected: '期待どおりではありません' },
};
