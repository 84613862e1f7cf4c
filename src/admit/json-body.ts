import { passwordPlaceholder } from '../parse/placeholder.js';
import { standalone } from '../parse/standalone.js';
import { rewriteJson } from './json.js';
import { isPlaceholder } from './ledger.js';
import { createMemo, limits } from './memo.js';
import { isPasswordName } from './parameter-name.js';
import type { Redaction } from './redaction.js';
import { isGuid, looksRandom } from './shape.js';
import { redactToken } from './token.js';

/** What the parsers and rules read of OAuth, OpenID and Exchange answers; lower case. */
const publicKeys = new Set(
  (
    'error error_description error_codes error_uri error_subcode suberror timestamp trace_id correlation_id claims ' +
    'token_type expires_in ext_expires_in refresh_in expires_on not_before scope resource foci issuer client_id tenant ' +
    'jwks_uri odata.error message innererror innermessage errorurl oautheventoperationid oautheventcv requestid ' +
    'request-id client-request-id date protocol url serverlocation errorcode errormessage responsecode messagetext ' +
    'faultcode faultstring status statuscode failurereason additionaldetails redirecturi redirecturl version lang value ' +
    'tenant_region_scope tenant_region_sub_scope cloud_instance_name cloud_graph_host_name msgraph_host rbac_url ' +
    'domain name isviral namespacetype federationbrandname cloudinstancename cloudinstanceissueruri desktopssoenabled ' +
    'account_type federation_protocol cloud_audience_urn domain_name ver api-version tenant_discovery_endpoint ' +
    'preferred_network preferred_cache aliases metadata kty use kid x5t alg stserrormessage error_category reason'
  ).split(' '),
);
const publicEnding = /_(?:endpoint|supported)$/;
const tokenKey = /^(?:access_token|id_token|refresh_token)$/;

type FieldKind = 'token' | 'code' | 'public' | 'password' | 'secret';
const kinds = createMemo<FieldKind>(limits.names);

/** Keeps the public fields of a JSON body, whole, cut or broken, and cuts every other value. */
export function redactJsonBody(redaction: Redaction, text: string): string {
  return rewriteJson(text, {
    name: (name) => (isPlainName(name) ? name : redaction.cut('json', name)),
    value: (name, value) => redactField(redaction, name ?? '', value),
  });
}

function redactField(redaction: Redaction, name: string, value: string): string {
  if (value === '' || isPlaceholder(value)) return value;
  switch (kinds.get(name) ?? learnKind(name)) {
    case 'token':
      return redactToken(redaction, value);
    case 'public':
      return redaction.sweep(value);
    case 'password':
      return passwordPlaceholder;
    case 'code': // Exchange's, not OAuth's
      return /^(?:[A-Za-z_.]{1,80}|-?\d{1,7})$/.test(value) ? value : redaction.cut('json', value);
    case 'secret':
      return redaction.cut('json', value);
  }
}

// Of plain names only: those stay as they are.
function learnKind(name: string): FieldKind {
  const kind = kindOf(keyOf(name));
  if (name.length <= limits.nameLength && isPlainName(name)) kinds.set(standalone(name), kind);
  return kind;
}

function kindOf(key: string): FieldKind {
  if (tokenKey.test(key)) return 'token';
  if (key === 'code') return 'code';
  if (publicKeys.has(key) || publicEnding.test(key)) return 'public';
  return isPasswordName(key) ? 'password' : 'secret';
}

function isPlainName(name: string): boolean {
  if (name.length < 20) return true;
  return isPlaceholder(name) || isGuid(name) || (name.length <= 80 && !looksRandom(name, 20));
}

// Word processors and chats make typographic quotes of the plain ones.
function keyOf(name: string): string {
  return name.replace(/^[“”„]|[“”„]$/g, '').toLowerCase();
}
