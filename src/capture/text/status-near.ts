/** Status codes as tools and people write them, beside a head that has no status line of its own. */
const prints: readonly RegExp[] = [
  /\bHTTP(?:\/[\d.]{1,3})?(?: (?:error|status|response)(?: code)?)?["']?[ :=-]{1,4}([1-5]\d\d)(?![\d.])/gi,
  /\bstatus(?:[ _-]?code)?["']?(?:\s{0,12}(?:=>|[:=])\s{0,4}|\s)["'[]?([1-5]\d\d)(?![\d.])/gi,
  /<Response \[([1-5]\d\d)\b/g,
  /\bcode=([1-5]\d\d)\b/g,
  /\(([1-5]\d\d)\) ?(?=[A-Z])/g,
  /\b([1-5]\d\d)[ -]{1,3}(?:Unauthorized|Forbidden|Bad Request|Found|OK|Internal Server Error)\b/gi,
  /(?:^\s{0,40}|\) )([1-5]\d\d)(?= map$|\s{0,40}$)/gm,
];

/** How far back a status may stand. */
const reach = 600;

/** The last status that a text names near its end; undefined when it names none. */
export function statusNear(text: string): number | undefined {
  const near = text.slice(-reach);
  let last: RegExpMatchArray | undefined;
  for (const print of prints) {
    for (const match of near.matchAll(print)) if ((match.index ?? 0) >= (last?.index ?? -1)) last = match;
  }
  return last && Number(last[1]);
}
