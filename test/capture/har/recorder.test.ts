import { describe, expect, it } from 'vitest';
import { recorderOf } from '../../../src/capture/har/recorder.js';

const rows = [
  ['Fiddler', 'fiddler'],
  ['Fiddler Everywhere', 'fiddler'],
  ['Charles Proxy', 'charles'],
  ['mitmproxy', 'mitmproxy'],
  ['Proxyman', 'proxyman'],
  ['WebInspector', 'browser'],
  ['Firefox', 'browser'],
  ['Postman', undefined],
  ['', undefined],
] as const;

describe('the recorder of a HAR', () => {
  it.each(rows)('%s', (name, expected) => {
    expect(recorderOf(name)).toBe(expected);
  });
});
