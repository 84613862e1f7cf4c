/** People leave out what they hold for unimportant, and mark the place: `...`, `[snip]`, `(other headers omitted)`. */

const mark =
  '(?:\\.{2,6}|\u2026|[-*_]{2} ?more ?[-*_]{2}|[[(<{] ?(?:\\.{2,6}|\u2026|[^\\n\\][(){}<>]{0,40}\\b(?:snip(?:ped)?|omitted|left out|cut|removed|redacted|truncated|etc)\\b[^\\n\\][(){}<>]{0,40}) ?[\\])>}])';
const line = new RegExp(`^${mark}$`, 'i');
const atEnd = new RegExp(`(?:^|[,;\\s])${mark}$`, 'i');

/** Does the line say that lines were left out? */
export function isOmission(text: string): boolean {
  const bare = text.trim();
  return bare.length < 100 && line.test(bare);
}

/** Does a value end in such a mark? */
export function endsInOmission(value: string): boolean {
  return atEnd.test(value.slice(-100));
}
