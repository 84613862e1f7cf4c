import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run.js';
import { createWorld, run } from './world.js';

const signature = 'c2lnbmF0dXJlLXRoYXQtbXVzdC1uZXZlci1iZS1zZWVu';
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = (iso: string) => Date.parse(iso) / 1000;
const claims = {
  aud: 'https://mail.contoso.com/',
  iss: 'https://sts.windows.net/aaaabbbb-0000-cccc-1111-dddd2222eeee/',
  upn: 'megan@contoso.com',
  nbf: seconds('2025-03-01T09:00:00Z'),
  exp: seconds('2025-03-01T10:00:00Z'),
};
const jwt = `${part({ typ: 'JWT', alg: 'RS256' })}.${part(claims)}.${signature}`;
const refusal = `x-ms-diagnostics: 2000003;reason="The hostname component of the audience claim value 'https://mail.contoso.com' is invalid";error_category="invalid_resource"`;

describe('token', () => {
  it.each([
    ['from a pipe', ['token'], { stdin: jwt }],
    ['for -', ['token', '-'], { stdin: `Bearer ${jwt}\r\n` }],
    ['when it is asked for', ['token'], { typed: [`${jwt}\r`] }],
    ['as an argument', ['token', jwt], {}],
    ['as claims in JSON', ['token', '-'], { stdin: JSON.stringify(claims) }],
    ['inside the answer that issued it', ['token'], { stdin: JSON.stringify({ expires_in: 3599, access_token: jwt }) }],
    ['inside a script', ['token'], { stdin: `$token = "${jwt}"\n` }],
    ['as PowerShell writes it to a file', ['token'], { stdin: Buffer.from(`\ufeff${jwt}\r\n`, 'utf16le') }],
  ])('is read %s', async (_what, argv, world) => {
    const { code, stdout, stderr } = await run(argv, world);
    expect(stdout).toContain('megan@contoso.com');
    expect(stdout + stderr).not.toContain(signature);
    expect(code).toBe(0);
  });

  it('given as an argument brings a warning', async () => {
    const world = createWorld();
    await runCli(['token', jwt], world.io);
    expect(world.stderr()).toMatch(/^hma-doctor: [^\n]*process list[^\n]*\n$/);
  });

  it('is judged now, or as of --at', async () => {
    const rules = async (argv: readonly string[]) =>
      JSON.parse((await run(['token', '--format', 'json', ...argv], { stdin: jwt })).stdout).findings.map(
        ({ rule }: { rule: string }) => rule,
      );
    expect(await rules([])).toEqual([]);
    expect(await rules(['--at', '2025-03-01T10:30:00Z'])).toEqual(['expired-token']);
    expect(await rules(['--at', '2025-03-01T18:30:00+09:00'])).toEqual([]);
  });

  it('is judged by what the server answered', async () => {
    const argv = ['token', '--url', 'https://mail.fabrikam.com/mapi/emsmdb/', '--challenge', refusal];
    const { code, stdout } = await run(argv, { stdin: jwt });
    expect(stdout).toContain('error[audience-mismatch]');
    expect(code).toBe(1);
  });

  it('alone says nothing of a host that it does not fit', async () => {
    const { code, stdout } = await run(['token', '--url', 'https://mail.fabrikam.com/mapi/'], { stdin: jwt });
    expect(stdout).not.toContain('audience-mismatch');
    expect(code).toBe(0);
  });
});
