import { given, type RuleSentences, type StepSentences } from '../../phrase.js';
import type { RuleId, Values } from '../../rule-texts.js';
import type { LifeCycleStep } from './plans.js';

const server = (v: Values) => v.server ?? v.host ?? 'サーバー';
const version = (v: Values) =>
  `${v.product ?? 'Exchange Server'}${given(v.release, (release) => ` ${release}`)}${given(v.build, (build) => ` (${build})`)}`;
const needed = (v: Values) => (v.kind === 'adfs' ? 'AD FS による先進認証' : 'ハイブリッド先進認証');
const minimum = (v: Values) =>
  v.minimumRelease === undefined
    ? given(v.minimum, (build) => build)
    : `${v.minimumRelease}${given(v.minimum, (build) => ` (${build})`)}`;

/** What broke and what it means, in Japanese. */
export const rules = {
  'exchange-build-too-old': {
    title: (v) => `${server(v)} は ${version(v)} で動作しており、${needed(v)}に対応していません。`,
    meaning: (v) =>
      minimum(v) === ''
        ? 'このバージョンは対応しておらず、設定では解決できません。クライアントが接続するすべてのサーバーを新しいバージョンにする必要があります。'
        : `対応するのは ${minimum(v)} 以降です。それより前のビルドでは設定による解決はできず、クライアントが接続するすべてのサーバーをこのビルド以降にする必要があります。`,
    next: () =>
      '示したビルドは、応答したサーバーのものです。同じ負荷分散の対象に新しいサーバーがある場合は、すべてのサーバーが更新されるまで、サインインの成否が接続先によって変わります。',
  },
  'exchange-out-of-support': {
    title: (v) =>
      `${server(v)} は ${version(v)} で動作しており、${given(v.until, (day) => `${day} に`)}サポートが終了しています。`,
    meaning: () =>
      'これはサインインが失敗する理由ではありません。終了日より後は、別の契約がある場合を除き、セキュリティ更新プログラムは提供されません。',
  },
  'ews-retirement': {
    title: (v) =>
      v.kind === 'blocked'
        ? `${v.host ?? 'Exchange Online'} の EWS が 403 を返しました。Exchange Online の EWS は${given(v.begins, (day) => ` ${day} から`)}順次無効化されています。`
        : `プログラムが ${v.host ?? 'Exchange Online'} の EWS を使用しています。EWS は${given(v.begins, (day) => ` ${day} から`)}順次無効化されます。`,
    meaning: (v) =>
      `${v.ends === undefined ? '完全に廃止される日は発表されていません。' : `${v.ends} 以降は、再び有効にすることはできません。`}${
        v.kind === 'blocked'
          ? '403 だけでは、これが理由であるとは断定できません。アプリケーションのアクセス ポリシーでも同じ応答になります。'
          : '予定はこれまでにも変更されています。'
      }Exchange Server の EWS は影響を受けません。`,
    next: () => 'プログラムが Outlook の場合は、最新の状態に保つだけで十分です。',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'leave-ews':
    'Microsoft Graph を使うバージョンについて、プログラムの提供元に確認してください。それまでは、アプリケーション ID を許可リストに含めておく必要があります。',
  'plan-upgrade': 'Exchange Server Subscription Edition への移行を計画してください。',
  'see-builds': '各サーバーのバージョンを確認します。',
  'see-ews-mailbox':
    'Exchange Online で、メールボックスについても同じことを確認します。EWS は両方で許可されている必要があります。',
  'see-ews-organization':
    'Exchange Online で、EWS が許可されているか、どのアプリケーションに許可されているかを確認します。',
  'see-setup-version': '各サーバーで、更新プログラムを含むビルドを確認します。',
  'update-servers': (v) =>
    `すべてのサーバーを${minimum(v) === '' ? '対応するバージョン' : ` ${minimum(v)} 以降`}に更新してください。サポートされている最新のバージョンを推奨します。`,
} as const satisfies StepSentences<LifeCycleStep>;
