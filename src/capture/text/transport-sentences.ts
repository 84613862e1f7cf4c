import type { FailureStage } from '../../types.js';

/**
 * How programs say that a connection broke: the sentence (its first group is the host, where it names one), the step, and
 * the source's own word for it. Only sentences that say what broke: "the operation has timed out" may mean anything.
 */
export interface TransportSentence {
  readonly says: RegExp;
  readonly stage: FailureStage;
  readonly code: string;
}

const host = '([A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252}))';
const behind = `(?:\\.? ?\\(${host}:\\d{1,5}\\))?`;
const named = `(?: ?[:：] ?'${host}')?`;

const row = (stage: FailureStage, code: string, ...sentences: readonly string[]): TransportSentence[] =>
  // A mail wraps sentences: any blank may be a line end.
  sentences.map((sentence) => ({ says: new RegExp(sentence.replace(/ (?!\?)/g, '\\s{1,40}')), stage, code }));

/**
 * .NET, and so PowerShell and Exchange's own tests, by the member of WebExceptionStatus
 * (learn.microsoft.com/dotnet/api/system.net.webexceptionstatus), in the languages that Windows speaks here; the words
 * of Windows Sockets are those of newer .NET.
 */
const dotnet: readonly TransportSentence[] = [
  ...row(
    'dns',
    'NameResolutionFailure',
    `The remote name could not be resolved${named}`,
    `No such host is known${behind}`,
    `リモート名を解決できませんでした。?${named}`,
    `そのようなホストは不明です。?${behind}`,
    `Der Remotename konnte nicht aufgelöst werden${named}`,
    `Es ist kein solcher Host bekannt${behind}`,
    `Der angegebene Host ist unbekannt${behind}`,
    `Le nom distant n['’]a pas pu être résolu ?${named}`,
  ),
  ...row(
    'tls',
    'TrustFailure',
    'Could not establish trust relationship for the SSL/TLS secure channel',
    'The remote certificate is invalid (?:according to|because of)',
    'SSL/TLS の?セキュリティで保護されているチャネルに対する信頼関係を確立できませんでした',
    '検証プロセスによると、リモート証明書は無効です',
    'Für den geschützten SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden',
    'Das Remotezertifikat ist laut Validierungsverfahren ungültig',
    "Impossible d['’]établir une relation de confiance pour le canal sécurisé SSL/TLS",
  ),
  ...row(
    'tls',
    'SecureChannelFailure',
    'Could not create SSL/TLS secure channel',
    'SSL/TLS のセキュリティで保護されているチャネルを作成できませんでした',
    'Es konnte kein geschützter SSL/TLS-Kanal erstellt werden',
    'Impossible de créer un canal sécurisé SSL/TLS',
  ),
  ...row(
    'connect',
    'ConnectFailure',
    `target machine actively refused it${behind}`,
    'Unable to connect to the remote server',
    'リモート サーバーに接続できません',
    `対象のコンピューターによって拒否されたため、接続できませんでした。?${behind}`,
    'Die Verbindung mit dem Remoteserver kann nicht hergestellt werden',
    `da der Zielcomputer die Verbindung verweigerte${behind}`,
    'Impossible de se connecter au serveur distant',
  ),
  // The causes above end in these words, too: they are asked for last.
  ...row(
    'request',
    'SendFailure',
    'An unexpected error occurred on a send',
    '送信時に、予期しないエラーが発生しました',
    'Unbekannter Fehler beim Senden',
    "Une erreur inattendue s['’]est produite lors de l['’]envoi",
  ),
  ...row(
    'response',
    'ReceiveFailure',
    'An unexpected error occurred on a receive',
    '受信時に、予期しないエラーが発生しました',
    'Unbekannter Fehler beim Empfangen',
    "Une erreur inattendue s['’]est produite lors de la réception",
  ),
];

/** An outbound proxy that wants to know who asks, in the same languages, and in curl's words. */
const proxies: readonly TransportSentence[] = row(
  'proxy',
  'ProxyAuthenticationRequired',
  '\\(407\\) Proxy Authentication Required',
  '\\(407\\) プロキシ認証が必要です',
  '\\(407\\) Proxyauthentifizierung erforderlich',
  '\\(407\\) Authentification (?:du )?proxy requise',
  'CONNECT tunnel failed, response 407',
  'Received HTTP code 407 from proxy after CONNECT',
);

/** Node, Python, Java, Go, curl as a library, and Chromium's page: each by its own word. */
const others: readonly TransportSentence[] = [
  ...row('dns', 'ENOTFOUND', `getaddrinfo ENOTFOUND ${host}`),
  ...row('connect', 'ECONNREFUSED', 'connect ECONNREFUSED'),
  ...row('connect', 'ETIMEDOUT', 'connect ETIMEDOUT'),
  ...row('tls', 'SELF_SIGNED_CERT_IN_CHAIN', 'self[- ]signed certificate in certificate chain'),
  ...row('tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate'),
  ...row('tls', 'CERTIFICATE_VERIFY_FAILED', 'CERTIFICATE_VERIFY_FAILED'),
  ...row('tls', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer certificate'),
  ...row(
    'tls',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    "does not match certificate['’]s altnames",
    `hostname '${host}' doesn['’]t match`,
  ),
  ...row(
    'tls',
    'curl (60)',
    'curl: \\(60\\) ',
    'SEC_E_UNTRUSTED_ROOT',
    'SSL peer certificate or SSH remote key was not OK',
    'cURL error 60: ',
  ),
  ...row('dns', 'curl (6)', `Could not resolve host: ${host}`),
  ...row('connect', 'curl (7)', `Failed to connect to ${host} port \\d{1,5}`),
  ...row(
    'dns',
    'Name or service not known',
    'Name or service not known',
    'getaddrinfo failed',
    'nodename nor servname provided',
  ),
  ...row('connect', 'Connection refused', 'NewConnectionError.{1,200}Connection refused'),
  ...row('dns', 'UnknownHostException', `java\\.net\\.UnknownHostException: ${host}`),
  ...row('connect', 'ConnectException', 'java\\.net\\.ConnectException: Connection (?:refused|timed out)'),
  ...row('tls', 'CERTIFICATE_VERIFY_FAILED', 'unable to find valid certification path to requested target'),
  ...row('dns', 'no such host', `lookup ${host}(?: on [0-9.:]{3,50})?: no such host`),
  ...row('connect', 'connection refused', 'dial tcp \\S{3,260}: connect: connection refused'),
  ...row(
    'tls',
    'CERTIFICATE_VERIFY_FAILED',
    'x509: certificate (?:signed by unknown authority|has expired|is valid for)',
  ),
  ...row('dns', 'net::ERR_NAME_NOT_RESOLVED', 'ERR_NAME_NOT_RESOLVED'),
  ...row('connect', 'net::ERR_CONNECTION_REFUSED', 'ERR_CONNECTION_REFUSED'),
  ...row('connect', 'net::ERR_CONNECTION_TIMED_OUT', 'ERR_CONNECTION_TIMED_OUT'),
  ...['AUTHORITY_INVALID', 'COMMON_NAME_INVALID', 'DATE_INVALID'].flatMap((fault) =>
    row('tls', `net::ERR_CERT_${fault}`, `ERR_CERT_${fault}`),
  ),
];

/** In the order in which they are asked. */
export const transportSentences: readonly TransportSentence[] = [...dotnet, ...proxies, ...others];
