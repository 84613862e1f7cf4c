/**
 * What the real programs print. Those of Windows and macOS are written after Microsoft's and Apple's documentation of
 * certutil and security, and were not recorded on a real system; those of Linux are tried in linux.test.ts.
 */
import type { RootIdentity } from '../../../src/system/trust/trust-store.js';

/** certutil -user -store Root HASH, Windows 11 in English. */
export const certutilFound = ({ sha1 }: RootIdentity) => `Root "Trusted Root Certification Authorities"
================ Certificate 12 ================
Serial Number: 5f3a9c0e4b7d42a1b0c9d8e7f6a5b4c3
Issuer: CN=hma-doctor local CA 5f3a9c (this computer only)
 NotBefore: 3/1/2026 12:00 PM
 NotAfter: 3/8/2026 1:00 PM
Subject: CN=hma-doctor local CA 5f3a9c (this computer only)
Signature matches Public Key
Root Certificate: Subject matches Issuer
Cert Hash(sha1): ${sha1.toLowerCase()}
No key provider information
Cannot find the certificate and private key for decryption.
CertUtil: -store command completed successfully.
`;

/** The same in Japanese, of an older Windows that parts the octets. */
export const certutilFoundJapanese = ({ sha1 }: RootIdentity) => `Root "信頼されたルート証明機関"
================ 証明書 12 ================
シリアル番号: 5f3a9c0e4b7d42a1b0c9d8e7f6a5b4c3
発行者: CN=hma-doctor local CA 5f3a9c (this computer only)
サブジェクト: CN=hma-doctor local CA 5f3a9c (this computer only)
署名は公開キーと一致します
証明書ハッシュ(sha1): ${sha1.toLowerCase().replace(/..(?!$)/g, '$& ')}
CertUtil: -store コマンドは正常に完了しました。
`;

/** The exit code is the HRESULT. */
export const certutilNotFound = `Root "Trusted Root Certification Authorities"
CertUtil: -store command FAILED: 0x80090011 (-2146893807 NTE_NOT_FOUND)
CertUtil: Object was not found.
`;

/** security find-certificate -a -Z -c NAME KEYCHAIN. */
export const securityFound = ({ sha1, sha256 }: RootIdentity) => `SHA-256 hash: ${sha256}
SHA-1 hash: ${sha1}
keychain: "/Users/ana/Library/Keychains/login.keychain-db"
version: 512
class: 0x80001000
attributes:
    "alis"<blob>="hma-doctor local CA 5f3a9c (this computer only)"
    "cenc"<uint32>=0x00000003
`;

export const securityNotFound =
  'security: SecKeychainSearchCopyNext: The specified item could not be found in the keychain.\n';
