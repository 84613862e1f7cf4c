import { errorCode, given, type RuleSentences, type StepSentences } from '../../../phrase.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import type { DirectoryStep } from './plans.js';

const coded = (v: Values) => given(v.code, (code) => ` (${errorCode(code)})`);
const reason = (v: Values) => given(v.code, (code) => ` (${code})`);
const logged = (v: Values) =>
  `詳細は Entra ID のサインイン ログ${given(v.correlation, (id) => ` (関連付け ID ${id})`)}で確認できます${given(v.at, (at) => ` (時刻 ${at})`)}。`;

const federation: Readonly<Record<string, string>> = {
  realm: 'ID プロバイダーが名乗る名前を、Entra ID は知りません。',
  'relying-party': 'AD FS に Entra ID (urn:federation:MicrosoftOnline) の証明書利用者信頼がありません。',
  response: 'ID プロバイダーの応答を読み取れませんでした。',
};

const agent: Readonly<Record<string, string>> = {
  directory: 'エージェントは時間内にドメイン コントローラーに接続できませんでした。',
  password:
    'エージェントはパスワードを確認できませんでした。一部のユーザーだけの場合は、パスワードの誤りまたは期限切れの可能性があります。',
  hours: 'Active Directory のログオン時間により、このユーザーは現在サインインできません。エージェントは正常です。',
  clock: 'エージェントと Entra ID の時計の差が大きすぎます。',
};

/** What broke and what it means, in Japanese. */
export const rules = {
  'sign-in-abandoned': {
    title: (v) =>
      `${given(v.authority, (host) => `${host} での`)}${given(v.user, (user) => `${user} の`)}サインインは始まりましたが、完了していません${given(v.host, (host) => `。${host} にトークンは届いていません`)}。`,
    meaning: () =>
      'Exchange は正しくクライアントをサインインへ誘導し、サインイン画面も表示されました。しかし結果が返っていません。画面が閉じられた、空白のままだった、またはその前にキャプチャが終了しています。',
    next: () =>
      '画面が空白のままだった場合は、画面の内容のホストが遮断されていないか確認してください。どこまで進んだかは Entra ID のサインイン ログで確認できます。',
  },
  'entra-unreachable': {
    title: (v) =>
      v.kind === 'content'
        ? `Entra ID のサインイン画面の内容を${given(v.host, (host) => ` ${host} から`)}取得できません${reason(v)}。`
        : `Entra ID${given(v.host, (host) => ` (${host})`)} に接続できません${reason(v)}。`,
    meaning: (v) =>
      v.kind === 'content'
        ? 'サインイン ホストが応答しても、スクリプトがなければサインイン画面は空白のままになることがあります。プロキシやファイアウォールが一方だけを許可していることがよくあります。'
        : 'Entra ID に接続できなければ、トークンは発行されません。Outlook には空白のサインイン画面、または繰り返しのサインイン画面が表示されます。Exchange は関係ありません。',
    next: () => 'プロキシまたはファイアウォールのログで、失敗した時刻のこれらのホストへの通信を確認してください。',
  },
  'wrong-tenant-or-cloud': {
    title: (v) =>
      `${v.host ?? 'サインイン サービス'} には、このサインインのテナントがありません${given(v.tenant, (tenant) => `: ${tenant}`)}${coded(v)}。`,
    meaning: (v) => {
      if (v.kind === 'cloud')
        return 'テナントは別のクラウド (米国政府機関や中国など) に属しており、そのクラウド専用のサインイン ホストを使います。';
      if (v.kind === 'no-tenant') return 'アドレスからも入力された名前からも、テナントを特定できません。';
      if (v.kind === 'endpoint')
        return 'このアプリケーションまたはリソースは、すべてのテナント用のアドレス (/common) では使用できません。';
      return 'このクラウドにテナントがありません。ドメインが Entra ID に登録されていない、名前の入力誤り、または別のクラウドのテナントです。';
    },
    next: logged,
  },
  'federation-trust-broken': {
    title: (v) =>
      `Entra ID と ${v.host ?? 'ID プロバイダー'} の間の${given(v.domain, (domain) => ` ${domain} の`)}信頼関係が壊れています${coded(v)}。`,
    meaning: (v) =>
      `${federation[v.kind ?? ''] ?? 'Entra ID は ID プロバイダーの署名を検証できません。多くの場合、AD FS のトークン署名証明書が更新され、Entra ID に古い証明書が残っています。'}ドメインのすべてのユーザーに同時に影響します。原因は Exchange ではなく、再試行や NTLM への切り替えはその結果です。`,
    next: (v) => `AD FS サーバーの AD FS/Admin ログで相手側の状況を確認できます。${logged(v)}`,
  },
  'passthrough-agent-failed': {
    title: (v) => `${given(v.user, (user) => `${user} の`)}パススルー認証に失敗しました${coded(v)}。`,
    meaning: (v) =>
      `Entra ID は、オンプレミスのエージェントにパスワードの確認を依頼します。${agent[v.kind ?? ''] ?? 'エージェントから有効な応答がありませんでした。'}`,
    next: logged,
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'finish-sign-in': 'ユーザーに最後までもう一度サインインしてもらい、画面に表示された内容を確認してください。',
  'allow-hosts':
    'プロキシまたはファイアウォールで、Microsoft が示すサインイン用のホストを許可してください。画面の内容のホスト (msauth.net、msftauth.net) も必要です。',
  'resolve-sign-in': 'クライアントで、名前を解決できるかどうかを確認します。',
  'test-sign-in': '直接、またはクライアントが使うプロキシ経由で、ポートに接続できるかどうかを確認します。',
  'ask-hours': 'Active Directory で、ユーザーのログオン時間を確認します。',
  'name-tenant': 'Entra ID に登録されたドメインを含む完全なサインイン名を、ユーザーに入力してもらってください。',
  'renew-trust':
    '拇印が異なる場合は、AD FS サーバーの同じウィンドウで、現在のトークン署名証明書を Entra ID に登録します。Entra Connect が信頼を管理している場合は、Entra Connect で行ってください。',
  'see-agent-clock': 'エージェント サーバーの時計が正しいかどうかを確認します。',
  'see-agents': '各エージェント サーバーで、エージェントの動作状態とログを確認します。',
  'see-cloud': 'テナントが属するクラウドを確認します。',
  'see-domains': '自社のテナントに登録されたドメインを確認します。',
  'see-federation': 'Entra ID が期待する証明書と発行者を確認します。',
  'see-token-signing': 'AD FS サーバーで、現在の署名に使われる証明書を確認します。',
  'tenant-endpoint': 'プログラムで、/common の代わりに自社のテナントのアドレスを使用してください。',
} as const satisfies StepSentences<DirectoryStep>;
