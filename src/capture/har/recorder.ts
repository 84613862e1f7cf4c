import type { Recorder } from '../../types.js';

// Names as these programs write them into `creator.name`.
const recorders: readonly (readonly [name: RegExp, recorder: Recorder])[] = [
  [/fiddler/i, 'fiddler'],
  [/charles/i, 'charles'],
  [/mitmproxy|mitmdump/i, 'mitmproxy'],
  [/proxyman/i, 'proxyman'],
  [/burp/i, 'burp'],
  [/\bzap\b|zaproxy/i, 'zap'],
  [/http ?toolkit/i, 'http-toolkit'],
  [/browsermob/i, 'browsermob'],
  [/webinspector|firefox|firebug|safari|chrome|\bedge\b|playwright/i, 'browser'],
];

/** The kind of program that wrote a HAR; undefined for one that is not known. */
export function recorderOf(producer: string): Recorder | undefined {
  return recorders.find(([name]) => name.test(producer.slice(0, 200)))?.[1];
}
