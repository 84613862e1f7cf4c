import { errorCode, given, type RuleSentences } from './phrase.js';
import { certificateFault, isAdfsError } from './plans.js';
import type { RuleId, Values } from './rule-texts.js';

const coded = (v: Values) => given(v.code, (code) => ` (${errorCode(code)})`);
const at = (v: Values) => (v.host === undefined ? 'サーバー' : `${v.host}${v.virtualDirectory ?? ''}`);

const reported = (v: Values) => given(v.code === undefined ? v.error : errorCode(v.code), (word) => ` (${word})`);

/** What broke and what it means, in Japanese. */
export const rules = {
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
  'ssl-offload': {
    title: (v) =>
      `Exchange ${given(v.server, (server) => `サーバー ${server} `)}は ${v.host ?? 'このホスト'} への要求を HTTP で受け取ったため、https のトークンを拒否しました。`,
    meaning: (v) =>
      `ホスト名とトークンは一致しており、スキームだけが異なります${given(v.expected, (expected) => ` (期待された値: ${expected}${given(v.actual, (actual) => `、実際の値: ${actual}`)})`)}。負荷分散装置またはプロキシが TLS を終端し、Exchange へ HTTP で中継しています (SSL オフロード)。先進認証では SSL オフロードはサポートされません。`,
    next: () =>
      '一部の要求だけが失敗する場合は、負荷分散装置のプールの一部のサーバー、または一部のパスの規則に HTTP が残っています。',
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
      return 'トークンは Entra ID から発行されているため、アカウントは Entra ID に存在します。Exchange はオンプレミスの SID でアカウントを検索します。アカウントが別のフォレストにある、リンクされたメールボックスである、作り直された、またはこのサイトへまだ複製されていない可能性があります。';
    },
    next: (v) =>
      v.kind === 's2s'
        ? 'オブジェクトがある場合は、そのすべてのアドレスをトークンのアドレスと比べてください。'
        : 'トークンの onprem_sid を、メールボックスを所有するアカウントの SID と比べてください。',
  },
  'revoked-grant': {
    title: (v) =>
      `${v.user ?? 'このユーザー'} の保存されたサインインは取り消されています。再度サインインする必要があります${coded(v)}。`,
    meaning: (v) => {
      const times =
        v.issuedAt !== undefined && v.validFrom !== undefined
          ? `許可の発行は ${v.issuedAt}、有効と認められるのは ${v.validFrom} 以降に発行されたものだけです。`
          : '';
      return `パスワードの変更やリセット、または管理者の操作により、このアカウントのそれまでのセッションがすべて終了しました。${times}通常はこの後にパスワードの入力画面が表示されますが、その後に成功したサインインは見られませんでした。`;
    },
    next: () =>
      'パスワードを変更した人がいない場合は、誰がセッションを取り消したかを Entra ID の監査ログで確認してください。',
  },
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
  'bearer-not-attempted': {
    title: (v) => `${v.client ?? 'クライアント'} は ${at(v)} で先進認証を一度も試みず、接続できませんでした。`,
    meaning: (v) => {
      if (v.reason === 'outlook-2010') return 'Outlook 2010 は先進認証に対応していません。';
      if (v.reason === 'outlook-2013') {
        return 'Outlook 2013 が先進認証を使うのは、レジストリで指定され (EnableADAL)、更新プログラムが適用されている場合だけです。';
      }
      if (v.reason === 'accept-auth') {
        return 'クライアントは使用する方式を Accept-Auth で示しますが、その中に Bearer がありません。このコンピューターで無効にされています。';
      }
      if (v.reason === 'mac')
        return 'Outlook for Mac は、設定 DisableModernAuth で無効にされていない限り、先進認証を使います。';
      return 'サーバーは Bearer の要求に応答できますが、クライアントは送信しませんでした。理由は通信からは分かりません。クライアントの設定、またはサーバーの変更後に Outlook が再起動されていないことが考えられます。';
    },
    next: () =>
      '設定が正しい場合は、Windows への次回のサインイン時にポリシーが設定を元に戻していないかを確認してください。',
  },
  'signed-in-without-bearer': {
    title: (v) => `${at(v)} へのサインインは成功しましたが、方式は先進認証ではなく ${v.scheme ?? '別の方式'} でした。`,
    meaning: () =>
      'クライアントは Bearer を提示した後、別の方式でサインインしました。先進認証を使っていない環境ではこのようになります。先進認証を使う方針かどうかは、ここからは分かりません。',
    next: () => 'クライアントは、Outlook を再起動するまで以前の方式を使い続けます。',
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
  'expired-token': {
    title: (v) =>
      v.kind === 'pasted'
        ? `${given(v.user, (user) => `${user} の`)}トークンは${given(v.at, (judged) => `、${judged} の時点で`)}有効期限が切れています。`
        : `${given(v.user, (user) => `${user} の`)}トークンは、送信された時点${given(v.at, (sent) => ` (${sent})`)}ですでに有効期限が切れていました。`,
    meaning: (v) =>
      v.kind === 'pasted'
        ? `${given(v.expiredAt, (expired) => `有効期限は ${expired} でした。`)}送信された時点で有効だったかどうかは、トークンだけではわかりません。その時刻を --at で指定してください。`
        : `${given(v.expiredAt, (expired) => `有効期限は ${expired} でした。`)}これは通信が行われた時点での判断であり、現在の時刻とは関係ありません。クライアントは通常、期限が切れる前にトークンを更新します。時計のずれや、スリープからの復帰が原因になることがあります。`,
    next: (v) =>
      v.kind === 'pasted'
        ? undefined
        : '新しいトークンも拒否される場合は、クライアントとサーバーの時計を比べてください。',
  },
  'sign-in-error': {
    title: (v) => `${given(v.host, (host) => `${host} での`)}サインインに失敗しました${reported(v)}。`,
    meaning: (v) =>
      `サインイン サービスがエラーを返しました${given(v.error, (error) => ` (${error})`)}。${v.text === undefined ? 'エラーの原文は証拠として引用しています。' : `原文: ${v.text}`}`,
    next: (v) =>
      isAdfsError(v)
        ? '詳細は AD FS サーバーの AD FS/Admin ログで確認できます。'
        : `Entra ID のエラーの場合、詳細はサインイン ログ${given(v.correlation, (id) => ` (関連付け ID ${id})`)}で確認できます。`,
  },
  'token-refused': {
    title: (v) =>
      `${v.host ?? 'Exchange'} はトークンを拒否しました${given(v.category ?? v.code, (word) => ` (${word})`)}。`,
    meaning: (v) =>
      `この理由は本ツールの知らないものなので、そのまま示します${given(v.reason, (reason) => `:「${reason}」`)}${given(v.category, () => given(v.code, (code) => ` (コード ${code})`))}。`,
    next: () => '引用したヘッダーと要求 ID を、サーバーの管理者に伝えてください。',
  },
  'connection-failed': {
    title: (v) =>
      `${v.host ?? 'サーバー'}${given(v.port, (port) => ` のポート ${port}`)} に接続できません${given(v.code, (code) => ` (${code})`)}。`,
    meaning: (v) =>
      v.stage === 'dns'
        ? 'このコンピューターで名前を解決できませんでした。サインインは認証の前に終わっています。'
        : `認証の前に接続が切れました${given(v.stage, (stage) => ` (段階: ${stage})`)}。このホストのサインインについては何も判断できません。`,
    next: () =>
      'クライアント自身でも同じことを試してください。このコンピューターは別の DNS サーバーや別の経路を使っている可能性があります。',
  },
  'certificate-untrusted': {
    title: (v) => {
      const fault = certificateFault(v.code);
      const host = v.host ?? 'サーバー';
      if (fault === 'expired')
        return `${host} の証明書は有効期間外です${given(v.validTo, (end) => ` (期限: ${end})`)}。`;
      if (fault === 'name') return `${host} の証明書は別の名前のものです${given(v.names, (names) => `: ${names}`)}。`;
      return `${host} の証明書は、ここでは信頼されていません${given(v.code, (code) => ` (${code})`)}。`;
    },
    meaning: (v) => {
      const who = `${given(v.subject, (subject) => `サブジェクト: ${subject}。`)}${given(v.issuer, (issuer) => `発行者: ${issuer}。`)}`;
      const store = v.store ?? 'Node 自身のルート証明書の一覧 (NODE_EXTRA_CA_CERTS と --cacert を含む)';
      if (certificateFault(v.code) !== 'trust') {
        return `このような証明書では、Outlook はサインイン画面を表示せずに停止します。${who}接続は閉じました。`;
      }
      return `この判断に使ったのは ${store} であり、Windows の証明書ストアではありません。ここでは知られていない社内の証明機関を、Outlook は信頼している可能性があります。不足している中間証明書の取得も行いません。${who}接続は閉じました。`;
    },
    next: () => '発行者が社内のものでも公的なものでもない場合は、途中の別の装置が TLS を傍受しています。',
  },
  'interception-refused': {
    title: (v) =>
      `${v.client ?? 'クライアント'} は、${v.host ?? 'サーバー'} 用の本ツールの証明書を受け入れませんでした${given(v.code, (code) => ` (${code})`)}。`,
    meaning: () =>
      'この障害の原因はキャプチャであり、お客様のサーバーではありません。クライアントが本ツールの証明機関を信頼していないか、このホストに特定の証明書だけを受け入れています (ピン留め)。このホストのサインインについては何も判断できません。',
    next: () =>
      '証明機関を登録しても拒否するクライアントは、証明書をピン留めしています。そのホストは復号の対象から外してください。',
  },
  'nothing-to-diagnose': {
    title: (v) =>
      `Exchange または Entra ID の通信が含まれていません${given(v.transactions, (count) => ` (読み取った要求の数: ${count})`)}。`,
    meaning: () =>
      'キャプチャの開始が遅すぎた、別のプログラムを対象にしていた、または暗号化されたトンネルだけを記録した可能性があります。',
  },
} as const satisfies Record<RuleId, RuleSentences>;
