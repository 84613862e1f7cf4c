/** What is wrong with certificates and settings of the system, in Japanese, by the English sentence. */
export const system: Readonly<Record<string, string>> = {
  'The kept certificate authority cannot be read, or its parts do not fit.':
    '保存されている証明機関を読み取れないか、各部分が一致しません。',
  'The local certificate authority may not speak for {1}. Name the host when you start hma-doctor.':
    'ローカル証明機関は {1} の証明書を発行できません。hma-doctor の起動時にホストを指定してください。',
  'Cannot make a certificate authority: no host named.': '証明機関を作成できません: ホストが指定されていません。',
  'Cannot make a certificate authority for {1}: give a DNS name such as mail.contoso.com or *.contoso.com.':
    '{1} の証明機関を作成できません: mail.contoso.com や *.contoso.com のような DNS 名を指定してください。',
  'it is for {1}, not for {2}': '{1} の証明書で、{2} のものではありません',
  'it expired at {1}': '有効期限 {1} が過ぎています',
  'it is not valid before {1}': '{1} より前は有効ではありません',
  'there is no private key in it. Put certificate and key into one file':
    '秘密キーがありません。証明書とキーを 1 つのファイルにまとめてください',
  'its key belongs to another certificate': 'キーが別の証明書のものです',
  'there is no certificate in it': '証明書がありません',
  'its private key cannot be read': '秘密キーを読み取れません',
  'one of its certificates cannot be read': '含まれる証明書の 1 つを読み取れません',
  'there is no private key in it. Export it with its key':
    '秘密キーがありません。秘密キーとともにエクスポートしてください',
  'it is neither PFX (PKCS #12) nor PEM, or it is damaged': 'PFX (PKCS #12) でも PEM でもないか、壊れています',
  'it is encrypted as OpenSSL 3 reads no more (RC2). Export it again with AES256-SHA256, or convert it: openssl pkcs12 -legacy -in old.pfx -out new.pem':
    'OpenSSL 3 では読み取れない方式 (RC2) で暗号化されています。AES256-SHA256 でエクスポートし直すか、変換してください: openssl pkcs12 -legacy -in old.pfx -out new.pem',
  'is not a folder': 'フォルダーではありません',
  'belongs to another user': '別のユーザーのものです',
  'can be written by other users': 'ほかのユーザーが書き込めます',
  'is not a plain file': '通常のファイルではありません',
  'Cannot keep a certificate authority in {1}: it {2}. Name a folder of your own with --confdir.':
    '証明機関を {1} に保存できません: {2}。--confdir で自分のフォルダーを指定してください。',
  'Cannot read or write the certificate authority in {1} ({2}). Name another folder with --confdir.':
    '{1} の証明機関を読み書きできません ({2})。--confdir で別のフォルダーを指定してください。',
  'The certificate authority cannot be read ({1}). {2}': '証明機関を読み取れません ({1})。{2}',
  '"hma-doctor proxy mail.contoso.com" makes one for the hosts that it is given.':
    '"hma-doctor proxy mail.contoso.com" を実行すると、指定したホスト用に作成されます。',
  'There is no certificate authority yet ({1}). {2}': '証明機関はまだありません ({1})。{2}',
  '--certs "{1}" is not HOST=FILE. Write it as mail.contoso.com=mail.pfx.':
    '--certs "{1}" は HOST=FILE の形ではありません。mail.contoso.com=mail.pfx のように指定してください。',
  'no given password fits': '指定されたパスワードはどれも違います',
  'it needs a password': 'パスワードが必要です',
  '{1}. Give it with --password-file FILE, or start at a terminal, which asks':
    '{1}。--password-file FILE で指定するか、ターミナルで起動して入力してください',
  'it cannot be read ({1})': '読み取れません ({1})',
  'Cannot show "{1}" as the certificate of {2}: {3}.': '"{1}" を {2} の証明書として使用できません: {3}。',
  'Cannot read --cacert "{1}" ({2}). Is the path right?': '--cacert "{1}" を読み取れません ({2})。パスは正しいですか。',
  '--cacert "{1}" holds no certificate. Save it as Base-64 encoded X.509 (PEM).':
    '--cacert "{1}" に証明書がありません。Base-64 encoded X.509 (PEM) 形式で保存してください。',
  'This changes what this computer trusts, and there is no terminal to ask at. --force goes on unasked.':
    'このコンピューターが信頼する証明書を変更しますが、確認できるターミナルがありません。--force を付けると確認せずに続行します。',
  'could not be run': 'を実行できませんでした',
  'ended with {1}': 'は {1} で終了しました',
  '"{1}" {2}{3}. Run it by hand to see more.': '"{1}" {2}{3}。手動で実行すると詳細が分かります。',
  '"{1}" ended with {2}: {3}': '"{1}" は {2} で終了しました: {3}',
  'The commands ended well, but {1} does not have the certificate. Is there a policy?':
    'コマンドは正常に終了しましたが、{1} に証明書がありません。ポリシーで制限されていませんか。',
  'No trust store is known on this computer. Name one with --store.':
    'このコンピューターの証明書ストアが分かりません。--store で指定してください。',
  'Another hma-doctor has set the system proxy, and runs. End it first, or leave --system-proxy out.':
    '実行中の別の hma-doctor がシステムのプロキシを設定しています。先に終了するか、--system-proxy を省略してください。',
  '--system-proxy needs a proxy at 127.0.0.1, not at {1}. Leave --listen-host out.':
    '--system-proxy を使うには、{1} ではなく 127.0.0.1 で待ち受ける必要があります。--listen-host を省略してください。',
  'The proxy script that is set now ({1}) cannot be read, and without it other hosts would lose their way. Leave --system-proxy out, or use --system-proxy=proxy.':
    '現在設定されているプロキシ スクリプト ({1}) を読み取れません。これがないとほかのホストに接続できなくなります。--system-proxy を省略するか、--system-proxy=proxy を指定してください。',
  'The proxy settings of this desktop are not known. Set the proxy by hand.':
    'このデスクトップ環境のプロキシ設定の方法が分かりません。プロキシを手動で設定してください。',
  'Another hma-doctor listens at {1}, and its certificate authority in "{2}" is made for other hosts. A new one would take the trust of its clients away. End it first, or name another folder with --confdir.':
    '別の hma-doctor が {1} で待ち受けており、"{2}" にあるその証明機関は別のホスト用です。新しい証明機関を作成すると、そのクライアントから信頼されなくなります。先に終了するか、--confdir で別のフォルダーを指定してください。',
  'Cannot write "{1}" ({2}), and without it the proxy settings could not be put back: they are left alone. Name another folder with --confdir, or set the proxy by hand.':
    '"{1}" に書き込めません ({2})。これがないとプロキシ設定を元に戻せないため、設定は変更していません。--confdir で別のフォルダーを指定するか、プロキシを手動で設定してください。',
  'Cannot keep other users out of "{1}", where the key of the certificate authority lies. Name a folder on a local disk with --confdir.':
    '証明機関のキーを置く "{1}" を、ほかのユーザーから保護できません。--confdir でローカル ディスクのフォルダーを指定してください。',
  'The sign-in windows of Windows may not reach a proxy on this computer, and --system-proxy=proxy would send them here. As an administrator: {1}. Or use --system-proxy=pac.':
    'Windows のサインイン画面はこのコンピューター上のプロキシに接続できませんが、--system-proxy=proxy ではサインインもここへ向きます。管理者として実行してください: {1}。または --system-proxy=pac を使ってください。',
  'The present {1} could not be put back as it is. Set the proxy by hand.':
    '現在の {1} は、そのままでは元に戻せません。プロキシを手動で設定してください。',
};
