import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import type { MailboxStep } from './plans.js';

const protocols: Readonly<Record<string, string>> = {
  mapi: 'MAPI',
  'mapi-http': 'MAPI over HTTP',
  ews: 'Exchange Web サービス',
  eas: 'Exchange ActiveSync',
  'smtp-off-tenant': 'SMTP AUTH',
  'smtp-off-mailbox': 'SMTP AUTH',
};
const protocol = (v: Values) => protocols[v.protocol ?? ''] ?? 'このプロトコル';
const mailbox = (v: Values) => (v.user === undefined ? 'メールボックス' : `${v.user} のメールボックス`);
const code = (v: Values) => given(v.code, (number) => `${number}${given(v.name, (name) => `、${name}`)}`);

const meanings: Readonly<Record<string, string>> = {
  access:
    'サインインしたアカウントには、このメールボックスを開く権利がありません。メールボックスの所有者とは別のアカウントか、アクセス許可がないか、この Exchange のどのユーザーにも対応しないアカウントです。',
  context:
    'サーバーはメールボックスとの接続を保持しておらず、接続し直しても改善しませんでした。ロード バランサーの背後では、アフィニティ Cookie が失われるとこのようになります。',
  moving: 'メールボックスは移動中であるか、別のサーバーにあります。多くの場合、自然に解消します。',
  client: 'サーバーがこのバージョンの Outlook を受け付けないか、使われていない暗号化を要求しています。',
  request: 'サーバーは要求を読み取れませんでした。途中で書き換えられたか、クライアントとサーバーが適合していません。',
};

/** What broke and what it means, in Japanese. */
export const rules = {
  'protocol-disabled': {
    title: (v) => {
      if (v.protocol === 'smtp-off-tenant')
        return `組織で SMTP AUTH が無効になっています${given(v.code, (reply) => ` (${reply})`)}。`;
      if (v.protocol === 'smtp-off-mailbox')
        return `メールボックスで SMTP AUTH が無効になっています${given(v.code, (reply) => ` (${reply})`)}。`;
      return `サインインは成功していますが、${mailbox(v)} では ${protocol(v)} が無効になっています。`;
    },
    meaning: (v) => {
      if (v.protocol?.startsWith('smtp'))
        return 'SMTP AUTH による送信が許可されていないため、Exchange Online は、どのようなパスワードやトークンが送られても、プログラムやデバイスを拒否します。メールボックスの設定は組織の設定より優先されます。';
      if (v.protocol === 'eas')
        return 'Exchange は資格情報を受け入れた後、要求を拒否しました (403)。このメールボックスで ActiveSync が無効になっているか、このデバイスがブロックまたは検疫されています。';
      if (v.protocol === 'ews')
        return 'Exchange は資格情報を受け入れた後、要求を拒否しました (403)。このメールボックスまたはアプリケーションで EWS が無効になっていることが考えられますが、ほかの理由もありえます。';
      return 'Exchange は資格情報を受け入れた後、このプロトコルでメールボックスを開くことを拒否しました。先進認証そのものは機能しています。';
    },
    next: (v) =>
      `${given(v.server, (server) => `${server} の `)}HttpProxy ログで、この要求を検索してください。ユーザーとエラーが記録されています。`,
  },
  'mapi-error': {
    title: (v) =>
      `サインインは成功しましたが、${v.host ?? 'サーバー'} は ${mailbox(v)} を開きませんでした${given(code(v), (said) => ` (${said})`)}。`,
    meaning: (v) =>
      `${meanings[v.kind ?? ''] ?? '理由は示されていません。'}MAPI over HTTP はエラーを 200 の応答の中で伝えます。${given(v.request, (request) => `この ${request} の`) || 'その'}後の要求も成功していません。`,
    next: (v) =>
      `${given(v.backEnd ?? v.server, (server) => `${server} の `)}Logging\\MapiHttp\\Mailbox にあるログで、この要求を検索してください。エラーの内容が記録されています。`,
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'keep-affinity':
    'ロード バランサーやプロキシが前段にある場合は、Cookie の MapiContext、MapiSequence、X-BackEndCookie がそのまま渡されていることを確認してください。',
  'see-blocked-versions': 'このメールボックスで Outlook のバージョンがブロックされていないかを確認します。',
  'see-cas-mailbox': 'このメールボックスで有効なプロトコルを確認します。',
  'see-devices': 'デバイスがブロックまたは検疫されていないかを確認します。',
  'see-mailbox-user': '誰のメールボックスであるかを確認します。',
  'see-mapi-health': 'そのサーバーで MAPI over HTTP が正常かどうかを確認します。',
  'see-mapi-organization': '組織で MAPI over HTTP が有効かどうかを確認します。',
  'see-move': 'メールボックスが移動中でないかを確認します。',
  'see-permissions': '誰が開けるかを確認します。',
  'see-smtp-tenant': '組織の設定を確認します。無効のままにし、個々のメールボックスで許可してください。',
  'see-unchanged': '前段の装置を通さずにサーバーへ直接接続し、結果を比べてください。',
  'switch-protocol': '使う方針の場合は、このメールボックスだけで有効にします。',
} as const satisfies StepSentences<MailboxStep>;
