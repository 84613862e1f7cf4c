/** The same refusals of NTLM, as every program saves them: what stood in between decides whose doing they are. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../../../src/capture/capture.js';
import { memorySource } from '../../../src/capture/source.js';
import { createDiagnosis } from '../../../src/diagnosis.js';
import type { RawTransaction } from '../../../src/types.js';
import { charlesSession } from '../../support/formats/charles-session.js';
import { chromeHar } from '../../support/formats/chrome-har.js';
import { fiddlerHar } from '../../support/formats/fiddler-har.js';
import { fiddlerSaz } from '../../support/formats/fiddler-saz.js';
import { writeMitmproxy } from '../../support/formats/mitmproxy.js';

const file = resolve(import.meta.dirname, '../../../captures/extended-protection-conflict.har');
const recorded: RawTransaction[] = [];
for await (const raw of openCapture(memorySource(readFileSync(file), file)).transactions) recorded.push(raw);

type Write = (transactions: readonly RawTransaction[]) => Uint8Array | string | Promise<Uint8Array>;

const saved: readonly (readonly [name: string, write: Write, tool: string | undefined])[] = [
  ['fiddler.saz', fiddlerSaz, 'Fiddler'],
  ['fiddler.har', fiddlerHar, 'Fiddler'],
  ['flows.mitm', writeMitmproxy, 'mitmproxy'],
  ['session.chlsj', charlesSession, 'Charles'],
  ['chrome.har', chromeHar, undefined],
];

describe('NTLM that Extended Protection refuses', () => {
  it.each(saved)('in %s', async (name, write, tool) => {
    const loud = await loudIn(Buffer.from(await write(recorded)), name);
    const rule = tool === undefined ? 'ntlm-loop error' : 'extended-protection-conflict warning';
    expect(loud.map(({ said }) => said)).toEqual([rule, rule]);
    expect([...new Set(loud.map((one) => one.tool))]).toEqual([tool]);
  });

  it('live', () => {
    const diagnosis = createDiagnosis();
    for (const { recorder: _, ...raw } of recorded) diagnosis.add({ ...raw, source: 'live' });
    diagnosis.advance(Number.POSITIVE_INFINITY);
    expect(diagnosis.report().findings.map(({ rule, values }) => [rule, values.tool])).toEqual([
      ['extended-protection-conflict', 'hma-doctor'],
      ['extended-protection-conflict', 'hma-doctor'],
    ]);
  });
});

async function loudIn(bytes: Uint8Array, name: string) {
  const diagnosis = createDiagnosis();
  for await (const raw of openCapture(memorySource(bytes, name)).transactions) diagnosis.add(raw);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  const loud = diagnosis.report().findings.filter(({ severity }) => severity !== 'info');
  return loud.map(({ rule, severity, values }) => ({ said: `${rule} ${severity}`, tool: values.tool }));
}
