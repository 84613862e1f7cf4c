import { describe, expect, it } from 'vitest';
import { chooseHosts, type HostOptions } from '../../../src/cli/proxy/hosts.js';
import type { RawTransaction } from '../../../src/types.js';

const none: HostOptions = { allowHosts: [], ignoreHosts: [], tunnelOnly: false };

const decisions: [what: string, operands: string[], options: Partial<HostOptions>, place: string, decrypts: boolean][] =
  [
    ['a named host', ['mail.contoso.com'], {}, 'mail.contoso.com:443', true],
    ['a named host at another port', ['mail.contoso.com'], {}, 'mail.contoso.com:444', true],
    ['its Autodiscover', ['mail.contoso.com'], {}, 'autodiscover.contoso.com:443', true],
    ['a named host with a final dot', ['mail.contoso.com'], {}, 'mail.contoso.com.:443', true],
    ['AD FS with a final dot', ['*.contoso.com'], {}, 'adfs.contoso.com.:443', false],
    ['a host beside it', ['mail.contoso.com'], {}, 'www.contoso.com:443', false],
    ['a host below it', ['mail.contoso.com'], {}, 'x.mail.contoso.com:443', false],
    ['a host that ends like it', ['mail.contoso.com'], {}, 'evilmail.contoso.com:443', false],
    ['a host below a wildcard', ['*.contoso.com'], {}, 'a.b.contoso.com:443', true],
    ['the parent of a wildcard', ['*.contoso.com'], {}, 'contoso.com:443', false],
    ['Entra ID', [], {}, 'login.microsoftonline.com:443', true],
    ['an Entra name that looks like AD FS', [], {}, 'sts.windows.net:443', true],
    ['Exchange Online', [], {}, 'outlook.office365.com:443', true],
    ['device sign-in', [], {}, 'device.login.microsoftonline.com:443', false],
    ['certificate sign-in', [], {}, 'certauth.login.microsoftonline.com:443', false],
    ['a host of nobody', [], {}, 'teams.microsoft.com:443', false],
    ['AD FS below a wildcard', ['*.contoso.com'], {}, 'adfs.contoso.com:443', false],
    ['AD FS by name', ['sts.contoso.com'], {}, 'sts.contoso.com:443', false],
    ['federation services below a wildcard', ['*.contoso.com'], {}, 'fs.contoso.com:443', false],
    ['certificate sign-in of AD FS', ['*.contoso.com'], {}, 'certauth.adfs.contoso.com:443', false],
    ['the certificate port of AD FS', ['*.contoso.com'], {}, 'login.contoso.com:49443', false],
    ['device registration', ['*.contoso.com'], {}, 'enterpriseregistration.contoso.com:443', false],
    ['a name that only begins like one', ['*.contoso.com'], {}, 'fsmail.contoso.com:443', true],
    ['allowed AD FS', [], { allowHosts: ['adfs.contoso.com'] }, 'adfs.contoso.com:443', true],
    ['what is ignored', ['mail.contoso.com'], { ignoreHosts: ['mail.contoso.com'] }, 'mail.contoso.com:443', false],
    [
      'what is allowed and ignored at once',
      [],
      { allowHosts: ['adfs.contoso.com'], ignoreHosts: ['*.contoso.com'] },
      'adfs.contoso.com:443',
      false,
    ],
    [
      'what is ignored, with a final dot',
      ['*.contoso.com'],
      { ignoreHosts: ['a.contoso.com'] },
      'a.contoso.com.:443',
      false,
    ],
    ['AD FS below an allowed wildcard', [], { allowHosts: ['*.contoso.com'] }, 'adfs.contoso.com:443', true],
    ['Entra ID, ignored', [], { ignoreHosts: ['*.microsoftonline.com'] }, 'login.microsoftonline.com:443', false],
    ['anything in a control run', ['mail.contoso.com'], { tunnelOnly: true }, 'mail.contoso.com:443', false],
    ['an IP address', ['mail.contoso.com'], {}, '192.0.2.1:443', false],
  ];

describe('chooseHosts', () => {
  it.each(decisions)('%s', (_, operands, options, place, decrypts) => {
    const hosts = chooseHosts(operands, { ...none, ...options });
    const [host = '', port] = place.split(':');
    expect(hosts.decrypts(host, Number(port))).toBe(decrypts);
  });

  it('names what the user named and is passed on unread all the same', () => {
    const hosts = chooseHosts(['mail.contoso.com', 'adfs.contoso.com'], none);
    expect(hosts.unread).toEqual(['adfs.contoso.com']);
    expect(hosts.certified).not.toContain('adfs.contoso.com');
    expect(hosts.watched('adfs.contoso.com')).toBe(true);
  });

  it('needs no other certificate authority for a run that ignores a host', () => {
    const ignoring = chooseHosts(['mail.contoso.com'], { ...none, ignoreHosts: ['mail.contoso.com'] });
    expect(ignoring.certified).toEqual(chooseHosts(['mail.contoso.com'], none).certified);
  });

  it.each(['*', '10.0.0.1', 'a b'])('refuses %s', (host) => {
    expect(() => chooseHosts([], { ...none, ignoreHosts: [host] })).toThrow(/is not a host name/);
  });
});

describe('a sign-in service that a challenge names', () => {
  const challenge = (uri: string, status = 401): RawTransaction => ({
    id: '1',
    source: 'live',
    absent: [],
    request: { method: 'POST', url: 'https://mail.contoso.com/mapi/emsmdb/', head: 'POST /mapi/emsmdb/ HTTP/1.1' },
    response: {
      status,
      head: `HTTP/1.1 ${status} No\r\nWWW-Authenticate: Bearer client_id="x", authorization_uri="${uri}"\r\nWWW-Authenticate: Negotiate`,
    },
  });

  it('is passed on unread from then on, and said once', () => {
    const hosts = chooseHosts(['*.contoso.com'], none);
    expect(hosts.decrypts('logon.contoso.com', 443)).toBe(true);
    expect(hosts.learn(challenge('https://Logon.contoso.com/adfs/oauth2/authorize'))).toBe('logon.contoso.com');
    expect(hosts.learn(challenge('https://logon.contoso.com/adfs/oauth2/authorize'))).toBeUndefined();
    expect(hosts.decrypts('logon.contoso.com', 443)).toBe(false);
    expect(hosts.decrypts('mail.contoso.com', 443)).toBe(true);
  });

  it.each<[what: string, operands: string[], uri: string, status?: number]>([
    ['of Entra ID', ['*.contoso.com'], 'https://login.windows.net/common/oauth2/authorize'],
    ['outside of what is decrypted', ['mail.contoso.com'], 'https://adfs.fabrikam.com/adfs/oauth2/authorize'],
    ['that the user named', ['mail.contoso.com', '*.contoso.com'], 'https://mail.contoso.com/adfs/oauth2'],
    ['that is no URL', ['*.contoso.com'], 'logon'],
    ['in an answer that is no challenge', ['*.contoso.com'], 'https://logon.contoso.com/adfs/oauth2', 200],
  ])('changes nothing %s', (_, operands, uri, status) => {
    const hosts = chooseHosts(operands, none);
    expect(hosts.learn(challenge(uri, status))).toBeUndefined();
    expect(hosts.decrypts('mail.contoso.com', 443)).toBe(true);
  });
});
