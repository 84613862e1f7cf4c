import { describe, expect, it } from 'vitest';
import { diagnosticsText } from '../../src/parse/diagnostics-text.js';

const wire = `2000005;reason="The user's token is 'x'.";error_category="invalid_user"`;

describe('diagnosticsText', () => {
  it.each<[string, string]>([
    ['as on the wire', wire],
    ['with typographic quotes', wire.replaceAll('"', '”').replaceAll("'", '’')],
    ['escaped', wire.replaceAll('"', '\\"').replaceAll("'", "\\'")],
    ['escaped as JSON does', wire.replaceAll('"', '\\u0022').replaceAll("'", '\\u0027')],
    ['escaped as HTML does', wire.replaceAll('"', '&quot;').replaceAll("'", '&#39;')],
    ['with doubled quotes', wire.replaceAll('"', '""')],
    ['with doubled apostrophes', wire.replaceAll("'", "''")],
    ['over lines', wire.replaceAll(' ', '\r\n   ').replaceAll(';', ';')],
    ['in double quotes', `"${wire}"`],
    ['in single quotes', `'${wire}'`],
    ['in backticks', `\`${wire}\``],
    ['behind a quote that nothing closes', `'${wire}`],
    ['before a quote that nothing opened', `${wire}"`],
    ['behind a bracket', `[${wire}`],
    ['with the plus signs of a log', wire.replaceAll(' ', '+')],
  ])('brings back the form on the wire: %s', (_, printed) => {
    expect(diagnosticsText(printed)).toBe(wire);
  });

  it.each<[string, string]>([
    ['an empty value at the end', '2000005;reason="x";error_category=""'],
    ['a plus sign between other signs', '2000005;reason="1+2=3"'],
    ['a plus sign beside blanks', '2000005;reason="a+b is c"'],
    ['quotes around words', '"reason" is x'],
  ])('leaves %s', (_, printed) => {
    expect(diagnosticsText(printed)).toBe(printed);
  });
});
