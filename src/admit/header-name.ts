import { standalone } from '../parse/standalone.js';
import { createMemo, limits } from './memo.js';

/**
 * Which headers may stay. A name on the list stays (its value is swept); an unknown one goes when its name smells of a
 * secret or its value looks random.
 */

/** What is done with a header's value. */
export type HeaderKind =
  | 'authorization'
  | 'challenge'
  | 'cookie'
  | 'set-cookie'
  | 'url'
  | 'public'
  | 'secret'
  | 'unknown';

const standard =
  'accept accept-charset accept-encoding accept-language accept-patch accept-post accept-ranges ' +
  'access-control-allow-credentials access-control-allow-headers access-control-allow-methods ' +
  'access-control-allow-origin access-control-expose-headers access-control-max-age access-control-request-headers ' +
  'access-control-request-method age allow alt-svc alt-used cache-control cache-status connection content-disposition ' +
  'content-encoding content-language content-length content-md5 content-range content-security-policy ' +
  'content-security-policy-report-only content-type cross-origin-embedder-policy cross-origin-opener-policy ' +
  'cross-origin-resource-policy date depth dnt early-data etag expect expect-ct expires forwarded from host ' +
  'if-match if-modified-since if-none-match if-range if-unmodified-since keep-alive last-modified max-forwards mime-version ' +
  'nel origin p3p permissions-policy pragma prefer preference-applied priority proxy-connection proxy-support ' +
  'public-key-pins range referrer-policy report-to reporting-endpoints retry-after save-data sec-ch-ua sec-ch-ua-mobile ' +
  'sec-ch-ua-platform sec-fetch-dest sec-fetch-mode sec-fetch-site sec-fetch-user server server-timing soapaction ' +
  'strict-transport-security te timing-allow-origin title trailer translate transfer-encoding upgrade ' +
  'upgrade-insecure-requests user-agent vary via warning x-content-type-options x-dns-prefetch-control ' +
  'x-download-options x-frame-options x-permitted-cross-domain-policies x-requested-with x-robots-tag ' +
  'x-ua-compatible x-xss-protection link refresh status';

const exchange =
  'request-id client-request-id return-client-request-id x-feserver x-beserver x-calculatedbetarget x-calculatedfetarget ' +
  'x-targetbeserver x-diaginfo x-backendhttpstatus x-feproxyinfo x-feefzinfo x-fefzinfo x-bepartition x-besku x-owa-version ' +
  'x-owa-error x-owa-diagnosticsinfo x-owa-minimumsupportedowsversion x-serverapplication x-requesttype x-requestid ' +
  'x-clientinfo x-clientapplication x-responsecode x-expirationinfo x-pendingperiod x-elapsedtime x-starttime ' +
  'x-failurecontext x-caserrorcode x-innerexception x-autodiscovery-error x-proxyerrorlabel x-proxyerrorhresult ' +
  'x-proxyerrormessage x-exchange-errorinfo x-iids x-rum-validated x-rum-notupdatequeriedpath x-rum-notupdatequerieddbcopy ' +
  'x-firsthopcafeefz x-httpproxyinfo x-routing-decision ms-server-activesync ms-asprotocolversion ms-asprotocolversions ' +
  'ms-asprotocolcommands ms-asprotocolrevisions x-ms-rp x-ms-asthrottle x-ms-credentials-expire x-ms-policykey ' +
  'x-ms-diagnostics x-ms-diagnostics-from-backend x-ms-server-fault x-ms-negotiate x-ms-forms_based_auth_required ' +
  'x-user-identity x-anchormailbox x-accept accept-auth x-ms-exchange-organization-authas x-mapihttpcapability ' +
  'x-aspnet-version x-aspnetmvc-version x-powered-by x-source-environment x-autodiscover-capability x-preferserveraffinity ' +
  'x-publicfoldermailbox x-exploitation persistent-auth x-deviceinfo x-email x-servicename ms-cv x-ms-appid x-clientid';

const entra =
  'x-ms-request-id x-ms-ests-server x-ms-srs x-ms-clitelem x-ms-correlation-id x-ms-invocation-id x-ms-version ' +
  'x-ms-cpim-trans x-ms-operation-name x-ms-httpver x-ms-suberror x-ms-error-code x-client-sku x-client-ver x-client-os ' +
  'x-client-cpu x-client-dm x-client-brkrver x-client-current-telemetry x-client-last-telemetry x-client-last-error ' +
  'x-app-name x-app-ver x-ms-pkeyauth x-ms-lib-capability ua-cpu x-identity-provider restrict-access-confirm ' +
  'sec-restrict-tenant-access-policy restrict-access-to-tenants restrict-access-context x-msedge-ref x-azure-ref ' +
  'x-msodc-errorcode x-mcas-request-id x-ms-gateway-slice x-ms-authorization-error';

const devices =
  'x-forwarded-for x-forwarded-host x-forwarded-proto x-forwarded-port x-forwarded-server x-real-ip x-cache x-cache-hits ' +
  'x-served-by x-varnish x-cdn x-iinfo cf-ray cf-cache-status x-amz-cf-id x-amz-cf-pop x-amzn-trace-id x-amz-request-id ' +
  'x-akamai-transformed x-squid-error x-cache-lookup x-true-cache-key x-arr-ssl x-arr-log-id ns-cache x-netscaler ' +
  'x-cnection nncoection x-wa-info x-client-ip client-ip x-bluecoat-via x-zscaler-transaction x-proxy-id x-request-id ' +
  'x-correlation-id traceparent x-envoy-upstream-service-time x-backend-server x-frontend-server x-auth-error';

const publicNames = new Set([standard, exchange, entra, devices].flatMap((names) => names.split(' ')));
const urlNames = new Set(
  'location content-location referer x-ms-location x-ms-credential-service-url x-original-url x-rewrite-url :path'.split(
    ' ',
  ),
);
const challengeNames = new Set(['www-authenticate', 'proxy-authenticate']);
const longSmell =
  /token|secret|session|cred|passw|pwd|csrf|xsrf|canary|cookie|assertion|ticket|jwt|saml|signature|apikey|auth/;
const shortSmell = /(?:^|[-_])(?:key|sig|otp|pin|sid|pass|hmac|nonce|code)(?:$|[-_])|key$/;

// Names stay as they are, so that there is no secret in them.
const kinds = createMemo<HeaderKind>(limits.names);

/** What is to be done with a header of this name; upper and lower case do not matter. */
export function headerKind(name: string): HeaderKind {
  const known = kinds.get(name);
  if (known) return known;
  const kind = kindOf(name.toLowerCase());
  if (name.length <= limits.nameLength) kinds.set(standalone(name), kind);
  return kind;
}

function kindOf(lower: string): HeaderKind {
  if (publicNames.has(lower) || /^:(?:method|scheme|authority|status)$/.test(lower)) return 'public';
  if (urlNames.has(lower)) return 'url';
  if (challengeNames.has(lower)) return 'challenge';
  if (/^(?:.*-)?authorization$/.test(lower)) return 'authorization';
  if (lower === 'cookie' || lower === 'cookie2') return 'cookie';
  if (lower === 'set-cookie' || lower === 'set-cookie2') return 'set-cookie';
  return longSmell.test(lower) || shortSmell.test(lower) ? 'secret' : 'unknown';
}
