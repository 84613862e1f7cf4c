import { given, type RuleSentences, type StepSentences } from '../../../phrase.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import type { ContentStep } from './plans.js';
import { tokenMeanings } from './token-meanings-ja.js';

const exchange = (v: Values) => v.host ?? 'Exchange';
const whose = (v: Values) => given(v.user, (user) => `${user} の`);

/** What broke and what it means, in Japanese. */
export const rules = {
  'invalid-token': {
    title: (v) => {
      if (v.kind === 'wrong-profile')
        return `${v.host ?? 'Exchange'} の${given(v.virtualDirectory, (path) => ` ${path} `) || 'この仮想ディレクトリ'}は、この種類${given(v.profile, (profile) => ` (${profile}) `)}のトークンを受け付けません。`;
      if (v.kind === 'no-user') return `${exchange(v)} は、${whose(v)}トークンにユーザーを見つけられません。`;
      const claim = given(v.claim, (name) => ` (クレーム ${name})`);
      return `${exchange(v)} は、${whose(v)}トークンの形式またはクレーム${claim}が正しくないため、使用できません。`;
    },
    meaning: (v) => tokenMeanings[v.kind ?? 'other'] ?? tokenMeanings.other ?? '',
    next: () => 'hma-doctor token でトークンを読み、同じ場所で受け付けられるトークンのクレームと比べてください。',
  },
  'missing-permission': {
    title: (v) => {
      if (v.kind === 'linked-account')
        return `${exchange(v)} には、呼び出し元のアプリケーション${given(v.application, (id) => ` ${id} `)}が使うリンクされたアカウントがありません。`;
      if (v.kind === 'mailbox')
        return `${exchange(v)} で、${whose(v)}トークンが別のユーザーのメールボックスに使われました。`;
      if (v.kind === 'operation') return `${exchange(v)} では、この操作をトークンで実行できません。`;
      return `${whose(v)}トークンには、${exchange(v)} の${given(v.virtualDirectory, (path) => ` ${path} `) || 'この呼び出し'}に必要なアクセス許可がありません。`;
    },
    meaning: (v) => {
      const has = given(v.granted, (granted) => `トークンにあるのは ${granted} です。`);
      const wants = given(v.required, (required) => `必要なのは ${required} です。`);
      if (v.kind === 'linked-account')
        return 'アプリケーションやほかのサーバーは、リンクされたアカウントの権限で動作します。そのアカウントがないか、ロールがないか、無効になっています。';
      if (v.kind === 'mailbox')
        return 'ユーザーのトークンで開けるのは、そのユーザーのメールボックスです。別のメールボックスには、アクセス権、またはアプリケーションの偽装が必要です。';
      if (v.kind === 'operation')
        return '一部の操作は、アクセス許可にかかわらず、OAuth でサインインするプログラムには許可されていません。';
      return `サインインは成功しており、不足しているのはトークンのアクセス許可です。${has}${wants}再度サインインしても同じトークンが発行されるため、解決しません。`;
    },
    next: () => 'トークンの scp または roles を、Entra ID でプログラムに同意されたアクセス許可と比べてください。',
  },
  'token-not-yet-valid': {
    title: (v) => `${exchange(v)} は、自身の時計ではまだ有効になっていないため、${whose(v)}トークンを拒否しました。`,
    meaning: (v) =>
      `${given(v.validFrom, (from) => `トークンが有効になるのは ${from} ${given(v.at, (at) => `ですが、サーバーの時刻は ${at} `)}です。`)}${v.kind === 'adfs' ? 'AD FS とサーバー' : 'Entra ID の時計は正確なため、サーバー'}${given(v.server, (server) => ` ${server} `)}${v.kind === 'adfs' ? 'の時計が合っていません' : 'の時計が遅れています'}${given(v.skew, (minutes) => ` (クライアントとの差は ${minutes.replace('-', '')} 分)`)}。`,
    next: () =>
      'サーバーがどこから時刻を取得しているかを確認してください。PDC エミュレーターの役割を持つドメイン コントローラーは、外部の時刻源と同期している必要があります。',
  },
  'exchange-internal-error': {
    title: (v) =>
      `${given(v.server, (server) => `サーバー ${server} `) || `${exchange(v)} `}は、トークンの検証中に内部エラーを起こしました。`,
    meaning: (v) => {
      if (v.kind === 'directory')
        return 'Exchange が Active Directory に問い合わせましたが、正しい応答がありませんでした。ドメイン コントローラーが停止しているか、遅いか、接続できません。トークンとクライアントに問題はありません。';
      if (v.kind === 'configuration')
        return 'Exchange は起動時に OAuth の構成 (Get-AuthConfig) を読み込めませんでした。トークンとクライアントに問題はありません。';
      return `問題はサーバー側にあります。トークンとクライアントに問題はありません${given(v.reason, (reason) => ` (サーバーの説明:「${reason}」)`)}。`;
    },
    next: () => 'プールの 1 台だけで起きる場合は、そのサーバーをプールから外し、ほかのサーバーと比べてください。',
  },
  'claims-challenge-unanswered': {
    title: (v) =>
      `${exchange(v)} は${given(v.user, (user) => ` ${user} に`)}新しいクレームを含むトークンを繰り返し要求していますが、クライアントは応じていません。`,
    meaning: (v) =>
      `Exchange Online は、重要なイベント (パスワードのリセット、セッションの取り消し、リスク、ネットワークの変更) の後に新しいトークンを要求します${given(v.times, (times) => ` (ここでは ${times} 回)`)}。${v.kind === 'incapable' ? 'トークンにクライアント機能 cp1 がないため、このクライアントは応じることができず、同じトークンを送り続けます。' : 'クライアントは、受け取ったクレームを使って再度サインインする必要がありますが、手元のトークンを送り続けています。'}`,
    next: () =>
      'Entra ID のサインイン ログで、このユーザーのサインインを探してください。クライアントが新しいトークンを要求したか、なぜ取得できなかったかがわかります。',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'answer-claims':
    '自社のプログラムでは、クライアント機能 cp1 を宣言し、チャレンジのクレームをサインインに渡すようにしてください。',
  'ask-for-scope': (v) =>
    `サインインするプログラムで、${given(v.required, (scope) => ` ${scope} `) || 'この呼び出しに必要なアクセス許可'}を要求してください。`,
  'build-token-anew': '呼び出し元のプログラムまたはサーバーを更新してください。トークンの作り方が正しくありません。',
  'compare-sid': 'オンプレミスで、アカウントの SID を比べます。',
  'fetch-new-token':
    'プログラムに新しいトークンを取得させてください。保存されているトークンには、以前のアクセス許可しかありません。',
  'grant-permission': 'Entra ID でアプリケーションにアクセス許可を追加し、管理者が同意してください。',
  'resync-clock': '時計がずれている場合は、サーバーの時刻を同期します。',
  'see-application-permissions': 'アプリケーションに許可されている操作を、同意とロールの両方で確認します。',
  'see-exchange-events': 'サーバーで、その時刻に Exchange が記録したイベントを確認します。',
  'see-server-clock': 'サーバーで、時計と時刻の取得元を確認します。',
  'see-services': 'Exchange のすべてのサービスが動作しているかを確認します。',
  'see-signing-setup': '各パートナー アプリケーションの Realm を確認します。',
  'see-token-partners': 'パートナー アプリケーションと、そのリンクされたアカウントを確認します。',
  'send-whole-token':
    'トークンは、発行されたまま 1 行で送ってください。このトークンは途中で切れたか、変更されています。',
  'set-linked-account':
    'パートナー アプリケーションにリンクされたアカウントを設定し、そのアカウントにロールがあることを確認してください。',
  'update-client':
    'クライアントを更新してください。いったん終了して再度サインインし、アカウントの現在の状態に合ったトークンを取得させます。',
  'use-home-account':
    'テナント自身のアカウントでサインインしてください。ゲストのトークンには、Exchange がメールボックスを見つけるためのクレームがありません。',
  'use-open-operation': 'OAuth で使用できる操作、または Exchange の別のインターフェイスを使ってください。',
  'use-own-mailbox':
    'メールボックスの所有者としてサインインするか、ユーザーにメールボックスへのアクセス権を与えてください。',
  'use-right-directory':
    '/mapi、/OAB、ActiveSync が受け付けるのはユーザーのトークンだけです。サーバーやアプリケーションの呼び出しは、/EWS または Autodiscover に送ってください。空き時間情報のテストでは、この応答に問題がないこともあります。',
  'use-user-token':
    'プログラムでは、ユーザーが必要な場所では、アプリケーション単独ではなくユーザーとしてサインインしてください。',
} as const satisfies StepSentences<ContentStep>;
