import rule from '../../../src/rules/capture/capture-incomplete.js';
import { accepted, emptyBearer } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';

testRule(rule, {
  fails: [
    [
      'cut short',
      [accepted()],
      {
        severity: 'warning',
        confidence: 'high',
        values: { kind: 'cut', read: '41', lost: undefined },
        where: 'capture',
        quote: 'truncated, read: 41',
      },
      { sources: [{ read: 41, limits: ['truncated', 'no-times'] }] },
    ],
    [
      'the first of two in one file',
      [accepted()],
      { severity: 'warning', values: { kind: 'joined', read: '41' }, quote: 'more-behind, read: 41' },
      { sources: [{ read: 41, limits: ['more-behind'] }] },
    ],
    [
      'damaged in places',
      [accepted()],
      {
        severity: 'warning',
        values: { kind: 'damaged', read: '41', lost: '3' },
        quote: 'read: 41, damaged: 2, cut: 1',
      },
      { sources: [{ read: 41, skipped: 3, skips: { damaged: 2, cut: 1 } }] },
    ],
    [
      'one of several inputs',
      [accepted()],
      { severity: 'warning', values: { kind: 'damaged', read: '7', lost: '1' }, quote: 'read: 7, encrypted: 1' },
      { sources: [{ read: 90 }, { read: 7, skipped: 1, skips: { encrypted: 1 } }] },
    ],
    [
      'one input cut, another damaged',
      [accepted()],
      { severity: 'warning', values: { kind: 'cut', read: '9', lost: '1' }, quote: 'truncated, read: 2' },
      {
        sources: [
          { read: 7, skips: { damaged: 1 } },
          { read: 2, limits: ['truncated'] },
        ],
      },
    ],
    [
      'lost in every way',
      [accepted()],
      { severity: 'warning', values: { kind: 'damaged', lost: '21' }, quote: 'unsupported: 6' },
      {
        sources: [
          {
            skips: {
              damaged: 1,
              'damaged-events': 2,
              cut: 3,
              'too-large': 4,
              encrypted: 5,
              unsupported: 6,
              'not-http': 9,
            },
          },
        ],
      },
    ],
  ],
  passes: [
    [
      'mended, and nothing seems to be lost',
      [accepted()],
      [],
      { sources: [{ repairs: { 'checksum-mismatches': 2 } }] },
    ],
    ...(['damaged-sessions-kept', 'damaged-flows-read', 'resynchronised'] as const).map(
      (code) => [`mended: ${code}`, [accepted()], [], { sources: [{ repairs: { [code]: 1 } }] }] as const,
    ),
  ],
  skips: [
    ['a whole capture', [accepted()], [], { sources: [{ limits: ['no-bodies', 'local-times'] }] }],
    [
      'what was left out is no traffic',
      [accepted()],
      [],
      { sources: [{ skipped: 4, skips: { 'not-http': 3, 'not-sent': 1 } }] },
    ],
    ['a paste that was mended', [accepted()], [], { sources: [{ repairs: { 'wrapped-lines-joined': 7 } }] }],
    ['traffic that goes on', [accepted({ source: 'live' })], []],
  ],
  unknown: [
    [
      'mended, and a response is missing',
      [emptyBearer(), { absent: ['response'] }, accepted()],
      'response',
      { sources: [{ repairs: { 'damaged-sessions-kept': 1 } }] },
    ],
  ],
});
