import { given, type StepSentences } from './phrase.js';

/** What each step says, in Japanese. */
export const steps = {
  'add-oauth':
    '現在の方法を残したまま OAuth を追加します。元に戻せるように、コマンドは現在の設定を $before に保存します。以後、この仮想ディレクトリのユーザーはトークンでサインインします。',
  'add-spn':
    '同じウィンドウで URL を追加します。この更新は一覧全体を置き換えるため、一覧が短すぎる場合や控えがない場合は実行されません。',
  'ask-for-this-host': (v) =>
    `サインインするプログラムで、別のリソースではなく ${given(v.host, (host) => `https://${host}/`) || 'Exchange のホスト'} のトークンを要求してください。`,
  'ask-with-user':
    'ユーザーを指定して再度確認してください。ユーザーに OAuth が提供されるかどうかは、X-User-Identity を付けた要求への応答でしか分かりません。',
  'capture-again': 'サインインをもう一度キャプチャし、再度診断してください。',
  'capture-more':
    'Outlook を起動する前にキャプチャを開始し、HTTPS の復号を有効にして、すべてのプロセスを対象にしてください (サインインは Outlook とは別のプロセスで行われます)。すべての要求を保存してください。',
  'change-account':
    'エラーのテナントが自社のものでない場合は、そのアカウントを Outlook と Windows からサインアウトし、正しいアカウントでサインインしてください。',
  'choose-mailbox-account':
    'メールボックスを所有するアカウントでサインインしてください。Outlook の [ファイル] > [Office アカウント] で別のアカウントをサインアウトし、Outlook を再起動します。',
  'clear-enable-adal': 'EnableADAL が 0 の場合は、削除してください。',
  'connect-graph': 'Microsoft Graph に接続します。',
  'correct-scp': 'そのサーバーのサービス接続ポイントに、<host> の代わりに公開名を設定します。',
  'correct-urls': '内部のホスト名を示している仮想ディレクトリの URL も、同じように修正してください。',
  'default-auth-server':
    'Entra ID の AuthServer を既定にします。組織のすべての先進認証対応クライアントが、直ちに Entra ID へ誘導されます。',
  'export-root':
    'Windows の証明書ストアで社内の証明機関のルート証明書を探し、certmgr.msc で Base-64 (PEM) 形式でエクスポートし、拇印が正しいことを確認してください。',
  intention:
    'ハイブリッド先進認証 (HMA) を使う方針かどうかは、通信からは分かりません。使う場合は --expect hma を指定すると、そのためのコマンドが表示されます。使わない場合は、何も変更する必要はありません。',
  'keep-host-name':
    '前段の装置がホスト名を変更せずに渡すようにし、クライアントから Exchange まで同じ公開名を使ってください。',
  'keep-spns': '現在の一覧を読み取り、控えをファイルに保存します。',
  'leave-undecrypted':
    'クライアントが証明書をピン留めしている場合は、このホストを復号せず、ほかのホストを観察してください。',
  'mac-allow': '1 の場合は先進認証を許可し、Outlook を再起動してください。',
  'mac-read': 'Mac で設定を確認します。',
  'nothing-needed': '異常はありません。意図した構成であれば、何もする必要はありません。',
  'open-path': 'ファイアウォールとプロキシで、このホストとポートへの通信を許可してください。',
  're-encrypt':
    '負荷分散装置で SSL オフロードを無効にし、TLS をそのまま通すか、同じ証明書で再暗号化 (SSL ブリッジ) して Exchange に渡してください。',
  'read-error':
    '引用したエラーをコードで調べてください。本文に、アプリケーション、ポリシー、リソースの名前が示されていることがあります。',
  'read-server-logs':
    '上に引用した時刻と要求 ID を使い、サーバーの HttpProxy ログと IIS ログで該当する要求を探してください。',
  'remove-duplicate': '本来持つべきではないオブジェクトから、そのアドレスを削除してください。',
  'renew-certificate': '証明書を更新し、すべてのサーバーと前段の装置に割り当ててください。',
  'replace-client': 'サポートされているバージョンの Outlook に置き換えてください。設定では解決できません。',
  'resolve-name': 'このコンピューターで名前を解決します。',
  'restart-outlook': 'Outlook を完全に終了して再起動し、サインインをもう一度観察してください。',
  'right-name-certificate': 'この名前を含む証明書を使うか、クライアントをこの名前へ導いている URL を修正してください。',
  'see-adfs-log': 'AD FS サーバーのログで、時刻を手がかりにこのサインインを探します。',
  'see-auth-servers': 'どの AuthServer があり、どれが既定かを確認します。',
  'see-certificates': 'Exchange の証明書と、その名前および期限を確認します。',
  'see-clock': 'クライアントの時計を確認します。',
  'see-connection-status':
    'Outlook を再起動し、Ctrl キーを押しながら通知領域のアイコンを右クリックして [接続状態] を開きます。[認証] 列に Bearer* と表示されます。',
  'see-duplicates': 'この名前またはアドレスを持つすべてのオブジェクトを探します。',
  'see-entra-user': 'Entra ID のアカウントと、そのオンプレミスの SID を確認します。',
  'see-hybrid': 'ハイブリッド構成が呼び出しをどこへ送っているかを確認します。',
  'see-identity-2013': 'Outlook 2013 の現在の値を確認します。',
  'see-identity-2016': 'このユーザーに EnableADAL が設定されているかを確認します (0 は先進認証を無効にします)。',
  'see-join': 'Windows がどのアカウントでサインインしているかを確認します。',
  'see-oauth': '組織でクライアントの OAuth が有効かどうかを確認します。',
  'see-offload': 'Exchange 自身に SSL オフロードが設定されていないかを確認します。',
  'see-recipient':
    '受信側に、このアドレスを持つメール ユーザーまたはリモート メールボックスがあるかを確認します。通常はディレクトリ同期によって作成されます。',
  'see-sign-in': 'ログでこのサインインを探します。',
  'see-spn': 'URL が一覧に追加されたことを確認します。',
  'see-tenant': '自社のテナントを確認します。',
  'see-urls': 'クライアントがどの URL へ導かれているかを確認します。',
  'see-user':
    'オンプレミスで、Exchange が見つけるべきアカウントを確認し、SID を比べます。別のフォレスト、リンクされたメールボックス、複製の状態にも注意してください。',
  'see-user-policy': '認証ポリシーがこのユーザーを制限していないかを確認します。',
  'see-valid-from':
    'いつ以降のサインインが有効かを確認します。この時刻より後のサインインが成功している必要があります。',
  'see-virtual-directory': '仮想ディレクトリで許可されている認証方法を確認します。',
  'see-web-application-proxy':
    '前段に Web アプリケーション プロキシがある場合は、バックエンドの URL と外部の URL のホスト名が同じであることを確認します。',
  'set-enable-adal': 'Outlook 2013 で先進認証を使う方針の場合は、このユーザーで有効にします。',
  'set-identity-version': 'この値も必要です。設定後、Outlook を再起動してください。',
  'sign-in-again': (v) =>
    `Outlook を再起動し、${given(v.user, (user) => `${user} に`) || 'ユーザーに'}現在のパスワードと多要素認証で再度サインインしてもらってください。`,
  'switch-on':
    '無効の場合は有効にします。組織のすべてのユーザーの先進認証対応クライアントが、直ちに Entra ID へ誘導されます。Entra ID にいないユーザーはサインインできなくなります。',
  'test-oauth': 'Exchange Online PowerShell で接続をテストします。',
  'test-port': 'このコンピューターから接続をテストします。',
  'trust-our-ca': 'キャプチャの間だけ、クライアントに本ツールの証明機関を信頼させ、終了後に削除してください。',
  'trust-root':
    'エクスポートしたファイルを本ツールに指定し (--cacert でも指定できます)、同じウィンドウから再度起動してください。',
} as const satisfies StepSentences;
