/** The help of the command line in Japanese, by the English sentence that stands in its table. */
export const helpInJapanese: Readonly<Record<string, string>> = {
  'Names the link of Hybrid Modern Authentication that broke, with proof and the fix.':
    'ハイブリッド先進認証のどこが壊れているかを、証拠と修正方法とともに示します。',
  'output the version number': 'バージョンを表示する',
  'display help for command': 'ヘルプを表示する',
  // The headings of the parser.
  'Usage:': '使い方:',
  'Options:': 'オプション:',
  'Global Options:': '共通のオプション:',
  'Commands:': 'コマンド:',
  'Arguments:': '引数:',
  default: '既定値',
  choices: '選択肢',
  'Exit codes, the first that applies:': '終了コード (上から順に、最初に当てはまるもの):',
  // Commands.
  'watch a sign-in live, between Outlook and Exchange; Ctrl-C ends with the report':
    'Outlook と Exchange の間でサインインを観察する。Ctrl-C でレポートを表示して終了',
  'judge saved captures (HAR, SAZ, mitmproxy, NetLog, Charles, logs, text): files, folders, patterns, ZIPs; - is standard input':
    '保存されたキャプチャ (HAR、SAZ、mitmproxy、NetLog、Charles、ログ、テキスト) を診断する。ファイル、フォルダー、パターン、ZIP を指定できる。- は標準入力',
  'decode and judge a token: asked for, from standard input (-), or given':
    'トークンをデコードして診断する (対話入力、標準入力 -、または引数)',
  'the offline dictionary: a rule, a code, an application id, a build, a header, a claim; without one, all rules':
    'オフライン辞書: ルール、コード、アプリケーション ID、ビルド、ヘッダー、トークンの要求を調べる。引数がなければ全ルールの一覧',
  'run a simulated Exchange and Entra ID on this computer, until Ctrl-C':
    'シミュレートされた Exchange と Entra ID を起動する。Ctrl-C で終了',
  'drive the lab through the proxy and show what is found: health and six faults, or those named, or all':
    'ラボにプロキシ経由でサインインし、検出される内容を示す: 正常と 6 つの障害、指定した障害、または all ですべて',
  'the local certificate authority: trust it, remove it, say what it is and who trusts it, print its certificate':
    'ローカル証明機関を信頼させる (install)、取り除いて削除する (remove)、内容と信頼の状態を表示する (status)、証明書を出力する (export)',
  'put back the system settings that a run with --system-proxy left behind':
    '--system-proxy を付けた実行が残したシステムの設定を元に戻す',
  // Options.
  'form of the report': 'レポートの形式',
  'where the report goes; - is standard output': 'レポートの出力先。- は標準出力',
  'exit with 1 for findings of this severity or above': 'この重大度以上の検出があれば終了コード 1',
  'what the organisation means to use; decides what counts as an error':
    '組織が使うつもりの方式。何をエラーとみなすかが決まる',
  unknown: '不明',
  'language of the sentences': '文章の言語',
  'from LC_ALL, LC_MESSAGES, LANG': 'LC_ALL、LC_MESSAGES、LANG による',
  'no colours (NO_COLOR and TERM=dumb do the same, FORCE_COLOR the opposite)':
    '色を付けない (NO_COLOR、TERM=dumb も同じ。FORCE_COLOR は逆)',
  'only errors on standard error': '標準エラー出力にはエラーだけを出す',
  'more detail in the report, and the log of the tool on standard error':
    'レポートを詳しくし、ツール自身のログを標準エラー出力に出す',
  'how much of its own life the tool logs on standard error': 'ツール自身のログを標準エラー出力に出す量',
  'silent, debug with -v': 'silent (-v では debug)',
  'regular: the proxy of programs; reverse:https://HOST[:PORT][@LISTENPORT]: in place of this server, for phones and load balancers; http:// where TLS has ended before':
    'regular: プログラムから使うプロキシ。reverse:https://HOST[:PORT][@LISTENPORT]: このサーバーの代わりに待ち受ける (スマートフォン、ロード バランサー用)。TLS が手前で終わる場合は http://',
  'with -m reverse: clients come by another name, given as a host, and the server is told its own; not byte for byte':
    '-m reverse と併用。クライアントはホストとして指定した別の名前で接続し、サーバーにはサーバー自身の名前を伝える (バイト単位では同一にならない)',
  'port to listen at; 0 is any free one': '待ち受けるポート。0 は空いているポート',
  'address to listen at; any but a loopback one lets other computers in':
    '待ち受けるアドレス。ループバック以外を指定すると、ほかのコンピューターからも利用できる',
  'with --rewrite-host: tell the server whose requests they are, by X-Forwarded-For, -Host, -Port and -Proto':
    '--rewrite-host と併用。要求元を X-Forwarded-For、-Host、-Port、-Proto でサーバーに伝える',
  'let in only clients that sign in so; HMA_DOCTOR_PROXY_AUTH does the same, unseen in the process list':
    'この名前とパスワードでサインインしたクライアントだけを通す。HMA_DOCTOR_PROXY_AUTH でも指定でき、その場合はプロセス一覧に表示されない',
  'decrypt this host, too, also where it would be passed on unread: AD FS, device and certificate sign-in':
    'このホストも復号する。既定で読まずに通すホスト (AD FS、デバイスと証明書によるサインイン) も対象になる',
  'reach servers through this proxy (http://, https://, socks5://, socks4://); direct for none':
    'このプロキシ (http://、https://、socks5://、socks4://) を経由してサーバーに接続する。direct を指定すると経由しない',
  'reach servers as this PAC file says': 'この PAC ファイルに従ってサーバーに接続する',
  'pass this host on unread; *.contoso.com is everything below a domain':
    'このホストは読まずにそのまま通す。*.contoso.com はドメイン配下すべて',
  'decrypt nothing: a control run that shows whether decryption is what breaks it':
    '何も復号しない対照実行。復号が原因かどうかを確かめる',
  'keep the run, without secrets, in this file': '通信を、秘密を除いてこのファイルに保存する',
  'go on when the certificate of a server cannot be verified': 'サーバー証明書を検証できなくても続行する',
  'trust these certificate authorities (PEM) for servers, too': 'サーバーの検証で追加で信頼する証明機関 (PEM)',
  'connect to host2:port2 where host1:port1 is asked for, as curl does':
    'host1:port1 への接続を host2:port2 に向ける (curl と同じ)',
  'watch this program alone; outlook means all that take part in its sign-in':
    'このプログラムだけを調べる。outlook はサインインに関わるプログラム (ブローカーなど) をすべて含む',
  'where the certificate authority is kept': '証明機関の保存先',
  'the data folder of the user': 'ユーザーのデータフォルダー',
  'how long a new certificate authority is valid': '新しい証明機関の有効日数',
  "set the user's proxy for this run, and put it back afterwards: pac sends the decrypted hosts here, proxy everything":
    'この実行の間だけユーザーのプロキシを設定し、終了時に元に戻す。pac は復号するホストだけ、proxy はすべてをここへ向ける',
  'it is left alone; without a mode pac': '変更しない。値を省略すると pac',
  'show the own certificate of this server, with its key (PFX or PEM), in place of ours; keeps Extended Protection whole':
    'このサーバー自身の証明書と秘密キー (PFX または PEM) を、hma-doctor の証明書の代わりに提示する。拡張保護が保たれる',
  'the password of --certs stands in this file; of several, one a line, each is tried':
    '--certs のパスワードをこのファイルから読む。1 行に 1 つずつ複数書いておくと、順に試す',
  'it is asked for': '入力を求める',
  'wait until standard input ends, then put back what no run needs any more; each run starts this beside itself':
    '標準入力が終わるのを待ってから、実行中のものが使っていない設定を元に戻す (各実行が自動で起動する)',
  'trust store to change': '変更する証明書ストア',
  'the one of the user, on Linux of the system': 'ユーザーのストア (Linux ではシステムのストア)',
  'change the trust store without asking': '確認なしで証明書ストアを変更する',
  'keep what was read, without secrets, in this file: .har or .saz':
    '読み取った内容を、秘密を除いてこのファイルに保存する (.har または .saz)',
  'the password of encrypted archives stands in this file; of several, one a line, each is tried':
    '暗号化されたアーカイブのパスワードを、このファイルから読む。1 行に 1 つずつ複数書いておくと、順に試す',
  'HMA_DOCTOR_SAZ_PASSWORD, else it is asked for': 'HMA_DOCTOR_SAZ_PASSWORD、なければ入力を求める',
  'the URL that the token is meant for': 'トークンの送り先の URL',
  'what the server answered: WWW-Authenticate, x-ms-diagnostics': 'サーバーの応答: WWW-Authenticate、x-ms-diagnostics',
  'the time to judge it at, such as 2025-03-01T09:30:00Z': '診断の基準とする時刻 (例: 2025-03-01T09:30:00Z)',
  now: '現在',
  'what is broken in it; the help of the command lists all names': '再現する障害。名前はこのコマンドのヘルプに並ぶ',
  nothing: 'なし',
  // Exit codes.
  'the command line is wrong': 'コマンドラインの誤り',
  'something failed while running: a port is taken, a file cannot be written':
    '実行中の失敗: ポートが使用中、ファイルに書き込めないなど',
  'an input could not be read at all': '入力をまったく読み取れない',
  'findings at or above --fail-on': '--fail-on 以上の検出がある',
  'nothing at or above --fail-on': '--fail-on 以上の検出がない',
  'interrupted a second time': '2 回目の中断',
};
