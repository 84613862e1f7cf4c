import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId } from '../../rule-texts.js';
import { certificateFault, type TransportStep } from './plans.js';

/** What broke and what it means, in Japanese. */
export const rules = {
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
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'export-root':
    'Windows の証明書ストアで社内の証明機関のルート証明書を探し、certmgr.msc で Base-64 (PEM) 形式でエクスポートし、拇印が正しいことを確認してください。',
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
