import { given, type StepSentences } from '../../phrase.js';
import type { SharedStep } from './plans.js';

/** What each step says, in Japanese. */
export const steps = {
  'capture-again': 'サインインをもう一度キャプチャし、再度診断してください。',
  'connect-graph': 'Microsoft Graph に接続します。',
  'default-auth-server':
    'Entra ID の AuthServer を既定にします。組織のすべての先進認証対応クライアントが、直ちに Entra ID へ誘導されます。',
  'nothing-needed': '異常はありません。意図した構成であれば、何もする必要はありません。',
  'restart-outlook': 'Outlook を完全に終了して再起動し、サインインをもう一度観察してください。',
  'see-auth-servers': 'どの AuthServer があり、どれが既定かを確認します。',
  'see-oauth': '組織でクライアントの OAuth が有効かどうかを確認します。',
  'see-urls': 'クライアントがどの URL へ導かれているかを確認します。',
  'sign-in-again': (v) =>
    `Outlook を再起動し、${given(v.user, (user) => `${user} に`) || 'ユーザーに'}現在のパスワードと多要素認証で再度サインインしてもらってください。`,
  'switch-on':
    '無効の場合は有効にします。組織のすべてのユーザーの先進認証対応クライアントが、直ちに Entra ID へ誘導されます。Entra ID にいないユーザーはサインインできなくなります。',
} as const satisfies StepSentences<SharedStep>;
