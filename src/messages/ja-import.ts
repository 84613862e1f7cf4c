import type { ImportText } from './import-text.js';

/** The import report's words, in Japanese. */
export const importText = {
  heading: '読み取った内容',
  source: ({ name, format, producer, transactions }) =>
    `${name}: ${format}${producer === undefined ? '' : ` (作成: ${producer})`}、要求 ${transactions} 件`,
  formats: {
    har: 'HAR',
    saz: 'Fiddler アーカイブ (SAZ)',
    mitmproxy: 'mitmproxy のフロー',
    netlog: 'Chromium の NetLog',
    charles: 'Charles のセッション',
    log: 'サーバーのログ',
    text: 'テキスト',
    token: 'トークン',
    live: 'ライブ通信',
  },
  skipped: (count, reasons) => `${count} 件の項目は読み取っていません${reasons === '' ? '' : ` (${reasons})`}。`,
  mended: (repairs) => `補正した箇所: ${repairs}。`,
  separator: '、',
  limits: {
    truncated: '途中で切れています。切れた箇所までを読み取りました。',
    sanitised: '保存したプログラムによって、資格情報が取り除かれています。',
    'no-times': '時刻が記録されていません。',
    'local-times': '時刻に UTC との差が記録されていないため、このコンピューターの時刻として扱いました。',
  },
  skips: {
    damaged: (count) => `破損 ${count} 件`,
  },
  repairs: {
    'wrapped-lines-joined': (count) => `折り返された行の連結 ${count} か所`,
    'glued-lines-split': (count) => `つながったヘッダー行の分割 ${count} か所`,
    'quotes-undone': (count) => `装飾された引用符の置き換え ${count} か所`,
    'escapes-undone': (count) => `エスケープの解除 ${count} か所`,
    'prints-undone': (count) => `オブジェクトの表示形式からのヘッダーの復元 ${count} か所`,
  },
} as const satisfies ImportText;
