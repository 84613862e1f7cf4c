/** A pasted body ends nowhere in particular; what follows a whole JSON body is prose of whoever pasted it. */
export function splitBody(lines: readonly string[]): { body: string; rest: string } {
  const text = lines.join('\n');
  const start = text.trimStart();
  // The end of what stood around the head: a trace, a log in XML.
  if (start.startsWith('</')) return { body: '', rest: text };
  const end = /^[{[]/.test(start) ? jsonEnd(start) : -1;
  if (end < 0) return { body: withoutRules(text), rest: '' };
  const rest = start.slice(end);
  // A quote or a comma after the brace belongs to the log line around it.
  return { body: start.slice(0, end), rest: /[\p{L}\p{N}]/u.test(rest) ? rest : '' };
}

// The offset after the value that begins the text; -1 when it does not end.
function jsonEnd(text: string): number {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at];
    if (unit === '\\') at += 1;
    else if (unit === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (unit === '{' || unit === '[') depth += 1;
    else if (unit === '}' || unit === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

// Fiddler's text export draws a line between sessions.
function withoutRules(text: string): string {
  const lines = text.split('\n');
  while (lines.length > 0 && /^\s{0,20}(?:[-=_*—]{4,200})?\s{0,20}$/.test(lines.at(-1) as string)) lines.pop();
  return lines.join('\n');
}
