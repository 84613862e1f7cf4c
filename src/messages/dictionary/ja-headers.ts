/** What a header tells, in Japanese; by its name in lower case. */
export const headers: Readonly<Record<string, string>> = {
  'www-authenticate':
    'サーバーが受け入れる認証方式です。Exchange の Bearer チャレンジには、自身の ID (client_id)、信頼する発行者 (trusted_issuers)、先進認証が有効な場合はサインイン先 (authorization_uri) が含まれます。',
  authorization:
    '要求の資格情報です。後ろに何もない "Bearer" は、トークンを受け入れるかどうかを Outlook が問い合わせるためのものです。トークンが続く場合、その値は秘密の情報です。',
  'accept-auth':
    'Outlook が使用でき、使用を許可されている認証方式です。Bearer が含まれていない場合、クライアントで先進認証が無効になっています。',
  'x-user-identity':
    'クライアントが使用するメールボックスのユーザーです。Exchange は OAuth をユーザーごとに提示するため、このヘッダーのない応答はホスト名だけに対するものです。',
  'x-anchormailbox':
    'フロント エンドが適切なサーバーを見つけるためのメールボックスです。サインインするユーザーのものとは限りません。',
  'client-request-id': 'クライアントが付けた要求の ID です。ログの検索に使用できます。',
  'x-ms-diagnostics':
    'Exchange がトークンを拒否した理由です。番号、理由、および新しいビルドでは error_category が含まれます。最初に error_category、次に理由、最後に番号で判断します。他の製品は同じヘッダーを別の書式で使用します。',
  'request-id': 'サーバーが付けた要求の ID です。HttpProxy ログとプロトコル ログの検索に使用できます。',
  'x-feserver': '応答したフロント エンドのサーバーです。負荷分散装置や設定によって削除されていることがあります。',
  'x-calculatedbetarget': 'フロント エンドが選択したバック エンド サーバーです。',
  'x-targetbeserver': 'フロント エンドが選択したバック エンド サーバーです。',
  'x-diaginfo': '要求を処理したメールボックス サーバーです。',
  'x-beserver': '要求を処理したメールボックス サーバーです。',
  'x-backendhttpstatus':
    'バック エンドがフロント エンドに返した状態コードです。"401,401" のように繰り返されることがあります。',
  'x-calculatedfetarget': 'Exchange Online 内部のルーティング情報です。',
  'x-feproxyinfo': 'Exchange Online 内部のルーティング情報です。',
  'x-failurecontext':
    'Exchange のどちら側が、なぜ拒否したかを示します。FrontEnd または BackEnd、状態コード、base64 のエラー文字列がセミコロンで区切られています。',
  'x-caserrorcode': 'Exchange が拒否した際のエラー名です (例: UserNotFound)。',
  'x-owa-version': '応答したサーバーのビルドです。',
  'x-owa-error': 'Outlook on the web のエラー ページの原因となった例外の名前です。',
  'x-serverapplication': 'サーバーのビルドです (Exchange/15.xx.xxxx.xxx の形式)。',
  'x-requesttype': 'MAPI/HTTP の操作です (Connect、Execute、NotificationWait、Disconnect、Bind など)。',
  'x-requestid': 'MAPI/HTTP の要求の ID です (GUID とカウンター)。応答で同じ値が返されます。',
  'x-clientinfo': 'MAPI/HTTP クライアントの ID です。応答で同じ値が返されます。',
  'x-clientapplication': 'MAPI/HTTP の要求を送信する Outlook のビルドです。',
  'x-responsecode': '状態コードが 200 の MAPI/HTTP 要求の実際の結果です。0 は成功、それ以外は失敗です。',
  'x-expirationinfo': 'MAPI/HTTP のセッション コンテキストの有効期間 (ミリ秒) です。',
  'x-pendingperiod': 'MAPI/HTTP の処理が長引くときにサーバーが PENDING を返す間隔 (ミリ秒) です。',
  'x-elapsedtime': 'サーバーが MAPI/HTTP 要求を処理した時間 (ミリ秒) です。',
  'x-starttime': 'サーバーが MAPI/HTTP 要求の処理を開始した時刻です。',
  'ms-server-activesync': 'サーバーの Exchange ActiveSync のバージョンです。',
  'ms-asprotocolversions': 'サーバーが対応する ActiveSync のバージョンです。先進認証には実質的に 14.1 以降が必要です。',
  'ms-asprotocolcommands': 'サーバーが提供する ActiveSync のコマンドです。',
  'x-ms-location': '状態コード 451 とともに、代わりに使用する ActiveSync の URL を示します。',
  'x-ms-rp': 'サーバーがデバイスに再プロビジョニングを求めています。',
  'x-ms-credential-service-url': 'デバイスからパスワードを変更できる URL です。',
  'x-ms-credentials-expire': 'パスワードの有効期限までの日数です。',
  'x-ms-asthrottle': 'デバイスの要求が制限されています。',
  server:
    'Web サーバーです。Microsoft-IIS/10.0 は Windows Server 2016 以降です。Microsoft-HTTPAPI/2.0 だけの場合、Exchange ではなく http.sys が応答しています。',
  'x-powered-by': 'ASP.NET を示します。Exchange では通常の値です。',
  'x-aspnet-version': 'ASP.NET のバージョンです。Exchange では通常の値です。',
  'x-ms-request-id': 'Entra ID での要求の ID です。応答が Entra ID からのものであることを示します。',
  'x-ms-ests-server': '応答した Entra ID のサーバーです。',
  'sec-restrict-tenant-access-policy':
    '社内ネットワークのプロキシが、特定のテナントだけを許可するよう Entra ID に求めています (テナント制限 v2)。',
  'restrict-access-to-tenants':
    '社内ネットワークのプロキシが、特定のテナントだけを許可するよう Entra ID に求めています (テナント制限)。',
  'restrict-access-context': 'テナント制限を設定したテナントです。',
  via: 'クライアントとサーバーの間にプロキシがあります。',
  'x-forwarded-for': 'クライアントとサーバーの間にプロキシがあります。値はそのプロキシから見えたアドレスです。',
  'x-cache': 'クライアントとサーバーの間にキャッシュがあります。',
  'proxy-authenticate':
    '送信プロキシが受け入れる認証方式です (状態コード 407)。要求しているのは Exchange ではありません。',
  host: 'クライアントが要求したホスト名です。途中の装置が書き換えると、対象ユーザー (aud) と一致しなくなり、Exchange はトークンを拒否します。',
};
