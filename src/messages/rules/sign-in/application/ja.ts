import { errorCode, given, type RuleSentences, type StepSentences } from '../../../phrase.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import type { ApplicationStep } from './plans.js';

const coded = (v: Values) => given(v.code, (code) => ` (${errorCode(code)})`);
const named = (v: Values) => v.applicationName ?? v.application ?? '(エラーに示されたもの)';
const logged = (v: Values) =>
  `詳細は Entra ID のサインイン ログ${given(v.correlation, (id) => ` (関連付け ID ${id})`)}で確認できます${given(v.at, (at) => ` (時刻 ${at})`)}。`;

const consent: Readonly<Record<string, string>> = {
  admin: 'このテナントでは、管理者がアプリケーションを許可する必要があります。',
  declined: 'ユーザーが画面を閉じたか、拒否しました。',
  'first-party':
    'Microsoft のアプリケーションが、許可されていない別の Microsoft のリソースを要求しています。スクリプトが Microsoft のアプリケーションの ID を流用している可能性があります。',
  registration: 'アプリケーションの登録にこのリソースが含まれていないか、リソースがテナントにありません。',
  'unknown-application':
    'テナントにこのアプリケーションがありません。まだ誰も許可していないか、別のテナントにサインインしています。Exchange のサービス プリンシパル名 (SPN) の不足ではありません。',
};

const credential: Readonly<Record<string, string>> = {
  certificate:
    'Exchange は認証証明書 (Auth Certificate) で要求に署名しますが、Entra ID にその証明書がありません。多くの場合、更新後にアップロードされていません。空き時間情報などのサーバー間の要求が失敗しますが、Outlook にサインインするユーザーには影響しません。',
  secret:
    '独自のプログラムが誤ったシークレットを送信しています。シークレットの値ではなく ID を送信していることがよくあります。',
  'expired-secret': '独自のプログラムのシークレットの有効期限が切れています。',
  public: 'プログラムはシークレットも証明書も送信していませんが、登録ではどちらかが必要です。',
};

/** What broke and what it means, in Japanese. */
export const rules = {
  'consent-missing': {
    title: (v) =>
      `アプリケーション ${named(v)} は${given(v.tenant, (tenant) => `テナント ${tenant} で`)}サインインを許可されていません${coded(v)}。`,
    meaning: (v) => consent[v.kind ?? ''] ?? 'このアプリケーションの要求に、ユーザーも管理者も同意していません。',
    next: logged,
  },
  'application-disabled': {
    title: (v) =>
      `${v.subjectName ?? v.subject ?? 'エラーに示されたアプリケーション'} は、このテナントで無効になっています${coded(v)}。`,
    meaning: (v) =>
      v.kind === 'resource'
        ? 'エラーに示されたリソースは、ここでは無効です。Exchange とは限りません。Outlook は複数のリソースを要求し、1 つでも無効であれば停止します。'
        : '管理者の操作、またはサブスクリプションの終了により、アプリケーションのサインインが無効になっています。トークンは発行されません。',
    next: logged,
  },
  'invalid-scope': {
    title: (v) => `Entra ID は${given(v.scope, (scope) => ` ${scope} に対する`)}要求の形式を拒否しました${coded(v)}。`,
    meaning: (v) => {
      if (v.kind === 'malformed')
        return '項目が不足している、長すぎる、または読み取れません。他のクライアントが正常な場合は、途中のプロキシが本文を切り詰めたか、POST を GET に変えた可能性があります。そうでなければプログラムの誤りです。';
      if (v.kind === 'resource')
        return 'プログラムは "resource" を送信していますが、これは最初の版のエンドポイントだけが受け付けます。次の版では "scope" を使います。';
      return 'リソースにないスコープであるか、一度に 2 つのリソースが指定されています。';
    },
    next: logged,
  },
  'client-credential-invalid': {
    title: (v) =>
      `Entra ID は${v.application === undefined ? 'サーバーまたはプログラム' : `アプリケーション ${named(v)} `}の資格情報を受け入れません${coded(v)}。`,
    meaning: (v) =>
      `${credential[v.kind ?? ''] ?? 'サーバーまたはプログラムが自身を証明できませんでした。'}${given(v.thumbprint, (thumbprint) => `使われた証明書の拇印は ${thumbprint} です。`)}`,
    next: logged,
  },
  'reply-url-mismatch': {
    title: (v) =>
      `${v.replyUrl ?? 'OWA または管理センターのアドレス'} は、Entra ID の応答 URL に登録されていません${coded(v)}。`,
    meaning: () =>
      'サインインの後、ブラウザーは登録されたアドレスにだけ戻されます。OWA と Exchange 管理センターでは、Exchange Online のサービス プリンシパルの応答 URL です。',
    next: logged,
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'add-reply-url':
    '同じウィンドウで、OWA と管理センターのアドレスを追加します。この更新は一覧全体を置き換えるため、控えがない場合は実行されません。',
  'allow-application':
    '使用するアプリケーションであれば、テナントで許可します。要求されるアクセス許可を先に確認してください。',
  'correct-request': 'プログラムの設定でスコープを修正してください。例: https://<host>/EWS.AccessAsUser.All。',
  'correct-way': '途中のプロキシを通さずに一度試してください。成功する場合は、プロキシが要求を変更しています。',
  'enable-application': '無効になっていて、使用するものであれば、同じウィンドウで有効にします。',
  'keep-reply-urls': '現在の応答 URL を読み取り、控えをファイルに保存します。',
  'mend-registration': 'アプリケーションの登録に、リソースのアクセス許可を追加してください。',
  'new-secret': '登録に新しいシークレットを作成し、その値をプログラムに設定してください。',
  'own-registration': '独自のアプリケーションを登録し、その ID をプログラムで使用してください。',
  'public-client':
    '登録でパブリック クライアント フローを許可するか、プログラムにシークレットまたは証明書を設定してください。',
  'run-hybrid-wizard':
    '異なる場合は、ハイブリッド構成ウィザードを再実行してください。現在の証明書がアップロードされます。',
  'see-application': 'テナントにあるアプリケーションの状態を確認します。',
  'see-auth-certificate': 'Exchange が署名に使う証明書と、その有効期限を確認します。',
  'see-keys': 'Entra ID にある証明書を確認します。',
  'test-oauth': 'サーバー間の接続をテストします。',
} as const satisfies StepSentences<ApplicationStep>;
