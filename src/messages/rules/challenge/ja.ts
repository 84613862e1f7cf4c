import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import type { ChallengeStep } from './plans.js';

const at = (v: Values) => (v.host === undefined ? 'サーバー' : `${v.host}${v.virtualDirectory ?? ''}`);

/** What broke and what it means, in Japanese. */
export const rules = {
  'flighting-disabled': {
    title: (v) =>
      `Exchange ${given(v.server, (server) => `サーバー ${server} `)}は ${v.subject ?? v.host ?? 'この要求'} に先進認証を提供していません。`,
    meaning: (v) =>
      v.kind === 'host'
        ? '要求にユーザーが指定されていないため、Exchange はホスト名で判断しました。問題ではない場合もあります。先進認証を使う方針かどうかは、ここからは分かりません。'
        : 'クライアントの OAuth が組織で無効である、このサーバーにまだ反映されていない、または認証ポリシーでこのユーザーに禁止されています。どれが意図されたものかは、ここからは分かりません。',
    next: () =>
      '設定がすでに有効な場合は、サイト間の複製を待ってから、このサーバーのアプリケーション プールをリサイクルしてください。',
  },
  'bearer-challenge-missing': {
    title: (v) => `${at(v)} は先進認証を提供していません${given(v.server, (server) => ` (サーバー ${server})`)}。`,
    meaning: (v) =>
      `クライアントは空の Bearer で問い合わせましたが、応答に Bearer のチャレンジがありません${given(v.offered, (offered) => ` (提示された方式: ${offered})`)}。このサーバーのこの仮想ディレクトリの認証方法に OAuth がないか、途中の装置がヘッダーを取り除いています。`,
    next: () =>
      'プールの各サーバーに個別に問い合わせてください。OAuth のないサーバーが 1 台あるだけで、サインインは断続的に失敗します。',
  },
  'authorization-uri-missing': {
    title: (v) => `${at(v)} は Bearer を提示していますが、サインイン先を示していません。`,
    meaning: (v) =>
      `${given(v.server, (server) => `サーバー ${server} の`)}チャレンジに authorization_uri がないため、クライアントはサインインを開始できません。既定の承認エンドポイントになっている AuthServer がありません。設定する方針かどうかは、ここからは分かりません。`,
    next: () => '変更後は、サイト間の複製を待ってから再度確認してください。',
  },
  'authorization-uri-adfs': {
    title: (v) =>
      `${v.host ?? 'Exchange'} は、クライアントを Entra ID ではなく AD FS${given(v.uri, (uri) => ` (${uri})`)} に誘導しています。`,
    meaning: () =>
      'これは Entra ID を使わない、AD FS による先進認証です。それが意図した構成であれば問題ありません。ハイブリッド先進認証 (HMA) では、このアドレスは Entra ID のものになります。',
    next: () => '既定の承認エンドポイントにできる AuthServer は 1 つだけです。',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'add-oauth':
    '現在の方法を残したまま OAuth を追加します。元に戻せるように、コマンドは現在の設定を $before に保存します。以後、この仮想ディレクトリのユーザーはトークンでサインインします。',
  'ask-with-user':
    'ユーザーを指定して再度確認してください。ユーザーに OAuth が提供されるかどうかは、X-User-Identity を付けた要求への応答でしか分かりません。',
  intention:
    'ハイブリッド先進認証 (HMA) を使う方針かどうかは、通信からは分かりません。使う場合は --expect hma を指定すると、そのためのコマンドが表示されます。使わない場合は、何も変更する必要はありません。',
  'see-user-policy': '認証ポリシーがこのユーザーを制限していないかを確認します。',
  'see-virtual-directory': '仮想ディレクトリで許可されている認証方法を確認します。',
} as const satisfies StepSentences<ChallengeStep>;
