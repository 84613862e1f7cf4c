/** Values of a log as they are meant. */

/**
 * Reads times, ms since the epoch: W3C's are UTC (www.w3.org/TR/WD-logfile), and so are Exchange's. Many lines have the
 * second of the line before, so the last one is remembered.
 */
export function lastTime(): (text: string) => number | undefined {
  let last: { readonly text: string; readonly time: number | undefined } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, time: timeOf(text) };
    return last.time;
  };
}

function timeOf(text: string): number | undefined {
  const whole = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,7})?)/.exec(text);
  const time = whole ? Date.parse(`${whole[1]}T${whole[2]}Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** A query without its question mark. */
export function withoutMark(query: string | undefined): string | undefined {
  return query?.startsWith('?') ? query.slice(1) : query;
}

/** A host that is one; a blacked-out or broken one is not known. */
export function hostOf(host: string | undefined): string | undefined {
  return host !== undefined && /^(?:[\w.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i.test(host) ? host : undefined;
}

/**
 * The scheme that let a request in. Of a refused one the type says nothing: it may have carried the scheme's name alone, as
 * every sign-in begins.
 */
export function schemeOf(
  type: string | undefined,
  isAuthenticated: string | undefined,
  status: number,
): string | undefined {
  const letIn = status >= 200 && status < 400 && isAuthenticated?.toLowerCase() !== 'false';
  return letIn && type !== undefined && /^[A-Za-z]{2,20}$/.test(type) ? type : undefined;
}

/** A path; a word in that place is none: the line is none of a log. */
export function pathOf(path: string | undefined): string | undefined {
  return path !== undefined && /^(?:\/|\*$|https?:\/\/)/i.test(path) ? path : undefined;
}

/** W3C fields are parted by blanks, so a blank inside one is written as a plus sign. */
export function blanksOf(value: string): string {
  return value.replaceAll('+', ' ');
}
