import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId } from '../../rule-texts.js';
import type { CaptureStep } from './plans.js';

/** What broke and what it means, in Japanese. */
export const rules = {
  'nothing-to-diagnose': {
    title: (v) =>
      `Exchange または Entra ID の通信が含まれていません${given(v.transactions, (count) => ` (読み取った要求の数: ${count})`)}。`,
    meaning: () =>
      'キャプチャの開始が遅すぎた、別のプログラムを対象にしていた、または暗号化されたトンネルだけを記録した可能性があります。',
  },
  'sign-in-not-visible': {
    title: (v) =>
      `${[given(v.host, (host) => `${host} への`), given(v.user, (user) => `${user} の`)].filter(Boolean).join(' ')}サインインは、このキャプチャに含まれていません。`,
    meaning: (v) =>
      `${
        v.kind === 'refused'
          ? 'トークンが理由を示さずに拒否されましたが、そのトークンの発行は記録されていません。'
          : 'Exchange はクライアントをサインインへ誘導しましたが、その後トークンは送信されていません。'
      }Windows では、サインインは別のプロセス (WAM) で行われます。Outlook だけを対象にしたキャプチャや、復号されていないトンネルでは、その内容を確認できません。`,
    next: (v) =>
      `キャプチャにない場合でも、理由は ${v.authority === 'adfs' ? 'AD FS のイベント ログ' : 'Entra ID のサインイン ログ'}に記録されています。`,
  },
  'capture-incomplete': {
    title: (v) =>
      `${v.kind === 'joined' ? 'ファイルに含まれる複数のキャプチャのうち、最初の 1 つだけを読み取りました' : `キャプチャが${v.kind === 'cut' ? '途中で切れています' : '破損しています'}`}${given(v.read, (count) => ` (読み取った数: ${count}${given(v.lost, (lost) => `、読み取れなかった数: ${lost}`)})`)}。`,
    meaning: (v) =>
      v.kind === 'joined'
        ? 'ファイルは末尾の後にも続いています。分割して、それぞれを読み取ってください。'
        : '読み取れた部分は、そのまま診断しています。失われた部分に、より詳しい理由や答えが含まれていた可能性があります。',
  },
  'capture-not-decrypted': {
    title: (v) =>
      `キャプチャのほとんどが暗号化されたトンネルです${given(v.tunnels, (count) => ` (${given(v.transactions, (all) => `${all} 件中 `)}${count} 件)`)}。`,
    meaning: () => '記録時に HTTPS が復号されていないため、サインインの内容を確認できません。',
  },
  'capture-sanitised': {
    title: (v) =>
      `このキャプチャからは資格情報が削除されていますが、${v.host === undefined ? 'サーバー' : `${v.host}${v.virtualDirectory ?? ''}`} で拒否された要求があります。`,
    meaning: () =>
      '保存したプログラムは Authorization と Cookie を削除します。Bearer、トークンのどちらが送信されたのか、何も送信されなかったのかを判断できないため、拒否された理由も分かりません。',
    next: () =>
      '資格情報を含めて保存したファイルは、ここでの診断だけに使用してください。他者に渡す前に、削除するか、秘密情報を取り除いてください。',
  },
  'capture-bodies-missing': {
    title: (v) =>
      `理由を示すはずの${given(v.host, (host) => ` ${host} の`)}応答の本文が、このキャプチャに含まれていません。`,
    meaning: () =>
      '保存したプログラムが本文を省略しています。サインインに対する Entra ID の説明は、本文に含まれています。',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'capture-bodies':
    '本文を含めて保存し直してください。ブラウザーではサインインの間、開発者ツールを開いたままにします。Fiddler ではアーカイブ (SAZ) として保存します。',
  'capture-more':
    'Outlook を起動する前にキャプチャを開始し、HTTPS の復号を有効にして、すべてのプロセスを対象にしてください (サインインは Outlook とは別のプロセスで行われます)。すべての要求を保存してください。',
  'capture-whole':
    'キャプチャをコピーまたは保存し直してください。非常に長い場合は、サインインの前後の短い時間だけを記録してください。',
  decrypt: '記録するプログラムで HTTPS の復号を有効にし、その証明書をクライアントに信頼させてください。',
  'export-credentials': '資格情報と Cookie を含めて保存し直してください。',
  'export-har-credentials':
    'Edge または Chrome の開発者ツールで、機密データを含む HAR の生成を許可し ([設定] - [環境設定] - [ネットワーク])、機密データを含めてエクスポートしてください。',
  'capture-netlog-bodies': '生のバイトを含めるオプションを選択して、ネットワーク ログを記録し直してください。',
  'export-netlog-credentials':
    'Cookie と資格情報を含めるオプションを選択して、ネットワーク ログを記録し直してください。',
  'read-adfs-log': 'AD FS サーバーで、その時刻に記録された内容を確認します。',
  'see-join': 'クライアントで、デバイスの参加状態と、プライマリ更新トークン (AzureAdPrt) の有無を確認します。',
  'see-sign-in-log': 'このユーザーのサインインについて、Entra ID の記録を確認します。',
  'see-token-log': 'クライアントで、Windows のサインイン ブローカーがその時刻に記録した内容を確認します。',
} as const satisfies StepSentences<CaptureStep>;
