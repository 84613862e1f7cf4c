import { describe, expect, it } from 'vitest';
import { abilityOf, clientAbilities, clientSwitches } from '../../src/knowledge/client-switches.js';
import { extendedProtection, extendedProtectionOf } from '../../src/knowledge/extended-protection.js';
import { mailRefusals } from '../../src/knowledge/mail-refusals.js';
import { connectErrorOf, connectErrors, responseCodeOf, responseCodes } from '../../src/knowledge/response-codes.js';
import { basicSwitches, retirementOf, retirements } from '../../src/knowledge/retirements.js';
import { virtualDirectories } from '../../src/knowledge/virtual-directories.js';
import { expectLinear, nastyRuns } from '../parse/linear.js';

const repeats = (keys: readonly (string | number)[]) => keys.filter((key, index) => keys.indexOf(key) !== index);

describe('the tables about mailbox and client', () => {
  it('hold no row twice', () => {
    expect(repeats(responseCodes.map(({ code }) => code))).toEqual([]);
    expect(repeats(connectErrors.map(({ code }) => code))).toEqual([]);
    expect(repeats(retirements.map(({ what, protocol }) => `${what} ${protocol}`))).toEqual([]);
    expect(repeats(mailRefusals.map(({ code, text }) => `${code} ${text}`))).toEqual([]);
    expect(repeats(extendedProtection.map(({ protocol }) => protocol))).toEqual([]);
    expect(repeats(clientAbilities.map(({ reason }) => reason))).toEqual([]);
    expect(repeats(clientSwitches.map(({ place, name }) => `${place} ${name}`))).toEqual([]);
  });

  it('say where every row comes from', () => {
    const rows = [
      ...responseCodes,
      ...connectErrors,
      ...retirements,
      ...mailRefusals,
      ...extendedProtection,
      ...clientAbilities,
      ...clientSwitches,
    ];
    const isSure = (status: string) => /^(verified(-2)?|unverified)$/.test(status);
    expect(rows.filter(({ source, status }) => source === '' || !isSure(status))).toEqual([]);
  });
});

describe('response codes', () => {
  it('are all that the specification has', () => {
    expect(responseCodes.map(({ code }) => code)).toEqual(Array.from({ length: 19 }, (_, index) => index));
  });

  it('tell what heals by itself from what does not', () => {
    const healing = responseCodes.filter(({ kind }) => kind === 'context').map(({ code }) => code);
    expect(healing).toEqual([6, 10, 13, 15, 18]);
    expect(responseCodeOf(16)?.kind).toBe('disabled');
    expect(responseCodeOf(19)).toBeUndefined();
    expect(connectErrorOf(0x7d8)?.name).toBe('ecProtocolDisabled');
  });
});

describe('retirements', () => {
  it('have days that are days, the end behind the beginning', () => {
    for (const { begins, ends = '9999-12-31' } of retirements) {
      expect(new Date(begins).toISOString().slice(0, 10)).toBe(begins);
      expect(begins < ends).toBe(true);
    }
  });

  it('know Basic on every protocol of a mailbox', () => {
    const protocols = ['mapi', 'rpc', 'oab', 'ews', 'eas', 'pop', 'imap', 'autodiscover', 'smtp'] as const;
    expect(protocols.filter((protocol) => retirementOf('basic', protocol) === undefined)).toEqual([]);
    expect(retirementOf('basic', 'smtp')?.ends).toBeUndefined();
    expect(retirementOf('protocol', 'mapi')).toBeUndefined();
  });

  it('know the switch of every protocol on which Basic is retired', () => {
    const switched = new Set(basicSwitches.map(({ protocol }) => protocol));
    const basic = retirements.filter(({ what }) => what === 'basic').map(({ protocol }) => protocol);
    expect(basic.filter((protocol) => !switched.has(protocol))).toEqual([]);
    expect(repeats(basicSwitches.map(({ parameter }) => parameter))).toEqual([]);
  });

  it.each(mailRefusals.map(({ text, pattern }) => [text, pattern] as const))(
    'finds in linear time: %s',
    (text, pattern) => {
      for (const run of [...nastyRuns, text]) expectLinear((n) => void pattern.test(run.repeat(n)));
    },
  );
});

describe('Extended Protection', () => {
  it('has a line for every virtual directory that asks for credentials', () => {
    const protocols = new Set(virtualDirectories.map(({ protocol }) => protocol));
    const listed = new Set(extendedProtection.map(({ protocol }) => protocol));
    expect([...protocols].filter((protocol) => !listed.has(protocol))).toEqual([]);
    expect(extendedProtectionOf('mapi')).toBe('require');
    expect(extendedProtectionOf('ews')).toBe('allow');
    expect(extendedProtectionOf('other')).toBe('none');
  });
});

describe('abilityOf', () => {
  it.each([
    ['outlook-2010', 'Microsoft Outlook 14.0.7268', 'never'],
    ['outlook-2013', 'Microsoft Outlook 15.0.5589', 'by-switch'],
    ['outlook-mac', 'MacOutlook/14.2.3', 'never'],
    ['outlook-mac', 'MacOutlook/16.70', 'by-default'],
    ['outlook', undefined, 'by-default'],
    ['ews-client', 'ExchangeServicesClient/15.00', undefined],
  ] as const)('%s %s', (kind, userAgent, expected) => {
    expect(abilityOf(kind, userAgent)?.onPremises).toBe(expected);
  });
});
