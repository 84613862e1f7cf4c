import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId } from '../../rule-texts.js';
import * as content from './content/ja.js';
import type { TokenStep } from './plans.js';
import * as trust from './trust/ja.js';

/** What broke and what it means, in Japanese. */
export const rules = {
  ...trust.rules,
  ...content.rules,
  'ssl-offload': {
    title: (v) =>
      v.kind === 'possible'
        ? `この拒否からは、名前${given(v.host, (host) => ` ${host} `)}が誤っているのか、${given(v.expected, (expected) => `${expected} が`)} HTTP で要求されただけなのかはわかりません。`
        : `Exchange ${given(v.server, (server) => `サーバー ${server} `)}は ${v.host ?? 'このホスト'} への要求を HTTP で受け取ったため、https のトークンを拒否しました。`,
    meaning: (v) =>
      v.kind === 'possible'
        ? 'Exchange は、ホスト名が異なる場合と、一部のビルドでは https の代わりに http が使われた場合に、同じ文を返します。名前がそのまま Exchange に届いている場合は、TLS を終端する負荷分散装置 (SSL オフロード) がないかを確認してください。'
        : `ホスト名とトークンは一致しており、スキームだけが異なります${given(v.expected, (expected) => ` (期待された値: ${expected}${given(v.actual, (actual) => `、実際の値: ${actual}`)})`)}。負荷分散装置またはプロキシが TLS を終端し、Exchange へ HTTP で中継しています (SSL オフロード)。先進認証では SSL オフロードはサポートされません。`,
    next: () =>
      '一部の要求だけが失敗する場合は、負荷分散装置のプールの一部のサーバー、または一部のパスの規則に HTTP が残っています。',
  },
  'audience-mismatch': {
    title: (v) => {
      const audience = v.audience ?? v.actual;
      const host = v.host ?? 'Exchange';
      if (v.kind === 'resource')
        return `クライアントは ${host} に、${audience ?? '別のリソース'} 用に発行されたトークンを送りました。`;
      if (v.kind === 's2s')
        return `${host} は${given(audience, (name) => ` ${name} 宛ての`)}サーバー間トークンを拒否しました。`;
      return `${host} は${given(audience, (name) => ` ${name} 宛ての`)}トークンを拒否しました。Exchange から見えるホスト名がクライアントの使う名前と異なります。`;
    },
    meaning: (v) => {
      if (v.kind === 'resource') {
        return 'トークン自体は正しいものですが、別のサービス用です。サインインするプログラムが、誤ったリソースまたはスコープを要求しています。';
      }
      const names = given(
        v.expected,
        (expected) =>
          `Exchange が期待した値は ${expected}${given(v.actual, (actual) => `、実際の値は ${actual}`)} です。`,
      );
      const cause = 'Exchange は、トークンの対象ユーザー (aud) を、Exchange 自身に届いた要求のホスト名と比べます。';
      return v.kind === 's2s'
        ? `${cause}${names}Exchange Online からの呼び出しでは、途中の装置がホスト名を書き換えているか、TLS を終端していることが主な原因です。`
        : `${cause}${names}トークンは Entra ID から発行されているため、SPN は登録されています。途中の装置がホスト名を書き換えているか、クライアントが別の名前へ転送されています。`;
    },
    next: () =>
      'ホスト名がそのまま届いている場合は、すべてのサーバーの仮想ディレクトリの URL が、クライアントの使うホスト名と一致しているかを確認してください。',
  },
  'unknown-user': {
    title: (v) => {
      const user = v.user ?? 'トークンのユーザー';
      if (v.kind === 'ambiguous') return `${user} に該当するアカウントが Exchange 側に複数あります。`;
      if (v.kind === 'cloud-only')
        return `トークンは ${user} のものですが、このアカウントにはオンプレミスのアカウントが対応していません。`;
      if (v.kind === 'wrong-account') {
        return `トークンは ${user} のものですが、要求されたメールボックスは ${v.identity ?? '別のユーザー'} のものです。`;
      }
      if (v.kind === 's2s') return `受信側の Exchange に ${user} のメール ユーザーがありません。`;
      if (v.kind === 'linked')
        return `トークンの SID が、${user} のメールボックスを所有するアカウントの SID と異なります。`;
      return `トークンは有効ですが、Exchange に ${user} のアカウントが見つかりません。`;
    },
    meaning: (v) => {
      if (v.kind === 'ambiguous') {
        return 'ディレクトリの 2 つ以上のオブジェクトが、同じユーザー プリンシパル名、SMTP アドレス、または SIP アドレスを持っています。Exchange はどれかを選ぶことはしません。';
      }
      if (v.kind === 's2s') {
        return 'サーバー間の呼び出しでは相手側がユーザーを指定します。受信側には、そのアドレスを持つメール ユーザーまたはリモート メールボックスが必要です。';
      }
      if (v.kind === 'wrong-account') {
        return 'Windows または Outlook が、別のアカウント (多くは Windows にサインインしているアカウント) で自動的にサインインしました。Exchange は、プロファイルの名前ではなく、トークンのユーザーを検索します。';
      }
      if (v.kind === 'cloud-only') {
        return 'Exchange はオンプレミスの SID (onprem_sid) でユーザーを検索しますが、このトークンには SID がありません。このアカウントは Entra ID だけにあります。メールボックスは別のアカウントのものです。';
      }
      if (v.kind === 'linked') {
        return 'メールボックスは別のフォレストのアカウントにリンクされています。Exchange はそのアカウントの SID (msExchMasterAccountSid) をトークンの SID と比べますが、両者が異なります。';
      }
      if (v.user === undefined) {
        return '誰のトークンかはわかりません。ユーザーのサインインであれば、トークンは Entra ID から発行されているため、アカウントは Entra ID に存在します。アカウントが別のフォレストにある、リンクされたメールボックスである、作り直された、またはまだ複製されていない可能性があります。サーバーがユーザーを指定した場合 (空き時間情報、Test-OAuthConnectivity) は、受信側にそのアドレスのメール ユーザーまたはリモート メールボックスがありません。';
      }
      return 'トークンは Entra ID から発行されているため、アカウントは Entra ID に存在します。Exchange はオンプレミスの SID でアカウントを検索します。アカウントが別のフォレストにある、リンクされたメールボックスである、作り直された、またはこのサイトへまだ複製されていない可能性があります。';
    },
    next: (v) =>
      v.kind === 's2s'
        ? 'オブジェクトがある場合は、そのすべてのアドレスをトークンのアドレスと比べてください。'
        : 'トークンの onprem_sid を、メールボックスを所有するアカウントの SID と比べてください。',
  },
  'expired-token': {
    title: (v) =>
      v.kind === 'pasted'
        ? `${given(v.user, (user) => `${user} の`)}トークンは${given(v.at, (judged) => `、${judged} の時点で`)}有効期限が切れています。`
        : `${given(v.user, (user) => `${user} の`)}トークンは、送信された時点${given(v.at, (sent) => ` (${sent})`)}ですでに有効期限が切れていました。`,
    meaning: (v) =>
      v.kind === 'pasted'
        ? `${given(v.expiredAt, (expired) => `有効期限は ${expired} でした。`)}送信された時点で有効だったかどうかは、トークンだけではわかりません。その時刻を --at で指定してください。`
        : `${given(v.expiredAt, (expired) => `有効期限は ${expired} でした。`)}これは通信が行われた時点での判断であり、現在の時刻とは関係ありません。クライアントは通常、期限が切れる前にトークンを更新します。時計のずれや、スリープからの復帰が原因になることがあります。${given(v.skew, (minutes) => `キャプチャ側とサーバーの時計の差は ${minutes.replace('-', '')} 分です。`)}`,
    next: (v) =>
      v.kind === 'pasted'
        ? undefined
        : '新しいトークンも拒否される場合は、クライアントとサーバーの時計を比べてください。',
  },
  'token-refused': {
    title: (v) =>
      `${v.host ?? 'Exchange'} はトークンを拒否しました${given(v.category ?? v.code, (word) => ` (${word})`)}。`,
    meaning: (v) =>
      `この理由は本ツールの知らないものなので、そのまま示します${given(v.reason, (reason) => `:「${reason}」`)}${given(v.category, () => given(v.code, (code) => ` (コード ${code})`))}。`,
    next: () => '引用したヘッダーと要求 ID を、サーバーの管理者に伝えてください。',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  ...trust.steps,
  ...content.steps,
  'ask-for-this-host': (v) =>
    `サインインするプログラムで、別のリソースではなく ${given(v.host, (host) => `https://${host}/`) || 'Exchange のホスト'} のトークンを要求してください。`,
  'ask-support':
    'Microsoft のサーバーで起きています。引用したヘッダー、時刻、要求 ID を添えて、サポート リクエストを作成してください。',
  'choose-mailbox-account':
    'メールボックスを所有するアカウントでサインインしてください。Outlook の [ファイル] > [Office アカウント] で別のアカウントをサインアウトし、Outlook を再起動します。',
  'keep-host-name':
    '前段の装置がホスト名を変更せずに渡すようにし、クライアントから Exchange まで同じ公開名を使ってください。',
  're-encrypt':
    '負荷分散装置で SSL オフロードを無効にし、TLS をそのまま通すか、同じ証明書で再暗号化 (SSL ブリッジ) して Exchange に渡してください。',
  'read-server-logs':
    '上に引用した時刻と要求 ID を使い、サーバーの HttpProxy ログと IIS ログで該当する要求を探してください。',
  'remove-duplicate': '本来持つべきではないオブジェクトから、そのアドレスを削除してください。',
  'see-clock': 'クライアントの時計を確認します。',
  'see-duplicates': 'この名前またはアドレスを持つすべてのオブジェクトを探します。',
  'see-entra-user': 'Entra ID のアカウントと、そのオンプレミスの SID を確認します。',
  'see-hybrid-targets': 'ハイブリッド構成が呼び出しをどこへ送っているかを確認します。',
  'see-signed-in-account': 'Windows がどのアカウントでサインインしているかを確認します。',
  'see-offload': 'Exchange 自身に SSL オフロードが設定されていないかを確認します。',
  'see-recipient':
    '受信側に、このアドレスを持つメール ユーザーまたはリモート メールボックスがあるかを確認します。通常はディレクトリ同期によって作成されます。',
  'see-recipient-of-servers':
    'サーバー間の通信 (空き時間情報) の場合は、受信側に、このアドレスを持つメール ユーザーまたはリモート メールボックスがあるかを確認します。',
  'see-user':
    'オンプレミスで、Exchange が見つけるべきアカウントを確認し、SID を比べます。別のフォレスト、リンクされたメールボックス、複製の状態にも注意してください。',
  'see-web-application-proxy':
    '前段に Web アプリケーション プロキシがある場合は、バックエンドの URL と外部の URL のホスト名が同じであることを確認します。',
  'test-oauth-online': 'Exchange Online PowerShell で接続をテストします。',
} as const satisfies StepSentences<TokenStep>;
