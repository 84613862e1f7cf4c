import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import { certificateFault, type TransportStep, throughProxy } from './plans.js';

const at = (v: Values) => (v.host === undefined ? 'サーバー' : `${v.host}${v.virtualDirectory ?? ''}`);
const tool = (v: Values) => (v.tool === 'hma-doctor' ? '本ツール' : (v.tool ?? '別のプログラム'));

/** What broke and what it means, in Japanese. */
export const rules = {
  'certificate-untrusted': {
    title: (v) => {
      const fault = certificateFault(v.code);
      const host = v.host ?? 'サーバー';
      if (fault === 'expired')
        return `${host} の証明書は有効期間外です${given(v.validTo, (end) => ` (期限: ${end})`)}。`;
      if (fault === 'name') return `${host} の証明書は別の名前のものです${given(v.names, (names) => `: ${names}`)}。`;
      if (fault === 'unfit')
        return `${host} の証明書は、発行者にかかわらず拒否されました${given(v.code, (code) => ` (${code})`)}。`;
      return `${host} の証明書は、ここでは信頼されていません${given(v.code, (code) => ` (${code})`)}。`;
    },
    meaning: (v) => {
      const who = `${given(v.subject, (subject) => `サブジェクト: ${subject}。`)}${given(v.issuer, (issuer) => `発行者: ${issuer}。`)}`;
      const store = v.store ?? 'Node 自身のルート証明書の一覧 (NODE_EXTRA_CA_CERTS と --cacert を含む)';
      if (certificateFault(v.code) === 'unfit') {
        return `失効しているか、サーバー以外の用途の証明書か、発行者に許可されていない名前か、現在では受け入れられない方式で署名されています。分かっていることは引用のとおりです。何を受け入れるかはプログラムによって異なり、Windows のほうが緩い場合があります。${who}接続は閉じました。`;
      }
      if (certificateFault(v.code) !== 'trust') {
        return `このような証明書では、Outlook はサインイン画面を表示せずに停止します。${who}接続は閉じました。`;
      }
      return `この判断に使ったのは ${store} であり、Windows の証明書ストアではありません。ここでは知られていない社内の証明機関を、Outlook は信頼している可能性があります。不足している中間証明書の取得も行いません。${who}接続は閉じました。`;
    },
    next: () => '発行者が社内のものでも公的なものでもない場合は、途中の別の装置が TLS を傍受しています。',
  },
  'client-certificate-required': {
    title: (v) =>
      `${v.host ?? 'サーバー'} は、クライアント証明書を理由に TLS を終了しました。証明書を要求しているか、提示された証明書を拒否しています${given(v.code, (code) => ` (${code})`)}。`,
    meaning: (v) =>
      `${
        v.tool === undefined
          ? 'クライアントが証明書を提示していないか、サーバーが受け入れない証明書を提示しています。'
          : `${tool(v)} が復号している間、クライアントは自分の証明書をサーバーに提示できません。証明書を持つクライアントでも、それだけの理由で失敗します。その場合の原因はキャプチャです。`
      }${v.kind === 'refused' ? '途中の装置がサーバー自身の証明書を受け入れない場合も、同じ応答になることがあります。' : ''}接続は認証の前に終わっています。Exchange の先進認証にクライアント証明書は不要です。証明書を要求するのは、Exchange 自身の証明書ベースの認証か、その前段の装置です。`,
    next: () =>
      'この名前の TLS を終端しているもの (IIS、リバース プロキシ、負荷分散装置) のログに、どの証明書が足りないか、または拒否されたかが記録されています。',
  },
  'interception-refused': {
    title: (v) =>
      v.kind === 'silent'
        ? `${v.client ?? 'クライアント'} は、${v.host ?? 'サーバー'} 用の本ツールの証明書を受け取った後、何も送信せずに接続を閉じました${given(v.code, (code) => ` (${code})`)}。`
        : `${v.client ?? 'クライアント'} は、${v.host ?? 'サーバー'} 用の本ツールの証明書を受け入れませんでした${given(v.code, (code) => ` (${code})`)}。`,
    meaning: (v) =>
      v.kind === 'silent'
        ? '予備の接続や、ロード バランサーまたは監視システムのプローブもこのように終わり、その場合は問題ありません。本ツールの証明機関を信頼していないクライアントも、同じように接続を閉じることがあります。その場合、そのクライアントの通信はほかに何も表示されず、原因はキャプチャであってお客様のサーバーではありません。'
        : 'この障害の原因はキャプチャであり、お客様のサーバーではありません。クライアントが本ツールの証明機関を信頼していないか、このホストに特定の証明書だけを受け入れています (ピン留め)。このホストのサインインについては何も判断できません。',
    next: () =>
      '証明機関を登録しても拒否するクライアントは、証明書をピン留めしています。そのホストは復号の対象から外してください。',
  },
  'extended-protection-conflict': {
    title: (v) =>
      `${tool(v)} が通信を復号している間、${at(v)} で ${v.scheme ?? 'トークン以外の方式'} が拒否されました。原因はキャプチャです。`,
    meaning: (v) =>
      `Windows は NTLM と Negotiate を、クライアントに見えている証明書に結び付けます。今回それは ${tool(v)} の証明書でした。拡張保護が有効な場合、Exchange はそれだけの理由で、誰のサインインであっても拒否します。${
        v.binding === 'present'
          ? 'クライアントは実際にこの結び付けを送信しています。'
          : 'クライアントがこの結び付けを送信したかどうかは、ここからは読み取れません。'
      }拡張保護が有効かどうかは、キャプチャからは分かりません。先進認証 (Bearer) は影響を受けません。`,
    next: () =>
      '復号しなくても同じサインインが失敗する場合は、IIS ログを確認してください。sc-win32-status の 2148074252 は資格情報の誤り、2148074310 は結び付けの誤りです。',
  },
  'ntlm-loop': {
    title: (v) =>
      `${at(v)} で ${v.scheme ?? 'トークン以外の方式'} が繰り返し拒否されました。${v.tool === undefined ? '途中で復号は行われていません' : `${tool(v)} による復号は原因ではありません`}。`,
    meaning: (v) => {
      if (v.reason === 'kerberos')
        return '拒否された要求にはすべて Kerberos チケットが含まれていました。サーバーはそのチケットを使えません。すべてのサーバーで共有するアカウントとは別のアカウント宛てに発行されたか、サービス プリンシパル名の所有者がいないか、複数存在します。';
      if (v.reason === 'unbound')
        return 'クライアントはサインインを証明書に結び付けていません。この仮想ディレクトリのように拡張保護が既定で必須の場所では、このようなクライアントは常に拒否されます。';
      return '資格情報が誤っているか、Exchange の前段の装置が別の証明書で TLS を終端しているために、拡張保護が拒否しています。どちらであるかは通信からは分かりません。';
    },
    next: () =>
      '理由は HttpProxy ログと IIS ログにあります。sc-win32-status の 2148074252 は資格情報の誤り、2148074310 はチャネル バインドの誤りです。',
  },
  'proxy-authentication-required': {
    title: (v) =>
      `${v.host ?? 'サーバー'} への途中にある送信プロキシが、認証を求めています (407)${given(v.offered, (schemes) => `。提示された方式: ${schemes}`)}。`,
    meaning: () =>
      '要求はサーバーに届いていません。プロキシにサインインできないプログラムや Windows のサービスは、ここで停止します。その先のサインインについては何も判断できません。',
    next: () => 'プロキシのログに、クライアントと要求されたアカウントが記録されています。',
  },
  'connection-failed': {
    title: (v) => {
      const place = `${v.host ?? 'サーバー'}${given(v.port, (port) => ` のポート ${port}`)}`;
      const code = given(v.code, (word) => ` (${word})`);
      if (v.kind === 'proxy-refused') return `途中のプロキシが、${place} への接続を開きませんでした${code}。`;
      if (v.kind === 'proxy-unreachable') return `${place} への途中で、使えるプロキシがありませんでした${code}。`;
      if (v.kind === 'loop') return `${place} への経路が、本ツール自身に戻っています${code}。`;
      return v.kind === 'shortage'
        ? `このコンピューターは ${place} への接続を開けませんでした${code}。`
        : `${place} に接続できません${code}。`;
    },
    meaning: (v) => {
      if (v.kind === 'tls-version')
        return 'クライアントとサーバーの双方が対応する TLS のバージョンまたは暗号がありません。サーバーが古く TLS 1.0 または 1.1 しか使えないか、クライアントが古い場合です。サインインは認証の前に終わっています。';
      if (v.kind === 'shortage')
        return '記録したコンピューターに、新しい接続のためのファイル記述子、ポートまたはメモリが残っていませんでした。サーバーには届いていないため、サーバーについては何も判断できません。';
      if (v.kind === 'loop')
        return 'このコンピューターでは、サーバーの名前、または途中のプロキシの名前が、本ツールの待ち受けアドレスを指しています。このままでは本ツールが自分自身に接続することになります。原因はキャプチャであってお客様のサーバーではなく、サーバーには届いていません。';
      if (v.kind === 'proxy-refused')
        return 'クライアントは送信プロキシに届いていますが、プロキシが中継を拒否しています。プロキシの規則によるもの (403) か、プロキシ自身がサーバーに接続できないため (502、503、504) です。サーバーには届いていないため、その先のサインインについては何も判断できません。';
      if (v.kind === 'proxy-unreachable')
        return 'サーバーへの経路にあるプロキシに接続できないか、プロキシとしての応答がありません。サーバーには届いていないため、その先のサインインについては何も判断できません。';
      if (v.stage === 'dns')
        return 'このコンピューターで名前を解決できませんでした。サインインは認証の前に終わっています。';
      return `認証の前に接続が切れました${given(v.stage, (stage) => ` (段階: ${stage})`)}。このホストのサインインについては何も判断できません。`;
    },
    next: (v) => {
      if (throughProxy(v)) return 'プロキシのログに、要求された内容と拒否の理由が記録されています。';
      if (v.kind === 'loop')
        return 'その名前がどこを指すかは、このコンピューターの hosts ファイルと DNS サーバーで確認できます。';
      return v.kind === 'shortage'
        ? '再発する場合は、このコンピューターのどのプログラムが接続を保持しているかを確認してください。'
        : 'クライアント自身でも同じことを試してください。このコンピューターは別の DNS サーバーや別の経路を使っている可能性があります。';
    },
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'bypass-proxy':
    'または、自組織の Exchange サーバー、Exchange Online、Entra ID のホストを、プロキシの認証の対象から除外してください。',
  'say-where-server-is':
    'サーバー自身の場所 (--connect-to HOST:PORT:ADDRESS:PORT)、または途中の別のプロキシ (--proxy) を指定して、本ツールを再度起動してください。または、このコンピューターの hosts ファイルからその名前を削除してください。',
  'let-proxy-know': 'クライアントが対応する方式で、ユーザーをプロキシにサインインさせてください。',
  'see-system-proxy': 'クライアントで、どのプロキシが使われているかを確認します。',
  'see-tls-versions': 'サーバーで、有効または無効にされている TLS のバージョンを確認します。',
  'capture-at-client':
    '復号が行われない場所で、サインインをもう一度記録してください (サーバーの HttpProxy ログ、またはクライアントの NetLog)。',
  'get-ticket': 'クライアントでチケットを要求します。エラーが出れば、足りないものが分かります。',
  'keep-protection':
    '拡張保護は有効のままにしてください。本来の役割を果たしただけであり、診断のために無効にする必要はありません。',
  'same-certificate':
    '前段の装置が TLS を終端している場合は、Exchange と同じ証明書を割り当て、Exchange への通信を再び暗号化させてください。',
  'see-alternate-account': 'すべてのサーバーが Kerberos 用のアカウントを共有しているかを確認します。',
  'see-client-binding': 'クライアントの設定が、サインインの結び付けを妨げていないかを確認します。',
  'see-protection': 'Exchange サーバーで、ここの拡張保護の設定を確認します。',
  'see-service-names':
    'サービス プリンシパル名の所有者を確認します。所有者は 1 つのアカウントだけでなければなりません。',
  'see-win32-status':
    'Exchange サーバーの IIS ログで理由を確認します。2148074310 はチャネル バインドの誤り、2148074252 は資格情報の誤りです。',
  'test-undecrypted': '復号せずに、もう一度サインインしてください。それで成功すれば、異常はありません。',
  'free-resources':
    '多数の接続を保持しているプログラムを終了するか、同時に開けるファイルの上限 (ulimit -n) を上げてから、このツールを起動し直してください。',
  'export-root':
    'Windows の証明書ストアで社内の証明機関のルート証明書を探し、certmgr.msc で Base-64 (PEM) 形式でエクスポートし、拇印が正しいことを確認してください。',
  'leave-client-certificate':
    'このホストを復号せずに (--ignore-hosts)、もう一度サインインしてください。それで成功すれば、異常はありません。',
  'see-client-certificates':
    'Exchange サーバーで、Windows または IIS がクライアント証明書を要求しているかを確認します。前段の装置も確認してください。',
  'test-with-certificate':
    'クライアントが証明書を持つことになっている場合は、このクライアントの証明書が有効期間内で、秘密キーがあり、サーバーが信頼する証明機関のものであることを確認してください。そうでない場合は、要求を無効にしてください。',
  'let-proxy-open':
    'プロキシでこのホストとポートへの接続を許可するか、クライアントをそのプロキシへ導いている設定 (プロキシ、PAC ファイル) を修正してください。',
  'leave-undecrypted':
    'クライアントが証明書をピン留めしている場合は、このホストを復号せず、ほかのホストを観察してください。',
  'open-path': 'ファイアウォールとプロキシで、このホストとポートへの通信を許可してください。',
  'renew-certificate': '証明書を更新し、すべてのサーバーと前段の装置に割り当ててください。',
  'resolve-name': 'このコンピューターで名前を解決します。',
  'right-name-certificate': 'この名前を含む証明書を使うか、クライアントをこの名前へ導いている URL を修正してください。',
  'see-certificates': 'Exchange の証明書と、その名前および期限を確認します。',
  'test-port': 'このコンピューターから接続をテストします。',
  'trust-our-ca': 'キャプチャの間だけ、クライアントに本ツールの証明機関を信頼させ、終了後に削除してください。',
  'trust-root':
    'エクスポートしたファイルを本ツールに指定し (--cacert でも指定できます)、同じウィンドウから再度起動してください。',
} as const satisfies StepSentences<TransportStep>;
