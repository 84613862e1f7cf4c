import { errorCode, given, type RuleSentences, type StepSentences } from '../../../phrase.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import type { PolicyStep } from './plans.js';

const coded = (v: Values) => given(v.code, (code) => ` (${errorCode(code)})`);
const logged = (v: Values) =>
  `詳細は Entra ID のサインイン ログ${given(v.correlation, (id) => ` (関連付け ID ${id})`)}で確認できます${given(v.at, (at) => ` (時刻 ${at})`)}。`;

const blocked: Readonly<Record<string, string>> = {
  device:
    'ポリシーは準拠済みまたは参加済みのデバイスを求めていますが、Entra ID はそれを確認できませんでした。この通信の復号が原因の可能性があります。デバイスは証明書で自身を証明し、証明書は途中の復号では引き継がれません。',
  'device-proof':
    'デバイスが自身を証明できませんでした。キャプチャのときに通信を復号していた場合は、キャプチャ自体が原因の可能性があります。証明に使う証明書は、途中の復号では引き継がれません。',
  'device-disabled': 'デバイスが Entra ID で無効になっています。',
  application:
    'ポリシーは、iOS 版および Android 版の Outlook などの承認されたアプリケーション、またはブローカーのインストールを求めています。',
  risk: 'Entra ID Protection がユーザーまたはサインインのリスクを検出したか、認証方法の登録が特定の場所に限られています。',
  defaults:
    'セキュリティの既定値群、または同様のポリシーが、古いクライアントが使うこのサインイン方法を禁止しています。',
};

/** What broke and what it means, in Japanese. */
export const rules = {
  'conditional-access-blocked': {
    title: (v) =>
      `Entra ID のポリシーにより、${given(v.user, (user) => `${user} の`)}サインインが禁止されています${coded(v)}。`,
    meaning: (v) =>
      `${blocked[v.kind ?? ''] ?? '条件付きアクセスがこのサインインを許可していません。'}エラーにポリシーの名前は示されません。サインイン ログで確認できます。`,
    next: logged,
  },
  'interaction-required': {
    title: (v) =>
      `Entra ID は ${v.user ?? 'ユーザー'} の操作を求めましたが、その後のサインインがありません${coded(v)}。`,
    meaning: (v) => {
      if (v.kind === 'account')
        return '複数のアカウントがサインイン済みであるか、適切なアカウントがないため、ユーザーが選ぶ必要があります。この通信では選択されていません。';
      if (v.kind === 'enrolment')
        return 'ユーザーはまず多要素認証の方法を登録する必要があります。この通信では登録されていません。';
      if (v.kind === 'again')
        return 'ユーザーはもう一度サインインする必要があります。この通信ではサインインされていません。';
      return '多要素認証が必要です。画面を出さない要求に対する正常な応答であり、通常は入力画面が続きますが、この通信では完了していません。操作する人のいないプログラムは応答できません。';
    },
    next: logged,
  },
  'tenant-restricted': {
    title: (v) =>
      `${v.tenant === undefined ? 'このテナント' : `テナント ${v.tenant} `}へのサインインは、制限により禁止されています${coded(v)}。`,
    meaning: (v) =>
      v.kind === 'cross-tenant'
        ? '2 つのテナントの間のアクセス設定 (ホーム テナントの送信、または相手のテナントの受信) により禁止されています。'
        : '企業のプロキシまたは Global Secure Access が、許可するテナントを示すヘッダーを追加していますが、このテナントは含まれていません。原因は Exchange ではありません。',
    next: logged,
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'approved-application':
    'ポリシーで承認されたアプリケーションを使い、ブローカー (Authenticator またはポータル サイト) をインストールしてください。',
  'ask-network':
    'プロキシの管理者に確認してください。使用するテナントであれば、ヘッダー Restrict-Access-To-Tenants または sec-Restrict-Tenant-Access-Policy で許可する必要があります。',
  'ask-tenants': '両方のテナントの管理者に、クロステナント アクセス設定を比べてもらってください。',
  'modern-client': '先進認証と多要素認証に対応したクライアントを使用してください。',
  'see-device': 'デバイスで、参加の状態とプライマリ更新トークンの有無を確認します。',
  'see-policies': '結果が "failure" のポリシーを確認します。',
  'see-risk': '何かを解除する前に、Entra ID Protection の危険なユーザーを確認してください。',
  'sign-in-as-person': (v) =>
    `${v.user ?? 'ユーザー'} に再度サインインし、すべての画面を完了してもらってください。操作する人のいないプログラムには、専用の ID が必要です。`,
  'without-capture':
    'まず、サインインのホストを復号せずに一度サインインしてください。成功する場合はキャプチャが原因であり、変更は不要です。',
} as const satisfies StepSentences<PolicyStep>;
