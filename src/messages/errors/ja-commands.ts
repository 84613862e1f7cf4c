/** What is wrong with a command line or a run, in Japanese, by the English sentence. */
export const commands: Readonly<Record<string, string>> = {
  '{1}. "hma-doctor --help" lists commands and options.':
    '{1}。コマンドとオプションの一覧は "hma-doctor --help" で表示できます。',
  "unknown option '{1}'": "オプション '{1}' はありません",
  "unknown command '{1}'": "コマンド '{1}' はありません",
  "missing required argument '{1}'": "引数 '{1}' が必要です",
  "option '{1}' argument missing": "オプション '{1}' に値が必要です",
  "command-argument value '{1}' is invalid for argument '{2}'. Allowed choices are {3}":
    "引数 '{2}' の値 '{1}' は使用できません。使用できる値: {3}",
  "option '{1}' argument '{2}' is invalid. Allowed choices are {3}":
    "オプション '{1}' の値 '{2}' は使用できません。使用できる値: {3}",
  '{1}{2}. Run again with -v for more.': '{1}{2}。-v を付けて実行すると詳細が表示されます。',
  ' while reading "{1}"': ' ("{1}" の読み取り中)',
  'something unexpected happened{1}, and it is a fault of this program ({2}). Please report it with the command that you ran and the version; -v adds the place in the code, without secrets.':
    '予期しないエラーが発生しました{1}。本ツールの不具合です ({2})。実行したコマンドとバージョンを添えて報告してください。-v を付けると、コードの位置が (秘密を含まずに) 表示されます。',
  ' Did you mean {1}?': 'もしかして: {1}',
  'Nothing is known of "{1}".{2} Without a word, "hma-doctor explain" lists all rules.':
    '"{1}" に該当する項目はありません。{2} 引数なしの "hma-doctor explain" で全ルールの一覧を表示します。',
  '"{1}" is not one of the faults of the lab. "hma-doctor lab --help" lists them.':
    '"{1}" はラボの障害ではありません。一覧は "hma-doctor lab --help" で表示できます。',
  '"{1}" is not a host name. Write it as mail.contoso.com or *.contoso.com.':
    '"{1}" はホスト名ではありません。mail.contoso.com または *.contoso.com の形で指定してください。',
  '--connect-to "{1}" is not HOST1:PORT1:HOST2:PORT2. Write it as mail.contoso.com:443:127.0.0.1:8443.':
    '--connect-to "{1}" は HOST1:PORT1:HOST2:PORT2 の形ではありません。mail.contoso.com:443:127.0.0.1:8443 のように指定してください。',
  'Standard input is empty. Pipe a capture into it, or name a file.':
    '標準入力が空です。キャプチャをパイプするか、ファイルを指定してください。',
  'Standard input is empty. Pipe the token into it.': '標準入力が空です。トークンをパイプしてください。',
  '--only needs the name of a program, as in --only outlook.':
    '--only にはプログラムの名前が必要です (例: --only outlook)。',
  '"{1}" is an input and --output at once. Name another file for the report.':
    '"{1}" は入力であり、同時に --output です。レポートには別のファイルを指定してください。',
  '"{1}" is --write and --output at once. Name another file for the report.':
    '"{1}" は --write であり、同時に --output です。レポートには別のファイルを指定してください。',
  '"{1}" is an input and --write at once. Name another file for what is written.':
    '"{1}" は入力であり、同時に --write です。書き込み先には別のファイルを指定してください。',
  '--write "{1}": the name must end in {2}, which says what is written.':
    '--write "{1}": 書き込む形式が分かるように、名前の末尾は {2} にしてください。',
  '--write "{1}": a live run is kept as HAR. Name it .har; "hma-doctor replay run.har -w run.saz" makes a SAZ of it.':
    '--write "{1}": 実行中の記録は HAR で保存します。名前の末尾を .har にしてください。"hma-doctor replay run.har -w run.saz" で SAZ に変換できます。',
  '"{1}" is written more slowly than traffic comes, and transactions are missing in it. Keep it on a local disk.':
    '"{1}" への書き込みが通信に追いつかず、一部のトランザクションが保存されていません。ローカル ディスクに保存してください。',
  'Cannot write to standard output ({1}): the report is not whole. Name a file with -o.':
    '標準出力に書き込めないため ({1})、レポートは完全ではありません。-o でファイルを指定してください。',
  'Cannot write "{1}" ({2}). Is there such a folder, and may you write in it?':
    '"{1}" に書き込めません ({2})。フォルダーは存在し、書き込みの権限がありますか。',
  'No password was given.': 'パスワードが入力されませんでした。',
  'No token was given.': 'トークンが入力されませんでした。',
  '--password-file "{1}" is empty: it must hold a password, or one a line.':
    '--password-file "{1}" は空です。パスワードを 1 行に 1 つずつ書いてください。',
  '{1} "{2}" is not a number from {3} to {4}.': '{1} "{2}" は {3} から {4} までの数ではありません。',
  '{1} is not a proxy. Write it as http://proxy.contoso.com:8080, or with https:// or socks5://; -x direct uses none.':
    '{1} はプロキシの指定ではありません。http://proxy.contoso.com:8080 の形で、または https:// か socks5:// を付けて指定してください。使用しない場合は -x direct です。',
  '--proxy and --pac both say how servers are reached. Give one of them.':
    '--proxy と --pac はどちらもサーバーへの経路を決めます。どちらか一方を指定してください。',
  '--pac "{1}" cannot be used ({2}). Is it a PAC file, or its URL?':
    '--pac "{1}" は使用できません ({2})。PAC ファイルまたはその URL かどうか確認してください。',
  '--mode "{1}" is neither regular nor reverse:https://HOST. Write it as reverse:https://mail.contoso.com, or reverse:https://mail.contoso.com@443 to listen at port 443.':
    '--mode "{1}" は regular でも reverse:https://HOST でもありません。reverse:https://mail.contoso.com のように指定してください。ポート 443 で待ち受ける場合は reverse:https://mail.contoso.com@443 です。',
  '--rewrite-host needs a server and the name by which clients come: hma-doctor proxy test.contoso.com -m reverse:https://mail.contoso.com --rewrite-host':
    '--rewrite-host には、サーバーと、クライアントが使う名前が必要です: hma-doctor proxy test.contoso.com -m reverse:https://mail.contoso.com --rewrite-host',
  '--x-forwarded needs --rewrite-host: everywhere else each byte is given on as it came, and nothing is added.':
    '--x-forwarded には --rewrite-host が必要です。それ以外ではすべてのバイトがそのまま通り、何も追加されません。',
  '{1} is for clients of a proxy, and in the reverse mode there are none. Leave it out.':
    '{1} はプロキシのクライアント向けで、リバース モードでは使用できません。省略してください。',
  '--proxy-auth is not name:password.': '--proxy-auth は 名前:パスワード の形ではありません。',
  'Cannot listen at {1} port {2}: {3}.': '{1} のポート {2} で待ち受けできません: {3}。',
  'another program listens there. Choose another port with -p, or -p 0 for any free one':
    '別のプログラムが使用中です。-p で別のポートを、または -p 0 で空いているポートを指定してください',
  'it is not allowed. Choose a port above 1023 with -p':
    '許可されていません。-p で 1023 より大きいポートを指定してください',
  'this computer has no such address. Leave --listen-host out to listen at 127.0.0.1':
    'このコンピューターにそのアドレスはありません。--listen-host を省略すると 127.0.0.1 で待ち受けます',
  'the name does not resolve. Leave --listen-host out to listen at 127.0.0.1':
    '名前を解決できません。--listen-host を省略すると 127.0.0.1 で待ち受けます',
  'Nothing to replay. Name a capture or a folder of them, or pipe one in.':
    '診断する対象がありません。キャプチャまたはそのフォルダーを指定するか、パイプしてください。',
  '--at "{1}" is not a time. Write it as 2025-03-01T09:30:00Z or with an offset.':
    '--at "{1}" は時刻ではありません。2025-03-01T09:30:00Z の形、またはオフセット付きで指定してください。',
  '--url "{1}" is not a URL. Write it as https://mail.contoso.com/mapi/.':
    '--url "{1}" は URL ではありません。https://mail.contoso.com/mapi/ の形で指定してください。',
  'This is not a token: no part of it decodes to claims. A token has three parts with dots between them and mostly begins with "eyJ"; was it copied whole?':
    'トークンではありません: 要求としてデコードできる部分がありません。トークンはピリオドで区切られた 3 つの部分からなり、通常は "eyJ" で始まります。全体をコピーしましたか。',
  'Cannot start the lab on 127.0.0.1:{1} ({2}). Is another program using the port?':
    '127.0.0.1:{1} でラボを起動できません ({2})。別のプログラムがポートを使用していませんか。',
};
