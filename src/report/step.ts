import type { FlowStep, Severity } from '../types.js';
import { clip } from './columns.js';
import { painter } from './paint.js';
import { printable } from './printable.js';

/** How a step is shown. `width` cuts the line; without it the line is as long as it is. */
export interface StepOptions {
  readonly color?: boolean;
  readonly width?: number;
}

/**
 * One transaction on one line, in words of the wire:
 * `401 POST mail.contoso.com/mapi/emsmdb  Bearer (empty) → Bearer, Negotiate · x-ms-diagnostics 4000000`.
 */
export function renderStep(step: FlowStep, options: StepOptions = {}): string {
  const status = step.status === undefined ? '---' : String(step.status).padStart(3);
  const rest = printable(stepText(step));
  const line = options.width === undefined ? rest : clip(rest, options.width - status.length - 1);
  const paint = painter(options.color ?? false);
  return `${step.status === undefined || step.status >= 400 ? paint.severity(weight(step), status) : status} ${line}`;
}

// A first 401 is how every sign-in begins: it is not painted as an error.
function weight(step: FlowStep): Severity {
  if (step.failure !== undefined || step.status === undefined || step.status >= 500) return 'error';
  return step.status === 401 ? 'info' : 'warning';
}

function stepText(step: FlowStep): string {
  const request = [step.method, step.target].filter((part) => part !== undefined).join(' ');
  const said = [...step.says.map(shortened), ...(step.failure === undefined ? [] : [`✗ ${step.failure}`])];
  const answer = said.length === 0 ? '' : `→ ${said.join(' · ')}`;
  const exchange = [step.sent, answer].filter((part) => part !== undefined && part !== '').join(' ');
  return [request, exchange].filter((part) => part !== '').join('  ');
}

function shortened(words: string): string {
  return words.replace(/^WWW-Authenticate: /i, '').replace(/^(x-ms-diagnostics): /i, '$1 ');
}
