import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/lab/faults.js';
import { type ClientBench, isInstalled, type Ran, runClient, startClientBench, type Way } from './bench.js';

// Debian's packages are those of the system's own Python.
const python = '/usr/bin/python3';

const script = `
import sys
from exchangelib import Account, Build, Configuration, DELEGATE, OAUTH2, OAuth2AuthorizationCodeCredentials, Version
from exchangelib.protocol import BaseProtocol
from oauthlib.oauth2 import OAuth2Token
BaseProtocol.TIMEOUT = 30
token = OAuth2Token({'access_token': open('token.txt').read(), 'token_type': 'Bearer', 'expires_in': 3600})
config = Configuration(
    service_endpoint='https://mail.contoso.com/EWS/Exchange.asmx', auth_type=OAUTH2, version=Version(build=Build(15, 2)),
    credentials=OAuth2AuthorizationCodeCredentials(access_token=token))
try:
    account = Account('megan@contoso.com', config=config, access_type=DELEGATE, autodiscover=False)
    print('folder', account.root)
except Exception as error:
    print(type(error).__name__, error)
`;

describe.skipIf(!isInstalled(python, '-c', 'import exchangelib'))('exchangelib', () => {
  const benches: ClientBench[] = [];
  afterAll(() => Promise.all(benches.map((bench) => bench.close())));

  async function bothWays(fault: Fault): Promise<readonly [ClientBench, Ran, Ran]> {
    const bench = await startClientBench(fault);
    benches.push(bench);
    writeFileSync(join(bench.folder, 'token.txt'), bench.token, { mode: 0o600 });
    const ask = ({ proxy, ca }: Way) => {
      const env = { PATH: process.env.PATH, HOME: bench.folder, HTTPS_PROXY: proxy, REQUESTS_CA_BUNDLE: ca };
      return runClient(python, ['-c', script], { cwd: bench.folder, env });
    };
    return [bench, ...(await Promise.all([ask(bench.read), ask(bench.unread)]))];
  }

  it('gets in the same way, and is diagnosed as healthy', async () => {
    const [{ diagnosis }, read, unread] = await bothWays('healthy');
    expect(read.stdout).toBe(unread.stdout);
    expect(read.stdout).not.toMatch(/Unauthorized|TransportError|SSLError|ProxyError/);
    diagnosis.advance(Number.POSITIVE_INFINITY);
    expect(diagnosis.report().findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(diagnosis.report().capture.transactions).toBeGreaterThan(0);
  });

  it('is refused in the same way, and the reason is found', async () => {
    const [{ diagnosis }, read, unread] = await bothWays('unknown-user');
    expect(read.stdout).toBe(unread.stdout);
    diagnosis.advance(Number.POSITIVE_INFINITY);
    expect(diagnosis.report().findings.map(({ rule }) => rule)).toContain('unknown-user');
  });
});
