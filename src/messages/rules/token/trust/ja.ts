import { errorCode, given, type RuleSentences, type StepSentences } from '../../../phrase.js';
import type { RuleId, Values } from '../../../rule-texts.js';
import type { TrustStep } from './plans.js';

const exchange = (v: Values) => v.host ?? 'Exchange';

/** What broke and what it means, in Japanese. */
export const rules = {
  'invalid-signature': {
    title: (v) => {
      const server = given(v.server, (name) => ` (サーバー ${name})`);
      if (v.kind === 'certificate') return `${exchange(v)}${server} には、トークンに署名した証明書がありません。`;
      if (v.kind === 'assertion')
        return `${v.host ?? 'Entra ID'} は、サーバーがトークンを要求した際の署名を検証できませんでした${given(v.code, (code) => ` (${errorCode(code)})`)}。`;
      if (v.kind === 'no-certificate')
        return `${v.host ?? '呼び出し側の Exchange'}${server} に、トークンへの署名に使う証明書がありません。`;
      return `${exchange(v)}${server} は、${given(v.issuer, (issuer) => `${issuer} が発行した`)}トークンの署名を検証できませんでした。`;
    },
    meaning: (v) => {
      if (v.kind === 'certificate')
        return 'トークンは組織の認証証明書で署名されていますが、このサーバーにはその証明書がないか、古い証明書しかありません。';
      if (v.kind === 'assertion')
        return 'サーバーは組織の認証証明書でトークンの要求に署名しますが、Entra ID がそのキーを認識していません。証明書の更新後には再度アップロードする必要があります。';
      if (v.kind === 'no-certificate')
        return 'サーバーは要求の前に、組織の認証証明書 (Get-AuthConfig) で署名します。その証明書がこのサーバーにないか、削除されたか、有効期限が切れているため、要求は送信されていません。';
      if (v.kind === 'online')
        return 'Exchange Online は、トークンの署名に使われたキーを認識していません。自社サーバーからの呼び出しでは認証証明書がそのキーにあたり、更新後には再度アップロードする必要があります。';
      if (v.kind === 'adfs')
        return 'AD FS の署名証明書を Exchange がまだ読み込んでいません。多くの場合、AD FS のトークン署名証明書が更新されています。';
      return '発行者の署名キーは定期的に変わります。Exchange は AuthServer のメタデータから数時間ごとにキーを読み込みますが、その内容が古いか、AuthServer が正しいものではありません。';
    },
    next: () =>
      'キーを更新しても解決しない場合は、途中の装置やスクリプトがトークンを書き換えていないかを確認してください。1 文字でも変わると署名は無効になります。',
  },
  'invalid-issuer': {
    title: (v) => {
      const issuer = given(v.issuer, (name) => ` (${name}) `);
      if (v.kind === 'foreign-tenant')
        return `${given(v.user, (user) => `${user} は`) || 'ユーザーは'}サインインしましたが、${exchange(v)} はそのアカウントのテナント${given(v.tenant, (tenant) => ` ${tenant} `)}のものではありません。`;
      if (v.kind === 'not-configured')
        return `呼び出し側の Exchange の AuthServer に、${given(v.host, (host) => `${host} が`) || '相手側が'}信頼するものがありません。`;
      if (v.kind === 'cloud') return `${exchange(v)} は別のクラウドのトークン${issuer}を拒否しました。`;
      if (v.kind === 's2s') return `${exchange(v)} はサーバー間トークンの発行者${issuer}を信頼していません。`;
      return `${exchange(v)} はトークンの発行者${issuer}を認識していません。`;
    },
    meaning: (v) => {
      const trusted = given(v.trusted, (tenants) => `チャレンジが示すテナントは ${tenants} です。`);
      if (v.kind === 'foreign-tenant')
        return `トークンは、この Exchange が接続しているテナントとは別のテナントから発行されています。${trusted}多くの場合、別のアカウントが自動的に選ばれています。`;
      if (v.kind === 'not-configured')
        return 'サーバーは要求の前に、双方が認識する発行者を探します。該当する発行者がなく、AuthServer が相手側とは別のクラウドまたはテナントのものになっています。';
      if (v.kind === 'cloud')
        return `発行者は、チャレンジがユーザーを誘導するクラウドとは別の Microsoft クラウドのものです。${trusted}クライアントは誤った場所でサインインしています。`;
      if (v.kind === 's2s')
        return `サーバーの身元は ACS が保証し、ACS はテナントごとに専用の AuthServer を通じて信頼されます。その AuthServer がないか、無効であるか、2 つ目のテナントに対するハイブリッド構成ウィザードの実行によって上書きされています。${trusted}Outlook のサインインはこれに依存しません。`;
      if (v.kind === 'online')
        return 'Exchange Online が受け付けるのは、Entra ID が発行したユーザーのトークンと、認識しているテナントのサーバー間トークンです。アカウント、または呼び出し元サーバーの AuthServer が、別のテナントまたはクラウドのものです。';
      if (v.kind === 'adfs')
        return 'トークンは AD FS が発行したものですが、この発行者に対する種類 ADFS の有効な AuthServer がありません。ユーザーが Entra ID でサインインする構成であれば、AD FS が使われていること自体が誤りです。';
      if (v.kind === 'user')
        return `ユーザーのトークンは、種類 AzureAD の AuthServer (EvoSTS) を通じて信頼されますが、EvoSTS がないか、無効であるか、別のテナント用に設定されています。${trusted}trusted_issuers に並ぶのはサーバー用の ACS であり、ここでは何の証拠にもなりません。`;
      return `Exchange は AuthServer を通じて発行者を信頼しますが、該当する AuthServer がありません。${trusted}`;
    },
    next: (v) =>
      v.kind === 'foreign-tenant' || v.kind === 'cloud'
        ? 'トークンのテナントのサインイン ログで該当するサインインを探してください。アカウントとプログラムがわかります。'
        : 'この発行者の AuthServer があり有効な場合は、メタデータを更新し、拒否したサーバーで IIS を再起動してください。',
  },
  'invalid-tenant': {
    title: (v) =>
      v.kind === 'claim-missing' || v.kind === 'consumer'
        ? `${exchange(v)} は、${given(v.user, (user) => `${user} が`) || 'ユーザーが'}どのテナントに属するかをトークンから判断できません。`
        : `${exchange(v)} はトークンのテナント${given(v.tenant, (tenant) => ` ${tenant} `)}を認識していません。`,
    meaning: (v) => {
      if (v.kind === 'domain')
        return '相手側のサーバーは、組織をドメインで示しています。Exchange は同じ名前の承認済みドメインを探しますが、*.contoso.com のようなワイルドカードは対象になりません。';
      if (v.kind === 'online')
        return 'アカウントは存在しますが、そのテナントには Exchange Online の組織がありません。メールボックスのあるライセンスがないか、別のアカウントが使われています。';
      if (v.kind === 'consumer') return '個人用メールボックスのトークンに、あってはならないテナントが含まれています。';
      if (v.kind === 'claim-missing')
        return 'トークンに tid クレームがないため、対応する組織を見つけることができません。';
      return '発行者は信頼されていますが、この組織にはその名前のテナントまたはドメインがありません。';
    },
    next: () => 'トークンのテナントを、Get-AuthServer (Realm) および Get-AcceptedDomain の結果と比べてください。',
  },
  'unknown-application': {
    title: (v) =>
      `${exchange(v)} は、呼び出し元のアプリケーション${given(v.name ?? v.application, (name) => ` ${name} `)}${given(v.name && v.application, (id) => `(${id}) `)}を認識していません。`,
    meaning: () =>
      '自身のトークンで Exchange を呼び出すプログラムやサーバーは、パートナー アプリケーションとして登録されます。このアプリケーションは登録されていないか、無効になっています。',
    next: () => '登録されていて有効な場合は、その Realm をトークンのテナントと比べてください。',
  },
} as const satisfies Partial<Record<RuleId, RuleSentences>>;

