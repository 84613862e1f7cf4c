/**
 * What may be mended in a paste; published names. Each counts what stands behind it.
 *
 * - `invisible-characters-removed`: zero-width blanks, soft hyphens, marks of direction
 * - `base64-undone`: parts of a mail as it is sent
 * - `quoted-printable-undone`: soft line breaks and `=3D` codes of a mail as it is sent
 * - `html-undone`: tags and entities of a mail or page
 * - `rtf-undone`: the formatting of a word processor
 * - `mail-quotes-undone`: lines with `> ` before them
 * - `line-prefixes-removed`: lines with time, logger, number or arrows of a log before them
 * - `markup-undone`: lines with fences, backticks, asterisks, list or table marks
 * - `quotes-undone`: typographic quotes of JSON made plain; those of headers stay, readers know them
 * - `escapes-undone`: messages inside a string with escaped line breaks, percent-encoded values
 * - `prints-undone`: header collections as a program prints them
 * - `misread-letters-mended`: header names that a scanner misread
 * - `glued-lines-split`: header lines that had lost the line break before them
 * - `wrapped-lines-joined`: lines that continue a header's value
 */
export type RepairCode =
  | 'invisible-characters-removed'
  | 'base64-undone'
  | 'quoted-printable-undone'
  | 'html-undone'
  | 'rtf-undone'
  | 'mail-quotes-undone'
  | 'line-prefixes-removed'
  | 'markup-undone'
  | 'quotes-undone'
  | 'escapes-undone'
  | 'prints-undone'
  | 'misread-letters-mended'
  | 'glued-lines-split'
  | 'wrapped-lines-joined';

/** Says that something was mended: once, where no number is given. */
export type Mend = (code: RepairCode, times?: number) => void;

/** Undoes one thing that was done to a text on its way. Changes nothing where it finds nothing; never throws. */
export type Repair = (text: string, mend: Mend) => string;

/** Counts what was mended; `read` gives undefined where nothing was. */
export function repairTally(): { readonly mend: Mend; readonly read: () => Record<string, number> | undefined } {
  const counts = new Map<RepairCode, number>();
  return {
    mend(code, times = 1) {
      if (times > 0) counts.set(code, (counts.get(code) ?? 0) + times);
    },
    read: () => (counts.size === 0 ? undefined : Object.fromEntries(counts)),
  };
}
