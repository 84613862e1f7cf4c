import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import type { DeviceStep } from './plans.js';

const at = (v: Values) => (v.host === undefined ? 'このホスト' : `${v.host}${v.virtualDirectory ?? ''}`);
const device = (v: Values) => v.device ?? 'Exchange の手前にある装置';
const status = (v: Values) => given(v.status, (code) => ` (状態コード ${code})`);

/** What broke and what it means, in Japanese. */
export const rules = {
  'front-end-unavailable': {
    title: (v) => {
      if (v.kind === 'online') return `Exchange Online が ${at(v)} に応答できませんでした${status(v)}。`;
      return v.kind === 'http-sys'
        ? `${at(v)} への要求を受け取るアプリケーション プールがなく、Windows が代わりに応答しました${status(v)}。`
        : `${v.device ?? 'ゲートウェイ'} が ${at(v)} の Exchange に到達できませんでした${status(v)}。`;
    },
    meaning: (v) =>
      v.kind === 'http-sys'
        ? 'この応答は、IIS の下で動作する Windows の http.sys によるものです。この仮想ディレクトリのアプリケーション プールが停止しているか、サイトにこの名前のバインドがありません。これはサービスの停止であり、サインインの設定とは関係ありません。'
        : 'この応答には Exchange の痕跡がありません。Exchange に到達できなかったか、時間内に応答がありませんでした。これはサービスの停止であり、サインインの設定とは関係ありません。',
    next: () =>
      '理由 (AppOffline、QueueFull など) は http.sys のログ (HTTPERR) にあります。装置が接続を試みたサーバーは、引用した応答と同じ時刻の装置のログで確認できます。',
  },
  'autodiscover-misdirected': {
    title: (v) =>
      v.kind === 'password'
        ? `${v.host ?? '自動検出の名前'} の Web サイトが自動検出に応答し、独自のパスワードを求めています${given(v.offered, (offered) => ` (${offered})`)}。`
        : `${v.host ?? '自動検出の名前'} の Web サイトが、自動検出に Web ページを返しています${given(v.device, (name) => ` (${name})`)}。`,
    meaning: () =>
      'この応答に Exchange の痕跡はありません。この名前は、Web サイト、ホスティングの管理画面、または使われなくなった場所を指しています。Outlook はそこで何度もパスワードを求めることがあります。Exchange の仮想ディレクトリに問題はありません。',
    next: () =>
      'ドメイン内の Outlook は、サービス接続ポイント (SCP) を先に使います。Outlook の「電子メールの自動構成のテスト」で、どの名前をどの順に問い合わせているかを確認してください。',
  },
  'pre-authentication-device': {
    title: (v) =>
      v.kind === 'redirect'
        ? `${device(v)} が、${at(v)} のクライアントをサインイン ページに誘導しています${given(v.location, (location) => ` (${location})`)}。`
        : `${device(v)} が、${at(v)} への要求に人が操作するためのページを返しています。`,
    meaning: () =>
      'Exchange に到達する前にサインインを求める構成 (事前認証) です。Outlook やスマートフォンはページに入力できず、ハイブリッド先進認証 (HMA) は事前認証の背後では動作しません。要求は Exchange に届いておらず、Exchange の設定に問題はありません。',
    next: () => 'この要求は、引用した応答と同じ時刻の装置のログにあります。Exchange の HttpProxy ログにはありません。',
  },
  'device-answered': {
    title: (v) => {
      if (v.kind === 'blocked') return `${device(v)} が ${at(v)} への要求を拒否しました。`;
      return v.kind === 'foreign'
        ? `${device(v)} が、${at(v)} で独自のサインインを求めています${given(v.offered, (offered) => ` (${offered})`)}。`
        : `${device(v)} が、${at(v)} への要求にチャレンジのない 401 を返しました。`;
    },
    meaning: (v) =>
      v.kind === 'no-challenge'
        ? 'IIS と Exchange は、401 に必ずチャレンジ (WWW-Authenticate) を付けます。この応答にはチャレンジも、Exchange のその他の痕跡もありません。装置が独自に応答したか、ヘッダーを取り除いています。'
        : 'この応答には、request-id、X-FEServer、Exchange のチャレンジのいずれもなく、Exchange の痕跡がありません。要求が Exchange に届いていない可能性があり、Exchange の設定が原因とは言えません。',
    next: () =>
      '引用した応答と同じ時刻に、Exchange の HttpProxy ログにこの要求があるかを確認してください。ない場合、要求は装置で止まっています。',
  },
  'token-too-large-for-device': {
    title: (v) =>
      `${device(v)} が、${given(v.length, (length) => `${length} 文字の`)}トークンを含む ${at(v)} への要求を拒否しています${status(v)}。`,
    meaning: () =>
      'トークンは 1 行のヘッダーで送られます。装置がヘッダーに許す大きさは 4 KB または 8 KB のことが多く、多くのグループに属するユーザーのトークンはそれを超えます。要求が Exchange に届いた形跡はありません。',
    next: () =>
      '属するグループの少ないユーザーと多いユーザーを比べてください。後者だけが失敗する場合、原因は大きさです。IIS 自体にも上限があります (HTTP.SYS の MaxFieldLength、既定は 16 KB)。',
  },
  'authorization-header-stripped': {
    title: (v) =>
      `${given(v.device, (name) => `${name} または別の装置`) || '装置'}が、${at(v)} への要求からトークンを取り除いています。`,
    meaning: (v) =>
      `クライアントは完全なトークンを送信しましたが、Exchange ${given(v.server, (server) => `サーバー ${server} `)}は、サインインしていない要求として応答しました。チャレンジに error も x-ms-diagnostics もありません。Exchange はトークンを拒否するとき必ず invalid_token を返すため、Authorization ヘッダーは途中で失われています。`,
    next: () =>
      'サーバーの IIS ログでは、この要求にユーザーも拒否の記録もありません。装置と Exchange の間でもう一度キャプチャすると、ヘッダーがないことを確認できます。',
  },
  'back-end-refused': {
    title: (v) =>
      `フロントエンド${given(v.server, (server) => ` ${server} `)}は ${at(v)} への要求を転送しましたが、バックエンド${given(v.backEnd, (server) => ` ${server} `)}に拒否されました${status(v)}。`,
    meaning: () =>
      'クライアントから Exchange までの経路は正常です。失敗したのは、フロントエンドからメールボックスのあるサーバーへの転送です。アプリケーション プール、証明書のバインド、サーバー間の信頼、または時刻を確認してください。',
    next: (v) =>
      `フロントエンドの HttpProxy ログに、${v.correlation === undefined ? 'request-id' : `request-id ${v.correlation}`} の行があります。BackEndStatus 列と GenericErrors 列に、理由と転送先のサーバーがあります。`,
  },
  'auth-certificate-expired': {
    title: (v) =>
      `Exchange ${given(v.server, (server) => `サーバー ${server} `)}に使用できる Auth Certificate がないため、${at(v)} が失敗しています。`,
    meaning: () =>
      'Exchange が Cookie を保護し、独自のトークンに署名するための証明書が、期限切れであるか、存在しないか、このサーバーに認識されていません。Outlook on the web、管理センター、サーバー間および Exchange Online との通信は、この証明書に依存します。Entra ID が発行するユーザーのトークンは依存しません。',
    next: () =>
      'ハイブリッド組織では、その後でハイブリッド構成ウィザードをもう一度実行し、新しい証明書を Exchange Online に登録してください。',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'ask-past-device':
    '装置を経由せずに、各サーバーにそのアドレスで直接問い合わせてください。空の Bearer への応答が、Exchange 自身の応答です。',
  'certificate-new':
    '新しい証明書を作成し (SMTP の証明書を置き換えるかを尋ねられたら「いいえ」と答えます)、現在の証明書にします。複製が終わるまで、ユーザーに再度のサインインが必要になることがあります。',
  'certificate-recycle':
    '証明書が各サーバーに届いたら、そのサーバーでアプリケーション プールを再起動します。届くまで 1 時間以上かかることがあります。',
  'certificate-see': '現在の証明書と、その有効期限を確認します。',
  'device-limit':
    '装置で、この公開名について、ヘッダー 1 行に 32 KB 以上、ヘッダー全体に 64 KB 以上を許可してください。',
  'device-log': '装置のログでこの要求を調べ、適用された規則または接続先のサーバーを確認してください。',
  'device-out': '装置で Exchange のパスを通過させ、ログにある規則からこのアドレスを除外してください。',
  'device-pass-header':
    '装置で、Exchange のすべてのパスについて Authorization ヘッダーを変更せずに渡し、装置自身のサインインを無効にしてください。',
  'device-pass-through':
    '装置で、Exchange の次のパスを事前認証なし (パススルー) で公開してください: /mapi、/EWS、/OAB、/Autodiscover、/Microsoft-Server-ActiveSync。',
  health: 'サーバーのサービスとコンポーネントが動作しているかを確認します。',
  'name-see': 'この名前の解決先を、社内と社外の両方から確認します。',
  'online-health':
    'Microsoft 365 管理センターで Exchange Online のサービス正常性を確認し、数分後にもう一度試してください。',
  'pools-see': 'サーバー上で、動作しているアプリケーション プールと http.sys の記録を確認します。',
  'pools-start':
    '停止しているアプリケーション プールを開始します。異常終了の記録は、システムとアプリケーションのイベント ログにあります。',
  'proxy-log': 'フロントエンドの HttpProxy ログで、この要求を探します。',
  'publishing-see':
    'Web アプリケーション プロキシで Exchange を公開している場合は、その設定を確認します。ほかの装置にも同様の設定があります。',
  'root-domain-skip':
    '1 台のクライアントで確かめるには、Outlook がルート ドメインに問い合わせないようにします。全員に適用するには、名前を修正するか、同じ値をグループ ポリシーで設定してください。',
} as const satisfies StepSentences<DeviceStep>;
