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
  'authorization-uri-wrong-cloud': {
    title: (v) =>
      `${v.host ?? 'Exchange'} は、テナントとは別のクラウドのサインイン先${given(v.uri, (uri) => ` (${uri}) `)}にユーザーを誘導しています。`,
    meaning: (v) =>
      v.cloud === undefined
        ? 'このアドレスは、この組織が存在しないクラウド、または終了したクラウドのものです。ユーザーはそこにアカウントを持たないため、サインインは成功しません。'
        : `ほかの情報はすべてクラウド「${v.cloud}」を示していますが、このアドレスは別のクラウド${given(v.offered, (offered) => `「${offered}」`)}のものです。ユーザーはそこにアカウントを持たないため、サインインは成功しません。`,
    next: () =>
      'AuthServer が別のクラウド用に作成されたか、メタデータのアドレスが別のクラウドからコピーされています。既定の AuthServer の IssuerIdentifier とメタデータ URL を比べてください。',
  },
  'trusted-issuer-missing': {
    title: (v) =>
      v.kind === 'other-tenant'
        ? `${at(v)} が信頼しているのは、${v.tenant ?? 'トークンのテナント'} とは別のテナントのサーバーです。`
        : `${at(v)} は、信頼するサーバー用トークンの発行者を示していません。`,
    meaning: (v) =>
      `trusted_issuers に、${given(v.tenant, (tenant) => `テナント ${tenant} の `)}Entra ID の発行者がありません。空き時間情報など、双方のサーバー間の通信はこれに依存します。ユーザーのトークンは、チャレンジに示されない別の方法で信頼されるため、依存しません。Outlook が失敗する理由にはなりません。`,
    next: () =>
      '同じ組織に対して別のテナントがハイブリッド構成ウィザードを実行した場合、最初のテナントの AuthServer が上書きされていることがあります。',
  },
  'servers-disagree': {
    title: (v) =>
      v.kind === 'named'
        ? `${at(v)} のサーバー ${v.server ?? '(不明)'} は先進認証を提供していません${given(v.other, (other) => `。${other} は提供しています`)}。`
        : `${at(v)} は、先進認証を提供するときとしないときがあります。サーバーの設定が一致していません。`,
    meaning: (v) =>
      v.kind === 'named'
        ? `同じ名前の同じ仮想ディレクトリが、2 通りに応答しています。このサーバーには OAuth がないため${given(v.offered, (offered) => ` (提示された方式: ${offered})`)}${given(v.builds, (builds) => ` (ビルド: ${builds})`)}、サインインの成否は負荷分散装置の振り分けに左右されます。1 つの接続は 1 台のサーバーに届くため、プールに何台あるかはここからは分かりません。`
        : '同じ名前の同じ仮想ディレクトリが、2 通りに応答しています。サインインの成否は負荷分散装置の振り分けに左右されます。応答に X-FEServer がないため (負荷分散装置が取り除くことがあります)、どのサーバーかは特定できません。プールに何台あるかも、ここからは分かりません。',
    next: () =>
      '引用した応答と同じ時刻の各サーバーの IIS ログで、401 を返したサーバーを確認してください。負荷分散装置で X-FEServer を残すように設定できることもあります。',
  },
  'virtual-directories-disagree': {
    title: (v) =>
      `${at(v)} は先進認証を提供していませんが、同じ名前の ${v.offering ?? '別の仮想ディレクトリ'} は提供しています。`,
    meaning: (v) =>
      `OAuth は組織で有効ですが、${given(v.server, (server) => `サーバー ${server} の`)}この仮想ディレクトリだけにありません${given(v.offered, (offered) => ` (提示された方式: ${offered})`)}。ほかの場所ではトークンでサインインできる Outlook が、ここでは失敗するか、パスワードを求めます。`,
    next: () =>
      '/mapi では、古い手順により、認証方法の一覧が追加ではなく置き換えられたことがあります。このサーバーだけでなく、すべてのサーバーを比べてください。',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'add-oauth':
    '現在の方法を残したまま OAuth を追加します。元に戻せるように、コマンドは現在の設定を $before に保存します。以後、この仮想ディレクトリのユーザーはトークンでサインインします。',
  'ask-each-server':
    'プールに何台のサーバーがあるかは、ここからは分かりません。負荷分散装置を経由せずに、各サーバーのアドレスに空の Bearer で問い合わせてください。正常なサーバーは Bearer のチャレンジを返します。',
  'ask-with-user':
    'ユーザーを指定して再度確認してください。ユーザーに OAuth が提供されるかどうかは、X-User-Identity を付けた要求への応答でしか分かりません。',
  'correct-cloud':
    '正しいクラウド用のハイブリッド構成ウィザードを実行するか、既定の AuthServer をそのクラウドのメタデータ アドレスで修正してください。',
  'hybrid-wizard':
    'テナントのハイブリッド構成ウィザードをもう一度実行してください。サーバー間の通信に使う AuthServer が作成されます。',
  intention:
    'ハイブリッド先進認証 (HMA) を使う方針かどうかは、通信からは分かりません。使う場合は --expect hma を指定すると、そのためのコマンドが表示されます。使わない場合は、何も変更する必要はありません。',
  'see-hybrid': '接続されている組織とその方法を確認します。',
  'see-user-policy': '認証ポリシーがこのユーザーを制限していないかを確認します。',
  'see-virtual-directory': '仮想ディレクトリで許可されている認証方法を確認します。',
  'test-trust': 'Exchange Online PowerShell で、サーバー間の接続をテストします。',
} as const satisfies StepSentences<ChallengeStep>;
