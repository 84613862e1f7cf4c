import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../../src/capture/saz/metadata.js';
import { readGroupedNumber } from '../../../src/capture/saz/session-flags.js';
import { findTag, readAttributes, unescapeXml } from '../../../src/capture/saz/xml-tags.js';
import { expectLinear, nastyRuns } from '../../parse/linear.js';
import { metadataOf } from '../saz-samples.js';

const flagsOf = (xml: string) => Object.fromEntries(readMetadata(Buffer.from(xml)).flags);

describe('readMetadata', () => {
  it.each<[string, string, Record<string, string>]>([
    ['as Fiddler writes it', '<SessionFlag N="x-clientport" V="1" />', { 'x-clientport': '1' }],
    ['with a name in capitals', '<SessionFlag N="X-ClientPort" V="1" />', { 'x-clientport': '1' }],
    ['with the value first', '<SessionFlag V="1" N="x-clientport"/>', { 'x-clientport': '1' }],
    ['in single quotes', "<SessionFlag N='x-clientport' V='1'/>", { 'x-clientport': '1' }],
    [
      'over several lines',
      '<SessionFlag\r\n\tN = "x-clientport"\r\n\tV = "1"\r\n></SessionFlag>',
      { 'x-clientport': '1' },
    ],
    ['with a sign in its value', '<SessionFlag N="x-clientport" V="a > b" />', { 'x-clientport': 'a > b' }],
    [
      'with entities',
      '<SessionFlag N="x-clientport" V="&lt;&#228;&#x41;&amp;quot;&gt;" />',
      { 'x-clientport': '<äA&quot;>' },
    ],
    ['without a value', '<SessionFlag N="x-clientport" />', { 'x-clientport': '' }],
    ['that Fiddler keeps for itself', '<SessionFlag N="ui-comments" V="1" />', {}],
    ['behind a broken one', '<SessionFlag N=x V="<SessionFlag N="x-clientport" V="1" />', { 'x-clientport': '1' }],
  ])('reads a flag %s', (_what, flag, wanted) => {
    expect(flagsOf(`<Session SID="1"><SessionFlags>${flag}</SessionFlags></Session>`)).toEqual(wanted);
  });

  it('reads the session’s own attributes', () => {
    const xml = metadataOf({ session: 'SID="72" BitFlags="1A" Aborted="true"' });
    expect(readMetadata(Buffer.from(xml, 'latin1'))).toMatchObject({ sid: '72', bits: 0x1a, aborted: true });
    expect(readMetadata(Buffer.from(`\uFEFF${xml.slice(3)}`, 'utf16le'))).toMatchObject({ sid: '72', bits: 0x1a });
  });

  it('reads letters outside ASCII', () => {
    expect(flagsOf('<SessionFlag N="x-processinfo" V="メール:3" />')).toEqual({ 'x-processinfo': 'メール:3' });
  });

  it('never throws', () => {
    const pieces = [
      '<Session ',
      '<SessionTimers ',
      '<SessionFlag N="',
      '" V="',
      'SID="',
      '"',
      "'",
      '=',
      '>',
      '&#x110000;',
      '<',
    ];
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())).map((parts) => parts.join(''));
    fc.assert(fc.property(text, (xml) => void readMetadata(Buffer.from(xml))));
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void readMetadata(bytes)));
  });

  it.each([...nastyRuns, '<SessionFlag N="x', '<SessionFlag ', '<SessionTimers a=', 'a="', '&', '<Session'])(
    'takes time in proportion on a run of %j',
    (run) => {
      expectLinear((n) => void readMetadata(Buffer.from(`<Session SID="1"><SessionTimers ${run.repeat(n)}`)));
      expectLinear((n) => void readMetadata(Buffer.from(run.repeat(n))));
    },
  );
});

describe('findTag', () => {
  it('finds whole names only', () => {
    const xml = '<SessionTimers a="1"/><Session b="2">';
    expect(readAttributes(xml, findTag(xml, '<Session')).attributes).toEqual(new Map([['b', '2']]));
    expect(findTag('<Sessions>', '<Session')).toBe(-1);
  });
});

describe('unescapeXml', () => {
  it.each([
    ['&lt;&gt;&amp;&quot;&apos;', '<>&"\''],
    ['&amp;lt;', '&lt;'],
    ['&#65;&#x41;&#X41;', 'AAA'],
    ['&#x110000;&#9999999;', '&#x110000;&#9999999;'],
    ['&nbsp;&constructor;&', '&nbsp;&constructor;&'],
  ])('%s', (text, wanted) => {
    expect(unescapeXml(text)).toBe(wanted);
  });
});

describe('readGroupedNumber', () => {
  it.each<[string | undefined, number | undefined]>([
    ['35588', 35588],
    ['35,588', 35588],
    ['35.588', 35588],
    ['35 588', 35588],
    ['35\u00a0588', 35588],
    ['35\u202f588', 35588],
    ['35’588', 35588],
    ['-1', undefined],
    ['', undefined],
    ['x', undefined],
    [undefined, undefined],
  ])('%j', (text, wanted) => {
    expect(readGroupedNumber(text)).toBe(wanted);
  });
});
