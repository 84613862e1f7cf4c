/** Apache whose mod_auth_gssapi signs connections in by NTLM, as IIS does. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const modules = '/usr/lib/apache2/modules';
const needed = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'headers', 'ssl', 'auth_gssapi'];

/** Whether Apache, mod_auth_gssapi and gss-ntlmssp are here. */
export const hasApache =
  existsSync('/etc/gss/mech.d/mech.ntlmssp.conf') &&
  needed.every((name) => existsSync(join(modules, `mod_${name}.so`))) &&
  existsSync('/usr/sbin/apache2');

export interface Apache {
  readonly port: number;
  /** PEM of its certificate, which signed itself. */
  readonly ca: string;
  close(): Promise<void>;
}

/** `accounts`: a line each, `DOMAIN:user:password`. `/open` asks for nobody. */
export async function startApache(host: string, accounts: readonly string[]): Promise<Apache> {
  const folder = mkdtempSync(join(tmpdir(), 'hma-doctor-apache-'));
  const port = await freePort();
  makeCertificate(folder, host);
  mkdirSync(join(folder, 'root/open'), { recursive: true, mode: 0o755 });
  for (const path of ['root/index.txt', 'root/open/index.txt']) writeFileSync(join(folder, path), `${path}\n`);
  writeFileSync(join(folder, 'accounts'), `${accounts.join('\n')}\n`, { mode: 0o644 });
  writeFileSync(join(folder, 'httpd.conf'), configuration(folder, host, port));
  execFileSync('chmod', ['755', folder]);
  const env = { ...process.env, NTLM_USER_FILE: join(folder, 'accounts') };
  const server = spawn('/usr/sbin/apache2', ['-f', join(folder, 'httpd.conf'), '-DFOREGROUND'], {
    env,
    stdio: 'ignore',
  });
  await listening(port);
  return {
    port,
    ca: readFileSync(join(folder, 'cert.pem'), 'utf8'),
    async close() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(folder: string, host: string, port: number): string {
  return `
ServerRoot ${folder}
ServerName ${host}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
Listen 127.0.0.1:${port}
${needed.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join('\n')}
User nobody
Group nogroup
DocumentRoot ${folder}/root
MaxKeepAliveRequests 0
<VirtualHost *:${port}>
  SSLEngine on
  SSLCertificateFile ${folder}/cert.pem
  SSLCertificateKeyFile ${folder}/key.pem
  <Location />
    AuthType GSSAPI
    AuthName Exchange
    GssapiConnectionBound On
    GssapiAllowedMech ntlmssp
    Require valid-user
    Header always set X-Remote-User "expr=%{REMOTE_USER}"
  </Location>
  <Location /open>
    AuthType None
    Require all granted
  </Location>
</VirtualHost>
`;
}

function makeCertificate(folder: string, host: string): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', join(folder, 'key.pem')];
  const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  execFileSync('openssl', ['req', '-x509', ...key, ...names, '-days', '2', '-out', join(folder, 'cert.pem')], {
    stdio: 'ignore',
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const isThere = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      ({ cause }) => cause?.code !== 'ECONNREFUSED',
    );
    if (isThere) return;
    await wait(100);
  }
  throw new Error('Apache does not start');
}
