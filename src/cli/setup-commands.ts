import type { OpenedAuthority } from '../certificates/store.js';
import type { Introduction } from '../messages/session/session-text.js';

/** A live run that begins. */
export interface LiveRun {
  readonly server: { readonly host: string; readonly port: number };
  readonly hosts: readonly string[];
  readonly opened: OpenedAuthority;
  readonly platform: NodeJS.Platform;
}

/** What its introduction names, with the commands of the platform. */
export function introductionOf(run: LiveRun): Introduction {
  const { server, hosts, opened } = run;
  return {
    address: authority(server),
    hosts,
    isNew: opened.isNew,
    validUntil: opened.authority.notAfter.toISOString().slice(0, 10),
    trust: trustCommand(run),
    untrust: untrustCommand(run),
    ...(opened.replaced !== undefined && { replaced: opened.replaced }),
    ask: curlCommand(run),
  };
}

/** A path as one word of a command to paste. */
export function quotePath(path: string, platform: NodeJS.Platform): string {
  if (/^[\w./:\\-]+$/.test(path) && (platform === 'win32' || !path.includes('\\'))) return path;
  return platform === 'win32' ? `"${path}"` : `'${path.replace(/'/g, "'\\''")}'`;
}

/** How to trust the certificate, for the platform. */
function trustCommand({ opened, platform }: LiveRun): string {
  const file = quotePath(opened.certificateFile, platform);
  if (platform === 'win32') return `certutil -user -addstore Root ${file}`;
  if (platform === 'darwin')
    return `security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db ${file}`;
  return `sudo cp ${file} /usr/local/share/ca-certificates/hma-doctor.crt && sudo update-ca-certificates`;
}

function untrustCommand({ opened, platform }: LiveRun): string {
  const { fingerprint } = opened.authority;
  if (platform === 'win32') return `certutil -user -delstore Root ${fingerprint.replace(/:/g, '')}`;
  if (platform === 'darwin') return `security delete-certificate -Z ${fingerprint.replace(/:/g, '')}`;
  return 'sudo rm /usr/local/share/ca-certificates/hma-doctor.crt && sudo update-ca-certificates --fresh';
}

function curlCommand({ server, hosts, opened, platform }: LiveRun): string {
  const host = hosts.find((name) => !name.startsWith('*.')) ?? 'outlook.office365.com';
  return `curl -v -x http://${authority(server)} --cacert ${quotePath(opened.certificateFile, platform)} -H "Authorization: Bearer" https://${host}/mapi/emsmdb/`;
}

function authority({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
