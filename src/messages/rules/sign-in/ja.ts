import { errorCode, given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import * as account from './account/ja.js';
import * as application from './application/ja.js';
import * as directory from './directory/ja.js';
import { isAdfsError, type SignInStep } from './plans.js';
import * as policy from './policy/ja.js';

const coded = (v: Values) => given(v.code, (code) => ` (${errorCode(code)})`);
const reported = (v: Values) => given(v.code === undefined ? v.error : errorCode(v.code), (word) => ` (${word})`);

const kinds: Readonly<Record<string, string>> = {
  replayed:
    '認証コードや画面は一度しか使えません。キャプチャの再送や、長時間開いたままの画面などで 2 回目に送信されると、このエラーになります。実際のサインインの異常を示すものではありません。',
  transient: 'サービスの一時的な問題であり、構成の誤りではありません。数分後に再試行してください。',
  loop: 'クライアントが要求を繰り返しました。多くの場合、Exchange がトークンを毎回拒否しています。まず Exchange 側を確認してください。',
};

/** One card for what was revoked and for what ended by itself: the user signs in again. */
const grant: RuleSentences = {
  title: (v) =>
    `${v.user ?? 'このユーザー'} の保存されたサインインは${v.kind === undefined ? '取り消されています' : '期限が切れています'}。再度サインインする必要があります${coded(v)}。`,
  meaning: (v) => {
    const times =
      v.issuedAt !== undefined && v.validFrom !== undefined
        ? `許可の発行は ${v.issuedAt}、有効と認められるのは ${v.validFrom} 以降に発行されたものだけです。`
        : '';
    const ended =
      '通常はこの後にパスワードの入力画面が表示されますが、その後に成功したサインインは見られませんでした。';
    if (v.kind === 'frequency') return `ポリシーが定期的な再サインインを求めています。${ended}`;
    if (v.kind !== undefined) return `保存されたサインインが古すぎるか、長く使われていませんでした。${ended}`;
    return `パスワードの変更やリセット、または管理者の操作により、このアカウントのそれまでのセッションがすべて終了しました。${times}${ended}`;
  },
  next: (v) =>
    v.kind === undefined
      ? 'パスワードを変更した人がいない場合は、誰がセッションを取り消したかを Entra ID の監査ログで確認してください。'
      : `詳細は Entra ID のサインイン ログ${given(v.correlation, (id) => ` (関連付け ID ${id})`)}で確認できます。`,
};

/** What broke and what it means, in Japanese. */
export const rules = {
  ...directory.rules,
  ...application.rules,
  ...account.rules,
  ...policy.rules,
  'spn-missing': {
    title: (v) =>
      `${given(v.tenant, (tenant) => `テナント ${tenant} の `)}Entra ID に ${v.resource ?? v.host ?? 'クライアントが指定した Exchange のホスト名'} が登録されていません${coded(v)}。`,
    meaning: (v) => {
      if (v.kind === 'internal') {
        return `クライアントは内部の名前 ${v.host ?? '(サーバー名)'} に対するトークンを要求しました。この名前は、サービス接続ポイント (SCP) または仮想ディレクトリの URL から取得されたものです。URL を修正してください。内部の名前を SPN の一覧に追加してはいけません。`;
      }
      if (v.kind === 'foreign-tenant') {
        return 'エラーに示されたテナントは、Exchange が信頼しているテナントではありません。別のアカウントまたは別のテナントでサインインしています。そこに SPN を追加しても解決しません。';
      }
      return 'クライアントは、この URL そのものに対するトークンを Entra ID に要求します。この URL をサービス プリンシパル名 (SPN) に持つサービス プリンシパルがテナントにないため、トークンは発行されず、Outlook には空白のサインイン画面、または繰り返しのサインイン画面が表示されます。トークンは Exchange に届いていません。';
    },
    next: (v) =>
      v.kind === 'foreign-tenant'
        ? 'そのテナントも自社のものである場合は、そのテナントにも URL を登録してください。ユーザーがサインインするすべてのテナントで必要です。'
        : '変更が Entra ID 全体に反映されるまで数分かかります。その後、クライアントが使うすべての URL を一覧と比べてください。最も忘れられやすいのは自動検出 (Autodiscover) の名前です。',
  },
  'revoked-grant': grant,
  'expired-grant': grant,
  'sign-in-error': {
    title: (v) => `${given(v.host, (host) => `${host} での`)}サインインに失敗しました${reported(v)}。`,
    meaning: (v) =>
      `サインイン サービスがエラーを返しました${given(v.error, (error) => ` (${error})`)}。${kinds[v.kind ?? ''] ?? ''}${v.text === undefined ? 'エラーの原文は証拠として引用しています。' : `原文: ${v.text}`}`,
    next: (v) =>
      isAdfsError(v)
        ? '詳細は AD FS サーバーの AD FS/Admin ログで確認できます。'
        : `Entra ID のエラーの場合、詳細はサインイン ログ${given(v.correlation, (id) => ` (関連付け ID ${id})`)}で確認できます。`,
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  ...directory.steps,
  ...application.steps,
  ...account.steps,
  ...policy.steps,
  'add-spn':
    '同じウィンドウで URL を追加します。この更新は一覧全体を置き換えるため、一覧が短すぎる場合や控えがない場合は実行されません。',
  'change-account':
    'エラーのテナントが自社のものでない場合は、そのアカウントを Outlook と Windows からサインアウトし、正しいアカウントでサインインしてください。',
  'correct-scp': 'そのサーバーのサービス接続ポイントに、<host> の代わりに公開名を設定します。',
  'correct-urls': '内部のホスト名を示している仮想ディレクトリの URL も、同じように修正してください。',
  'keep-spns': '現在の一覧を読み取り、控えをファイルに保存します。',
  'read-error':
    '引用したエラーをコードで調べてください。本文に、アプリケーション、ポリシー、リソースの名前が示されていることがあります。',
  'see-adfs-log': 'AD FS サーバーのログで、時刻を手がかりにこのサインインを探します。',
  'see-sign-in': 'ログでこのサインインを探します。',
  'see-spn': 'URL が一覧に追加されたことを確認します。',
  'see-tenant': '自社のテナントを確認します。',
  'see-valid-from':
    'いつ以降のサインインが有効かを確認します。この時刻より後のサインインが成功している必要があります。',
} as const satisfies StepSentences<SignInStep>;