/** What each step says, in Japanese. */
export const steps = {
  'add-accepted-domain':
    'このドメインを、単独の承認済みドメインとして追加します。種類 (DomainType) は、現在このドメインを含むワイルドカードと同じにしてください。不明な受信者宛てのメールの扱いが種類によって決まります。',
  'add-partner':
    '登録されていない場合、ハイブリッド組織ではハイブリッド構成ウィザードを、Skype for Business や SharePoint ではそれぞれの統合用スクリプトを再度実行してください。それ以外のプログラムは、自身のトークンでこの Exchange を呼び出すことを想定されていません。',
  'compare-clouds':
    'サインイン先、AuthServer、相手側が同じクラウド (全世界、米国政府、中国) のものであることを確認し、異なるものを修正してください。',
  'enable-auth-server': 'この発行者の AuthServer があるものの無効な場合は、有効にします。',
  'enable-partner': '登録されているものの無効な場合は、有効にします。',
  'give-whole-tenant':
    'サインイン先のアドレスにテナントを指定し、組織のトークンを要求するようにプログラムを修正してください。',
  'license-tenant':
    'アカウントに Exchange Online のメールボックスを割り当てるか、メールボックスのあるテナントのアカウントでサインインしてください。',
  'refresh-metadata': 'すべての AuthServer の署名キーを Exchange に再度読み込ませます。ほかの設定は変わりません。',
  'renew-auth-certificate':
    '証明書のないサーバーに、認証証明書を秘密キーとともにインポートしてください。有効期限が切れている場合は、組織の認証証明書を更新します。',
  'run-wizard-for-tenant':
    '存在しない場合や修正できない場合は、このテナントに対してハイブリッド構成ウィザードを再度実行すると作成されます。2 つ目のテナントに対する実行が 1 つ目の設定を上書きすることがある点に注意してください。',
  'see-accepted-domains': '組織の承認済みドメインを確認します。',
  'see-adfs-certificate': 'AD FS で、トークン署名証明書がいつ変更されたかを確認します。',
  'see-signing-certificate': '組織がどの証明書で署名しているか、またサーバーにその証明書があるかを確認します。',
  'see-caller-keys': '自社サーバーがどの証明書で署名しているか、いつ変更されたかを確認します。',
  'see-hybrid-application':
    '自社サーバーがどのアプリケーションとして Exchange Online を呼び出しているか、またそれが Entra ID にあるかを確認します。',
  'see-metadata': 'どの AuthServer があり、それぞれどこからキーを読み込むかを確認します。',
  'see-outbound':
    'すべてのサーバーがこれらのアドレスに接続できることを確認します。インターネットに直接接続できない場合は、InternetWebProxy を設定する必要があります。',
  'see-partners': 'パートナー アプリケーションを確認します。',
  'serve-second-tenant':
    'このテナントのユーザーにもサインインさせる場合に限り、専用の DomainName を持つ AuthServer と、そのテナントでのサービス プリンシパル名が必要です。',
  'test-oauth-on-premises': 'オンプレミスの Exchange 管理シェルで接続をテストします。',
  'wait-for-keys': '新しいキーが使われるまで約 15 分待つか、サーバーの IIS を再起動してください。',
} as const satisfies StepSentences<TrustStep>;
