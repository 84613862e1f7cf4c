import { expect, it } from 'vitest';
import { certificateFault } from '../../src/messages/rules/transport/plans.js';

it.each<[fault: string, codes: string[]]>([
  ['expired', ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'net::ERR_CERT_DATE_INVALID']],
  ['name', ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH', 'net::ERR_CERT_COMMON_NAME_INVALID']],
  ['unfit', ['UNSPECIFIED', 'INVALID_PURPOSE', 'CERT_REVOKED', 'net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM']],
  ['trust', ['SELF_SIGNED_CERT_IN_CHAIN', 'net::ERR_CERT_AUTHORITY_INVALID', 'curl (60)', 'TrustFailure', '']],
])('a certificate that is refused for its %s is told apart by whatever program said so', (fault, codes) => {
  expect(codes.map(certificateFault)).toEqual(codes.map(() => fault));
});
