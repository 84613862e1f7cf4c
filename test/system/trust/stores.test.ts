import { beforeAll, describe, expect, it } from 'vitest';
import { createAuthority } from '../../../src/certificates/authority.js';
import type { Machine } from '../../../src/system/machine.js';
import { identityOf } from '../../../src/system/trust/identity.js';
import { storesOf, trustStore } from '../../../src/system/trust/stores.js';
import type { RootIdentity, TrustStoreId } from '../../../src/system/trust/trust-store.js';
import * as outputs from './outputs.js';

const root: RootIdentity = { sha1: 'AB12'.repeat(10), sha256: 'CD34'.repeat(16) };
const other: RootIdentity = { sha1: 'EF56'.repeat(10), sha256: '0789'.repeat(16) };

function machine(platform: NodeJS.Platform, more: Partial<Machine> = {}): Machine {
  const home = platform === 'win32' ? 'C:\\Users\\ana' : '/home/ana';
  return { platform, home, systemRoot: 'C:\\Windows', isRoot: false, exists: () => false, ...more };
}

const certutil = 'C:\\Windows\\System32\\certutil.exe';
const keychain = '/home/ana/Library/Keychains/login.keychain-db';
const anchor = 'hma-doctor-ab12ab12ab12';
const nss = ['-d', 'sql:/home/ana/.pki/nssdb'];

const changes: readonly (readonly [TrustStoreId, Machine, readonly string[][], readonly string[][]])[] = [
  [
    'windows-user',
    machine('win32'),
    [[certutil, '-user', '-addstore', 'Root', 'ca.pem']],
    [[certutil, '-user', '-delstore', 'Root', root.sha1]],
  ],
  [
    'windows-machine',
    machine('win32'),
    [[certutil, '-addstore', 'Root', 'ca.pem']],
    [[certutil, '-delstore', 'Root', root.sha1]],
  ],
  [
    'macos-login',
    machine('darwin'),
    [['/usr/bin/security', 'add-trusted-cert', '-r', 'trustRoot', '-p', 'ssl', '-k', keychain, 'ca.pem']],
    [['/usr/bin/security', 'delete-certificate', '-Z', root.sha1, '-t', keychain]],
  ],
  [
    'debian',
    machine('linux', { isRoot: true }),
    [
      ['/usr/bin/install', '-m', '0644', 'ca.pem', `/usr/local/share/ca-certificates/${anchor}.crt`],
      ['/usr/sbin/update-ca-certificates'],
    ],
    [
      ['/bin/rm', '-f', `/usr/local/share/ca-certificates/${anchor}.crt`],
      ['/usr/sbin/update-ca-certificates', '--fresh'],
    ],
  ],
  [
    'rhel',
    machine('linux'),
    [
      ['/usr/bin/sudo', '/usr/bin/install', '-m', '0644', 'ca.pem', `/etc/pki/ca-trust/source/anchors/${anchor}.pem`],
      ['/usr/bin/sudo', '/usr/bin/update-ca-trust', 'extract'],
    ],
    [
      ['/usr/bin/sudo', '/bin/rm', '-f', `/etc/pki/ca-trust/source/anchors/${anchor}.pem`],
      ['/usr/bin/sudo', '/usr/bin/update-ca-trust', 'extract'],
    ],
  ],
  [
    'nss',
    machine('linux'),
    [
      ['/bin/mkdir', '-p', '-m', '0700', '/home/ana/.pki/nssdb'],
      ['/usr/bin/certutil', '-N', '--empty-password', ...nss],
      ['/usr/bin/certutil', '-A', '-n', anchor, '-t', 'C,,', '-i', 'ca.pem', ...nss],
    ],
    [['/usr/bin/certutil', '-D', '-n', anchor, ...nss]],
  ],
];

describe('a trust store', () => {
  it.each(changes)('%s is changed by these commands', (id, on, install, remove) => {
    const store = trustStore(id, on);
    expect(store.install(root, 'ca.pem')).toEqual(install);
    expect(store.remove(root)).toEqual(remove);
  });

  it.each([
    ['windows-user', 'found', 0, outputs.certutilFound(root), true],
    ['windows-user', 'found, in Japanese, octets parted', 0, outputs.certutilFoundJapanese(root), true],
    ['windows-user', 'not found', 0x80090011, outputs.certutilNotFound, false],
    ['windows-user', 'another one', 0, outputs.certutilFound(other), false],
    ['windows-user', 'certutil missing', undefined, '', undefined],
    ['macos-login', 'found', 0, outputs.securityFound(root), true],
    ['macos-login', 'another one of ours', 0, outputs.securityFound(other), false],
    ['macos-login', 'not found', 44, outputs.securityNotFound, false],
    ['macos-login', 'keychain locked', 36, '', undefined],
    ['debian', 'no bundle', 1, '', undefined],
    ['nss', 'not found', 255, '', false],
    ['nss', 'certutil missing', undefined, '', undefined],
  ] as const)('%s is read: %s', (id, _what, code, stdout, expected) => {
    const store = trustStore(id, machine('linux'));
    expect(store.read({ code, stdout, stderr: '' }, root)).toBe(expected);
  });

  it.each([
    ['win32', [], ['windows-user', 'windows-machine']],
    ['darwin', [], ['macos-login']],
    ['linux', [], ['debian']],
    ['linux', ['/usr/bin/certutil'], ['debian', 'nss']],
    ['linux', ['/etc/pki/ca-trust/source/anchors'], ['rhel']],
  ] as const)('on %s with %j is one of %j', (platform, files, expected) => {
    const exists = (path: string) => files.some((file) => file === path);
    expect(storesOf(machine(platform, { exists }))).toEqual(expected);
  });
});

describe('a bundle of certificates', () => {
  let certificates: readonly string[];

  beforeAll(async () => {
    const made = [1, 2, 3].map(() => createAuthority({ hosts: ['mail.contoso.com'] }));
    certificates = (await Promise.all(made)).map(({ certificate }) => certificate);
  });

  it.each([
    ['has the root', () => certificates.join(''), true],
    ['has it behind one that cannot be read', () => `${broken}${certificates.join('')}`, true],
    ['has others only', () => certificates.slice(1).join(''), false],
    ['is empty', () => '', false],
  ])('%s', (_what, text, expected) => {
    const store = trustStore('debian', machine('linux'));
    expect(store.read({ code: 0, stdout: text(), stderr: '' }, identityOf(certificates[0] ?? ''))).toBe(expected);
  });
});

const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
