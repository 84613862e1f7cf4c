/** What each fault of the lab is, in the words of an administrator: English, then Japanese. */
export const faultTexts: Readonly<Record<string, readonly [en: string, ja: string]>> = {
  healthy: ['nothing is broken', '正常'],
  'spn-missing': [
    'Entra ID has no service principal name for the public host',
    '公開ホストのサービス プリンシパル名が Entra ID にない',
  ],
  'audience-mismatch': ['a gateway asks Exchange by another name', 'ゲートウェイが別の名前で Exchange に要求する'],
  'ssl-offload': [
    'a balancer takes TLS off and speaks HTTP to Exchange',
    'ロード バランサーが TLS を終端し、HTTP で Exchange に渡す',
  ],
  'unknown-user': ['Exchange finds no user for a good token', 'トークンは正しいが、Exchange にユーザーが見つからない'],
  'revoked-grant': [
    'the password was changed, and nobody is asked for the new one',
    'パスワードが変更され、新しいものを尋ねる画面が出ない',
  ],
  'flighting-disabled': ['OAuth2ClientProfileEnabled is off', 'OAuth2ClientProfileEnabled が無効'],
  'authorization-uri-missing': [
    'no AuthServer is the default authorization endpoint',
    '既定の承認エンドポイントの AuthServer がない',
  ],
  'authorization-uri-adfs': ['the challenge leads to AD FS', 'チャレンジが AD FS を指している'],
  'bearer-challenge-missing': ['no virtual directory takes OAuth', 'どの仮想ディレクトリも OAuth を受け付けない'],
  'hma-off': [
    'Hybrid Modern Authentication is off on purpose; Negotiate gets in',
    'ハイブリッド先進認証を意図的に使っていない (Negotiate でサインインできる)',
  ],
  'password-changed': [
    'a changed password, a prompt, a second factor: all is well',
    'パスワード変更後、再入力と多要素認証で正常にサインイン',
  ],
  'password-changed-prompt-refused': [
    'the same, and the user closes the prompt',
    '同じ状況で、ユーザーが入力画面を閉じる',
  ],
  'expired-token': [
    'a client with a slow clock goes on using an old token',
    '時計の遅れたクライアントが古いトークンを使い続ける',
  ],
  'sign-in-error': [
    'the directory of Entra ID cannot be asked just now',
    'Entra ID のディレクトリが一時的に応答しない',
  ],
  'invalid-token': ['the token of a guest names no user', 'ゲストのトークンにユーザーを示すクレームがない'],
  'certificate-untrusted': ['a certificate of the company’s own authority', '社内の証明機関が発行した証明書'],
  'connection-failed': ['nothing listens at the port of Exchange', 'Exchange のポートで待ち受けているものがない'],
  'bearer-not-attempted': ['EnableADAL=0 in the client', 'クライアントで EnableADAL=0'],
  'spn-missing-internal-name': [
    'Autodiscover hands out the server’s internal name',
    '自動検出がサーバーの内部名を返す',
  ],
  'spn-missing-foreign-tenant': [
    'the account that signs in belongs to another tenant',
    'サインインするアカウントが別のテナントのもの',
  ],
  'unknown-user-cloud-only': ['the user exists in Entra ID alone', 'Entra ID だけに存在するユーザー'],
  'unknown-user-wrong-account': [
    'Windows signs in with another account of the user',
    'Windows がユーザーの別のアカウントでサインインする',
  ],
  'unknown-user-server-to-server': [
    'Exchange Online asks for the calendar of a user who is unknown here',
    'Exchange Online が、オンプレミスにいないユーザーの予定表を要求する',
  ],
  'extended-protection': [
    'Extended Protection refuses NTLM through the proxy, which is the proxy’s doing',
    '拡張保護がプロキシ経由の NTLM を拒否する (プロキシが原因)',
  ],
  'one-server-without-oauth': [
    'one of three servers lacks OAuth on /mapi, behind a balancer that hides their names',
    '3 台のうち 1 台で /mapi の OAuth がなく、ロード バランサーがサーバー名を隠している',
  ],
  'federation-trust-broken': [
    'AD FS signs with a new certificate that Entra ID does not know; everybody is out',
    'AD FS が Entra ID の知らない新しい証明書で署名し、全員がサインインできない',
  ],
  'authorization-header-stripped': [
    'a device takes the token out of the request',
    '中継装置が要求からトークンを取り除く',
  ],
  'token-too-large-for-device': [
    'a device reads eight kilobytes of headers, the token is longer',
    '中継装置のヘッダー上限 8 KB をトークンが超える',
  ],
  'front-end-unavailable': [
    'Windows answers 503 because the application pool is down',
    'アプリケーション プールが停止し、Windows が 503 を返す',
  ],
  'busy-start': [
    'a start of Outlook with five hundred transactions, in which nothing is wrong',
    'Outlook の起動時の 500 件の通信 (異常なし)',
  ],
};
