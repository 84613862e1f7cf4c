import { errorCode, given, type RuleSentences, type StepSentences } from '../../../phrase.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import type { AccountStep } from './plans.js';

const coded = (v: Values) => given(v.code, (code) => ` (${errorCode(code)})`);
const who = (v: Values) => v.user ?? 'このユーザー';
const logged = (v: Values) =>
  `詳細は Entra ID のサインイン ログ${given(v.correlation, (id) => ` (関連付け ID ${id})`)}で確認できます${given(v.at, (at) => ` (時刻 ${at})`)}。`;

/** What broke and what it means, in Japanese. */
export const rules = {
  'user-not-in-tenant': {
    title: (v) =>
      `${given(v.tenant, (tenant) => `テナント ${tenant} の `)}Entra ID に ${who(v)} が見つかりません${coded(v)}。`,
    meaning: (v) => {
      if (v.kind === 'foreign') {
        return `別のテナントのアカウント、または個人アカウントでサインインしています${given(v.mailbox, (mailbox) => `。メールボックスは ${mailbox} のものです`)}。Windows は保存されたアカウントを確認なしに選ぶことがあります。`;
      }
      if (v.kind === 'immutable-id') {
        return 'ID プロバイダーが示したアカウントは、このテナントのアカウントと一致しません。フェデレーションの変更後は ImmutableID の不一致が多く、それ以外では別のアカウントでサインインしています。';
      }
      return 'このサインイン名のアカウントはディレクトリにありません。ユーザーが同期されていない、サインイン名が入力したメール アドレスと異なる、または入力の誤りです。';
    },
    next: logged,
  },
  'account-locked': {
    title: (v) => `${who(v)} のサインインは、失敗の繰り返しまたは接続元アドレスのために拒否されています${coded(v)}。`,
    meaning: () =>
      'このコードには 2 つの意味があり、どちらかは示されません。誤ったパスワードによるロック (スマート ロックアウト)、または攻撃元として知られたアドレスからのサインインです。サインイン ログで判別できます。',
    next: (v) =>
      `古いパスワードを保存した機器は、アカウントを繰り返しロックします。ログでその機器のアドレスを確認できます。${logged(v)}`,
  },
  'account-disabled': {
    title: (v) => `アカウント ${who(v)} は Entra ID で無効になっています${coded(v)}。`,
    meaning: () =>
      '無効なアカウントではサインインできません。同期されたユーザーでは Active Directory の設定が優先され、変更は次の同期の後に反映されます。',
    next: logged,
  },
  'password-wrong': {
    title: (v) => `${who(v)} のパスワードは受け入れられず、その後のサインインもありません${coded(v)}。`,
    meaning: (v) =>
      v.kind === 'none'
        ? 'Entra ID にこのアカウントのパスワードがありません。パスワード ハッシュ同期の対象外であるか、以前にフェデレーションされていたドメインです。'
        : '名前またはパスワードが正しくありません。古いパスワードを保存したプログラムは、アカウントがロックされるまで送信を繰り返します。',
    next: logged,
  },
  'password-expired': {
    title: (v) => `${who(v)} のパスワードは有効期限が切れています${coded(v)}。`,
    meaning: (v) =>
      v.kind === 'on-premises'
        ? 'Active Directory がパスワードの期限切れを示しています。Active Directory で、またはパスワード ライトバックによって変更する必要があります。'
        : 'トークンが発行される前に、パスワードを変更する必要があります。Outlook では変更できませんが、ブラウザーでは変更できます。',
    next: logged,
  },
  'user-not-assigned': {
    title: (v) =>
      `${who(v)} はアプリケーション ${v.applicationName ?? v.application ?? '(エラーに示されたもの)'} に割り当てられていません${coded(v)}。`,
    meaning: () =>
      'このテナントでは、割り当てられたユーザーとグループだけがこのアプリケーションを使用できます。アプリケーションはエラーに示されています。クライアントの場合も、リソースの場合もあります。',
    next: logged,
  },
  'mfa-refused': {
    title: (v) => `${who(v)} の多要素認証が完了しませんでした${coded(v)}。`,
    meaning: () =>
      '要求が拒否された、誤ったコードが入力された、または時間内に応答がなく、その後のサインインもありません。サインインを始めていないユーザーが拒否するのは正しい操作です。',
    next: (v) =>
      `ユーザーがこのサインインを始めていない場合は、パスワードが第三者に知られています。変更してください。${logged(v)}`,
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'ask-directory': 'オンプレミスで、Active Directory のアカウントの状態を確認します。',
  'assign-user':
    '使用を許可する場合は、ユーザーを割り当てます。ロールのあるアプリケーションでは、代わりにロールを選んでください。',
  'change-password': (v) =>
    `ブラウザーまたはドメインのコンピューターで、${who(v)} のパスワードを変更してもらってください。`,
  'compare-names':
    '別のサインイン名で存在する場合は、その名前を使用してください。存在しない場合は同期の対象に加えてください。クラウドで手動作成しても、オンプレミスのメールボックスにはつながりません。',
  'enable-account':
    '使用するアカウントであれば有効にします。同期されたユーザーは Active Directory で、クラウドのユーザーは次のコマンドで有効にします。',
  'enter-password': (v) =>
    `${who(v)} にブラウザーで一度サインインしてもらい、同じパスワードで Outlook にサインインしてもらってください。`,
  'other-account':
    '誤ったアカウントを Outlook と Windows からサインアウトし、このテナントのアカウントでサインインしてください。',
  'pass-factor': (v) =>
    `${who(v)} に再度サインインして多要素認証を完了してもらってください。登録されている方法も確認してください。`,
  'see-account': 'Entra ID のアカウントの状態を確認します。',
  'see-adfs-sign-in': 'AD FS サーバーのログで、時刻を手がかりにこのサインインを探します。',
  'see-assignment': 'アプリケーションに割り当てが必要かどうかを確認します。',
  'see-attempts': '最近のサインインの接続元アドレスと結果を確認します。',
  unlock:
    'ロックが解除されるまで待ちます (最初は 1 分で、繰り返すと長くなります)。古いパスワードを送信するものを止め、推測された場合はパスワードをリセットしてください。',
} as const satisfies StepSentences<AccountStep>;
