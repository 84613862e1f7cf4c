import { describe, expect, it } from 'vitest';
import { allEntries } from '../../src/explain/entries.js';
import { find } from '../../src/explain/find.js';
import { rules } from '../../src/rules/index.js';

const found = (query: string) => find(query).entries.map(({ kind, key }) => `${kind} ${key}`);

describe('the offline dictionary', () => {
  it.each([
    ['a number', '2000003', ['diagnostics 2000003']],
    ['a category in any case', 'Invalid_User', ['diagnostics 2000005']],
    ['an error of Entra ID', 'AADSTS500011', ['aadsts AADSTS500011']],
    ['the same by its number alone', '500011', ['aadsts AADSTS500011']],
    ['the same with a blank', 'aadsts 500011:', ['aadsts AADSTS500011']],
    ['a build', '15.1.2507.6', ['build 15.1.2507.6']],
    ['a build as headers pad it', 'Exchange/15.02.2562.045', ['build 15.02.2562.045']],
    ['an application', 'D3590ED6-52b3-4102-aeff-aad2292ab01c', ['application d3590ed6-52b3-4102-aeff-aad2292ab01c']],
    ['a claim', 'xms_cc', ['claim xms_cc']],
    ['a header', 'x-failurecontext', ['header X-FailureContext']],
    ['a virtual directory', '/mapi', ['virtual-directory /mapi']],
    ['a refusal of a mail server', '550 5.7.30', ['mail-refusal 550 5.7.30']],
    ['a rule', 'spn-missing', ['rule spn-missing']],
    ['a switch of a client', 'AlwaysUseMSOAuthForAutoDiscover', ['client-switch AlwaysUseMSOAuthForAutoDiscover']],
    [
      'a User-Agent',
      'User-Agent: Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19328; Pro)',
      ['client-sign microsoft outlook 16.'],
    ],
    [
      'an issuer',
      'https://sts.windows.net/aaaabbbb-0000-cccc-1111-dddd2222eeee/',
      ['issuer https://sts.windows.net/…/'],
    ],
    ['a release', 'Exchange 2019 CU14', ['build 15.2.1544.4']],
    ['a release with its update', 'CU14 Apr24HU', ['build 15.2.1544.11']],
    ['what a server can do', 'hma-owa', ['server-ability hma-owa']],
    ['a retirement', 'basic smtp', ['retirement basic smtp']],
    ['a retirement by its month', '2026-10', ['retirement protocol ews']],
    ['a device by what it sends', 'Server: BigIP', ['device server: bigip']],
    ['an error of TLS', 'net::ERR_CERT_AUTHORITY_INVALID', ['network-code net::ERR_CERT_AUTHORITY_INVALID']],
    ['a host of another product', 'graph.microsoft.com', ['other-resource graph.microsoft.com']],
  ])('knows %s', (_, query, expected) => {
    expect(found(query)).toEqual(expected);
  });

  it('knows what is inside a longer text', () => {
    const line = `x-ms-diagnostics: 2000005;reason="The user specified by the user-context in the token does not exist.";error_category="invalid_user"`;
    expect(found(line)).toContain('diagnostics 2000005');
    expect(found('invalid_grant: AADSTS50173: The provided grant has expired')).toEqual(['aadsts AADSTS50173']);
    expect(found('535 5.7.139 Authentication unsuccessful, basic authentication is disabled.')).toContain(
      'mail-refusal 535 5.7.139',
    );
  });

  it.each([
    ['spn-mising', 'spn-missing'],
    ['audience', 'audience-mismatch'],
    ['X-FailureContxt', 'X-FailureContext'],
    ['token expired', 'expired-token'],
  ])('suggests for %s: %s', (query, expected) => {
    const { entries, suggestions } = find(query);
    const keys = [...entries.flatMap(({ rules: ids }) => ids), ...suggestions];
    expect(keys).toContain(expected);
  });

  it('suggests nothing for what is like nothing', () => {
    expect(find('zzzzzzzzzzzzzzzzzzzz')).toEqual({ entries: [], suggestions: [] });
    expect(find('x'.repeat(100_000)).entries).toEqual([]);
  });

  it('has every rule, and names no rule that there is none of', () => {
    const ids = new Set(rules.map(({ id }) => id));
    const all = allEntries();
    expect([...ids].filter((id) => !all.some(({ kind, key }) => kind === 'rule' && key === id))).toEqual([]);
    expect(all.flatMap((entry) => entry.rules.filter((id) => !ids.has(id)))).toEqual([]);
  });

  it('says of every entry where it is known from, and finds it by its own key', () => {
    for (const { kind, key, sources } of allEntries()) {
      if (kind !== 'rule') expect(sources, key).not.toEqual([]);
      if (kind !== 'reason') expect(found(key), key).toContain(`${kind} ${key}`);
    }
  });
});
