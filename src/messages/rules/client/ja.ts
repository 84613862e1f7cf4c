import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import type { ClientStep } from './plans.js';

const at = (v: Values) => (v.host === undefined ? 'サーバー' : `${v.host}${v.virtualDirectory ?? ''}`);

/** What broke and what it means, in Japanese. */
export const rules = {
  'wrong-account': {
    title: (v) =>
      `トークンは ${v.user ?? '別のアカウント'} のものですが、${v.host ?? 'サーバー'} に要求されたのは ${v.identity ?? 'ほかのユーザー'} であり、拒否されました。`,
    meaning: (v) =>
      `Windows または Office が、メールボックスとは別のアカウントで、多くの場合は確認なしにサインインしています。共有メールボックスでは名前が異なるのは正常です。その場合は ${v.user ?? 'アカウント'} にアクセス許可がありません。`,
    next: () =>
      'Entra ID のサインイン ログで、その時刻にどのアカウントがどのアプリケーションにサインインしたかを確認できます。',
  },
  'basic-auth-retired': {
    title: (v) => {
      if (v.kind === 'mail')
        return `Exchange Online は、ここではユーザー名とパスワードによる認証を受け付けなくなりました${given(v.code, (reply) => ` (${reply})`)}。`;
      const who = given(v.user, (user) => ` ${user} の`);
      if (v.kind === 'policy')
        return `Exchange Online (${at(v)}) が${who}基本認証を拒否しました。ポリシーで無効にされています。`;
      return `クライアントが${who}基本認証を ${at(v)} に送信しましたが、Exchange Online では ${v.since ?? '2022'} 以降廃止されています。`;
    },
    meaning: (v) => {
      if (v.kind === 'mail')
        return 'Exchange Online では、このプロトコルの基本認証が無効になっています。パスワードを変更しても解決しません。プログラムやデバイスが OAuth でサインインするか、別の方法で送信する必要があります。';
      if (v.kind === 'policy')
        return `ユーザー名とパスワードは確認されていません。組織の認証ポリシーが、このユーザーとプロトコルの基本認証を無効にしています${given(v.switch, (parameter) => ` (${parameter})`)}。Exchange Online が示す手掛かりは、空の realm だけです。`;
      return 'Exchange Online の基本認証は廃止されました。このプロトコルでは、サポートを含む誰も再び有効にすることはできません。応答はパスワードの誤りのように見えますが、パスワードを変更しても解決しません。オンプレミスの Exchange は影響を受けません。';
    },
    next: () =>
      '今も使っているユーザーは、Entra ID のサインイン ログで確認できます (クライアント アプリを「レガシ認証クライアント」で絞り込みます)。',
  },
  'rpc-over-http': {
    title: (v) =>
      v.kind === 'refused'
        ? `Outlook は ${v.host ?? 'サーバー'} に、トークンを使えない RPC over HTTP で接続しようとして、拒否されました。`
        : `Outlook は ${v.host ?? 'サーバー'} に、トークンを使えない RPC over HTTP で接続しています。`,
    meaning: (v) => {
      if (v.kind === 'beside')
        return 'MAPI over HTTP も使われているため、多くの場合は代理アクセスまたはパブリック フォルダーです。NTLM、Negotiate、基本認証のいずれかが受け入れられる限り動作します。';
      return '先進認証は MAPI over HTTP でのみ機能します。MAPI over HTTP が組織、このメールボックス、またはこのクライアントで無効になっているか、プロファイルがまだ切り替わっていません。';
    },
    next: () => '自動検出が MAPI over HTTP を提示すると、Outlook はしばらくして自動的に切り替わり、再起動を求めます。',
  },
  'basic-auth-used': {
    title: (v) =>
      `Bearer が提示されていますが、${v.client ?? 'クライアント'} はユーザー名とパスワードで ${at(v)} にサインインしています。`,
    meaning: () =>
      '異常はありません。オンプレミスの Exchange は、仮想ディレクトリで許可されている限り基本認証を受け入れます。このようなクライアントはほとんどの組織にあります。ただし、要求のたびにパスワードが送信されます。',
  },
  'bearer-not-attempted': {
    title: (v) => `${v.client ?? 'クライアント'} は ${at(v)} で先進認証を一度も試みず、接続できませんでした。`,
    meaning: (v) => {
      if (v.reason === 'outlook-2010') return 'Outlook 2010 は先進認証に対応していません。';
      if (v.reason === 'mac-2011') return 'Outlook for Mac 2011 は先進認証に対応していません。';
      if (v.reason === 'android-mail' || v.reason === 'thunderbird')
        return 'このクライアントは、オンプレミスの Exchange にユーザー名とパスワードだけでサインインします。それが拒否されました。入力の誤りか、基本認証が許可されていないことが考えられます。';
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
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'choose-account':
    'Outlook の [ファイル] > [Office アカウント] で、関係のないアカウントからサインアウトしてください。その後 Outlook を起動し、メールボックスのアカウントを選択します。',
  'see-authentication-policies': '各ポリシーの許可の内容を確認します。',
  'see-policy-of-user': 'ユーザーに適用されている認証ポリシーを確認します。',
  'send-otherwise':
    'OAuth に対応しないデバイスは、IP アドレスまたは証明書を使うコネクタ経由か、High Volume Email で送信できます。',
  'use-modern-client':
    'クライアントを、OAuth でサインインするものに更新または交換してください。以前のアカウントは、追加し直す前に削除します。',
  'new-profile': 'Outlook を再起動してください。RPC over HTTP のままの場合は、新しいプロファイルを作成します。',
  'see-mapi-client': 'クライアントで、MAPI over HTTP が無効 (1) にされていないかを確認します。',
  'see-mapi-http': '組織で MAPI over HTTP が有効かどうかを確認します。',
  'see-mapi-mailbox': 'このメールボックスで有効かどうかを確認します。',
  'switch-mapi-on': '無効の場合は有効にします。組織のすべての Outlook が MAPI over HTTP に切り替わります。',
  'see-account-rights': '共有メールボックスの場合は、誰が開けるかを確認します。',
  'see-office-accounts': 'クライアントで、Office に登録されているアカウントを確認します。',
  'see-windows-account': 'Windows 自体がどのアカウントで参加およびサインインしているかを確認します。',
  'check-password': 'ユーザーにパスワードを入力し直してもらってください。',
  'use-other-client':
    'ユーザー名とパスワードを使わない方針の場合は、iOS および Android 版 Outlook など、オンプレミスで先進認証に対応するクライアントを使ってください。',
  'clear-enable-adal': 'EnableADAL が 0 の場合は、削除してください。',
  'mac-allow': '1 の場合は先進認証を許可し、Outlook を再起動してください。',
  'mac-read': 'Mac で設定を確認します。',
  'replace-client': 'サポートされているバージョンの Outlook に置き換えてください。設定では解決できません。',
  'see-connection-status':
    'Outlook を再起動し、Ctrl キーを押しながら通知領域のアイコンを右クリックして [接続状態] を開きます。[認証] 列に Bearer* と表示されます。',
  'see-identity-2013': 'Outlook 2013 の現在の値を確認します。',
  'see-identity-2016': 'このユーザーに EnableADAL が設定されているかを確認します (0 は先進認証を無効にします)。',
  'set-enable-adal': 'Outlook 2013 で先進認証を使う方針の場合は、このユーザーで有効にします。',
  'set-identity-version': 'この値も必要です。設定後、Outlook を再起動してください。',
} as const satisfies StepSentences<ClientStep>;
