import { importText } from './ja-import.js';
import type { OverviewText, UiText } from './ui-text.js';

const overview = {
  columns: {
    file: 'ファイル',
    format: '形式',
    transactions: '要求',
    errors: 'エラー',
    warnings: '警告',
    finding: '主な検出結果',
  },
  unreadable: '読み取り不可',
  total: ({ files, errors, warnings, unreadable }) =>
    [
      `${files} ファイル: エラーあり ${errors}`,
      `警告のみ ${warnings}`,
      `エラー・警告なし ${files - errors - warnings - unreadable}`,
      ...(unreadable > 0 ? [`読み取り不可 ${unreadable}`] : []),
    ].join('、'),
} as const satisfies OverviewText;

/** The words of every view, in Japanese. */
export const ui = {
  severity: { error: 'エラー', warning: '警告', info: '情報' },
  certainty: { provisional: '暫定: この後サインインが成功する可能性があります', certain: '確定' },
  confidence: { high: '確実', medium: '可能性が高い', low: '可能性あり' },
  verdict: {
    broken: (title) => `障害箇所: ${title}`,
    warned: (title) => `注意が必要です: ${title}`,
    healthy: (transactions) => `異常はありません。${transactions} 件の要求に障害は見つかりませんでした。`,
    unexplained: (transactions, attempts) =>
      `${transactions} 件の要求に障害は見つかりませんでした。成功しなかった試行が ${attempts} 件ありますが、正常な場合もあります。`,
    unknown:
      '障害は見つかりませんでしたが、判断できない点があります。下の「このキャプチャからは分からないこと」を参照してください。',
    more: (count) => `ほかに ${count} 件の検出結果があります。`,
  },
  card: {
    proof: '証拠',
    meaning: '意味',
    fix: '対処',
    verify: '確認',
    next: '解決しない場合',
    more: '詳しくは',
    destructive: '注意: 設定を上書きするか、すべてのユーザーに影響します',
    undo: '元に戻すには:',
    explains: 'これが原因で起きていること:',
  },
  seen: (count) => `${count} 回のサインインで検出`,
  transaction: (id) => `要求 ${id}`,
  crashed: (rule, message) =>
    `規則 ${rule} の実行に失敗しました (${message})。hma-doctor の不具合ですので、ご報告ください。ほかの規則は適用されています。`,
  unknownHeading: 'このキャプチャからは分からないこと',
  unknownRules: (ids) => `判断できなかった規則: ${ids}`,
  parts: {
    request: {
      missing: '要求',
      better: '応答ヘッダーだけでなく、要求と応答の両方を含むセッション全体を保存してください。',
    },
    authorization: {
      missing: 'Authorization ヘッダー (キャプチャから削除されています)',
      better:
        'HAR を「機密データを含めて」エクスポートするか、hma-doctor proxy を使ってください (秘密の値は自動的に取り除かれます)。',
    },
    'request-body': { missing: '要求の本文', better: '要求の本文 (POST データ) も記録してください。' },
    response: { missing: '応答', better: '要求が終わるのを待ってから保存してください。' },
    'response-headers': {
      missing: '応答ヘッダー',
      better: 'すべての WWW-Authenticate と x-ms-diagnostics を含む、すべての応答ヘッダーを保存してください。',
    },
    'response-body': {
      missing: '応答の本文',
      better: '本文も保存してください (ブラウザーでは「コンテンツを含む HAR」)。',
    },
    time: { missing: '時刻', better: 'HAR など、時刻が記録される形式を使ってください。' },
    interception: {
      missing:
        'クライアントとサーバーの間で TLS を復号するプログラムがあったかどうか (NTLM と Negotiate はそれによって失敗します)',
      better:
        'クライアント側で記録するか (NetLog、ブラウザー)、記録したプログラムの名前が残る形式 (SAZ、HAR) を使ってください。',
    },
  },
  import: importText,
  overview,
  storyHeading: '経過',
  outcomes: {
    bearer: 'トークンでサインインしました',
    'other-scheme': 'トークン以外の方式でサインインしました',
    'signed-in': 'サインインしました (方式は記録されていません)',
    anonymous: '資格情報なしで応答がありました',
    refused: '拒否されました',
    failed: '到達できませんでした',
    'sign-in-failed': 'サインインに失敗しました',
    open: '終わっていません',
  },
  laterUses: (count) => `その後の要求 ${count} 件にも有効でした`,
  alike: (count) => `ほかに ${count} 回のサインインが同じ経過をたどりました`,
  moreSteps: (count) => `… ほかに ${count} 件 (-v ですべて表示)`,
  moreFlows: (count) => `… ほかに ${count} 回のサインイン (-v ですべて表示)`,
  expectations: {
    hma: '想定: ハイブリッド先進認証 (--expect hma)',
    adfs: '想定: AD FS による先進認証 (--expect adfs)',
    none: '想定: 先進認証を使わない (--expect none)',
  },
  exitHints: {
    0: '--fail-on で指定したレベル以上の検出結果はありません。',
    1: '--fail-on で指定したレベル以上の検出結果があります。',
    2: 'コマンド ラインが正しくありません。hma-doctor --help を参照してください。',
    3: '入力をまったく読み取れませんでした。',
    4: '実行中またはネットワークで障害が発生しました。',
    130: '中断されました。',
  },
  token: {
    title: 'トークン (デコードのみ、未検証)',
    rows: {
      kind: '種類',
      application: 'アプリケーション',
      user: 'ユーザー',
      audience: '対象ユーザー (aud)',
      issuer: '発行者',
      tenant: 'テナント',
      scopes: 'スコープ',
      roles: 'ロール',
      issuedAt: '発行日時',
      notBefore: '有効期間の開始',
      expiresAt: '有効期限',
      signature: '署名',
      defects: '欠陥',
      header: 'ヘッダー',
      claims: 'クレーム',
      actor: 'アクター トークン',
    },
    kinds: {
      jws: '署名付き JWT (JWS)',
      jwe: '暗号化された JWT (JWE): ヘッダーだけを読み取れます',
      payload: 'クレームのみ (ヘッダーと署名なし)',
      opaque: 'JWT ではありません: 読み取れません',
      cut: '途中で切れています',
    },
    signatures: {
      present: 'あり (未検証)',
      empty: '空',
      placeholder: 'hma-doctor が削除 (未検証)',
      none: 'なし',
    },
    expired: (at) => `${at} の時点で期限切れ`,
    notYetValid: (at) => `${at} の時点で有効期間前`,
    valid: (at) => `${at} の時点で有効`,
    defect: (code, at) => `${code} (位置 ${at})`,
  },
} as const satisfies UiText;
