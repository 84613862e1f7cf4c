import { describe, expect, it } from 'vitest';
import { openCapture } from '../../../src/capture/capture.js';
import { memorySource } from '../../../src/capture/source.js';
import type { RawTransaction } from '../../../src/types.js';

/** One answer, which every row below brings back. */
const lines = [
  'HTTP/1.1 401 Unauthorized',
  'X-FEServer: EX01',
  'x-ms-diagnostics: 2000005;reason="The user specified by the user-context in the token does not exist.";error_category="invalid_user"',
  'WWW-Authenticate: Negotiate',
];
const [, server, diagnostics = '', challenge] = lines;
const value = diagnostics.slice('x-ms-diagnostics: '.length);
const answer = lines.join('\n');
const each = (change: (line: string, index: number) => string, end = '\n') => lines.map(change).join(end);
const entities = (text: string) => text.replaceAll('"', '&quot;').replaceAll("'", '&#39;');
const cut = (text: string, width: number) => text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
const quotedPrintable = (text: string) =>
  text
    .replaceAll('=', '=3D')
    .split('\n')
    .map((line) => cut(line, 74).join('=\n'))
    .join('\n');

function hexDump(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / 16) }, (_, line) => {
    const part = text.slice(line * 16, line * 16 + 16);
    const bytes = [...Buffer.from(part)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return `${(line * 16).toString(16).padStart(4, '0')}: ${bytes.padEnd(48)}${part.replace(/[\r\n]/g, '.')}`;
  });
}

function read(text: string | Uint8Array) {
  const capture = openCapture(memorySource(typeof text === 'string' ? Buffer.from(text) : text, 'paste'));
  const all = [...(capture.transactions as Iterable<RawTransaction>)];
  return { all, summary: capture.summary() };
}

type Row = readonly [what: string, text: string | Uint8Array, repairs?: Readonly<Record<string, number>>];

describe('an answer', () => {
  const mail: Row[] = [
    ['quoted in a mail', each((line) => `> ${line}`), { 'mail-quotes-undone': 4 }],
    ['quoted twice, tightly', each((line) => `>>${line}`), { 'mail-quotes-undone': 4 }],
    [
      'quoted by a program that wrapped it first',
      cut(answer.replaceAll('\n', '\u0000'), 500)
        .join('')
        .split('\u0000')
        .flatMap((line) => line.replace(' exist."', '\nexist."').split('\n'))
        .map((line) => `> ${line}`)
        .join('\n'),
      { 'mail-quotes-undone': 5, 'wrapped-lines-joined': 1 },
    ],
    ['in quoted-printable', quotedPrintable(answer), { 'quoted-printable-undone': 3 }],
    [
      'as a base64 part of a mail',
      `Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n${cut(Buffer.from(answer).toString('base64'), 76).join('\n')}`,
      { 'base64-undone': 1 },
    ],
    ['with line breaks of HTML', `<div>${entities(answer).replaceAll('\n', '<br>\n')}</div>`, { 'html-undone': 9 }],
    [
      'in paragraphs of HTML',
      each((line) => `<p class=MsoNormal><span>${entities(line)}<o:p></o:p></span></p>`),
      { 'html-undone': 28 },
    ],
    ['preformatted in HTML', `<pre><code>${entities(answer)}</code></pre>`, { 'html-undone': 8 }],
    ['with entities and nothing else of HTML', entities(answer), { 'html-undone': 4 }],
  ];
  const pages: Row[] = [
    ['in a fence', `\`\`\`http\n${answer}\n\`\`\``, { 'markup-undone': 2 }],
    ['with bold names', each((line) => line.replace(/^([\w-]+): /, '**$1:** ')), { 'markup-undone': 3 }],
    ['between backticks', each((line) => `\`${line}\``), { 'markup-undone': 4 }],
    ['as a table of one column', each((line) => `| ${line} |`), { 'markup-undone': 4 }],
    ['as a list', each((line) => `* ${line}`), { 'markup-undone': 4 }],
    ['escaped for Markdown', answer.replaceAll('-', '\\-').replaceAll('_', '\\_'), { 'markup-undone': 7 }],
  ];
  const consoles: Row[] = [
    ['cut at the width of a console', cut(answer, 60).join('\n'), { 'wrapped-lines-joined': 2 }],
    [
      'coloured',
      each((line) => line.replace(/^([\w-]+)/, '\x1b[36m$1\x1b[0m')),
      { 'invisible-characters-removed': 36 },
    ],
    ['with blanks of no width', answer.replaceAll('-', '-\u200b'), { 'invisible-characters-removed': 5 }],
    ['with hard blanks', answer.replaceAll(' ', '\u00a0')],
    ['with line ends of the old Macintosh', answer.replaceAll('\n', '\r')],
    ['in UTF-16', Buffer.from(`\ufeff${answer}`, 'utf16le')],
    ['with line ends written out', each((line) => line, '<CR><LF>'), { 'escapes-undone': 3 }],
    [
      'saved in RTF',
      `{\\rtf1\\ansi{\\fonttbl{\\f0 Consolas;}}\\pard\\f0\\fs20 ${each((line) => line.replace('-', "\\'2d"), '\\par\n')}}`,
      { 'rtf-undone': 1 },
    ],
    ['as one string in quotes', JSON.stringify(answer), { 'escapes-undone': 1 }],
    ['in a cell of CSV', `Id,Text\n17,"${answer.replaceAll('"', '""')}",open`, { 'escapes-undone': 1 }],
    ['as one string', each((line) => line, '\\r\\n'), { 'escapes-undone': 3 }],
    [
      'in a log line',
      `level=debug msg="${answer.replaceAll('"', '\\"').replaceAll('\n', '\\r\\n')}"`,
      { 'escapes-undone': 1 },
    ],
    [
      'with an encoded value',
      each((line) => (line === diagnostics ? `x-ms-diagnostics: ${encodeURIComponent(value)}` : line)),
      { 'escapes-undone': 1 },
    ],
  ];
  const logs: Row[] = [
    [
      'behind the time and the logger',
      each((line) => `2026-05-04 06:46:02,123 DEBUG [http-1] ${line}`),
      { 'line-prefixes-removed': 4 },
    ],
    [
      'behind what a container runtime writes',
      each((line) => `2026-05-04T06:46:02.123456789Z stdout F ${line}`),
      { 'line-prefixes-removed': 4 },
    ],
    [
      'as http.client prints it, indented',
      each((line, index) => (index === 0 ? `    reply: '${line}\\r\\n'` : `    header: ${line}`)),
    ],
    ['behind the name of a container', each((line) => `web_1  | ${line}`), { 'line-prefixes-removed': 4 }],
    ['behind line numbers', each((line, index) => `${index + 8}: ${line}`), { 'line-prefixes-removed': 4 }],
    [
      "on Apache HttpClient's wire",
      each(
        (line) =>
          `06:46:02.1 DEBUG org.apache.http.wire - http-outgoing-0 << "${line.replaceAll('"', '\\"')}[\\r][\\n]"`,
      ),
      { 'line-prefixes-removed': 4 },
    ],
    ['as Ruby logs it', each((line) => `-> "${line.replaceAll('"', '\\"')}\\r\\n"`), { 'line-prefixes-removed': 4 }],
    ['in the panes of Wireshark', each((line) => `    ${line}\\r\\n`)],
    [
      'as OkHttp logs it',
      [
        '<-- 401 Unauthorized https://mail.contoso.com/EWS/ (12ms)',
        server,
        diagnostics,
        challenge,
        '<-- END HTTP',
      ].join('\n'),
      { 'prints-undone': 2 },
    ],
    [
      'as mitmdump prints it',
      [' << 401 Unauthorized 0b', ...lines.slice(1).map((line) => `    ${line}`)].join('\n'),
      { 'prints-undone': 1 },
    ],
    [
      'as curl traces it',
      lines
        .flatMap((line) => [
          `<= Recv header, ${line.length + 2} bytes (0x10)`,
          ...cut(line, 64).map((part, index) => `${(index * 64).toString(16).padStart(4, '0')}: ${part}`),
        ])
        .join('\n'),
      { 'prints-undone': 4 },
    ],
    [
      'as curl traces it in hex',
      lines
        .flatMap((line) => [`<= Recv header, ${line.length + 2} bytes (0x10)`, ...hexDump(`${line}\r\n`)])
        .join('\n'),
      { 'prints-undone': 4 },
    ],
    [
      'as Burp Suite saves it',
      `<?xml version="1.0"?>\n<items burpVersion="2025.1"><item><status>401</status>\n<response base64="true"><![CDATA[${Buffer.from(answer.replaceAll('\n', '\r\n')).toString('base64')}]]></response></item></items>`,
      { 'base64-undone': 1 },
    ],
    ['as wget prints it', each((line) => `  ${line}`)],
    [
      "under Fiddler's titles",
      [lines[0], ' Security', `\t${challenge}`, ' Miscellaneous', `\t${server}`, `\t${diagnostics}`].join('\n'),
    ],
  ];
  const pairs = lines.slice(1).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  const prints: Row[] = [
    [
      'as JSON with its status',
      JSON.stringify({ status: 401, headers: Object.fromEntries(pairs) }, null, 2),
      { 'prints-undone': 1 },
    ],
    [
      'as JSON of names and values',
      JSON.stringify({ statusCode: 401, headers: pairs.map(([name, text]) => ({ name, value: text })) }),
      { 'prints-undone': 1 },
    ],
    [
      'as JSON of keys and lists',
      JSON.stringify({ code: 401, Headers: pairs.map(([name, text]) => ({ Key: name, Value: [text] })) }),
      { 'prints-undone': 1 },
    ],
    ['as JSON of pairs', JSON.stringify({ status: 401, headers: pairs }), { 'prints-undone': 1 }],
    ['as a flat list in JSON', JSON.stringify({ status: 401, rawHeaders: pairs.flat() }), { 'prints-undone': 1 }],
    [
      'as JSON inside JSON',
      JSON.stringify({ level: 'debug', msg: JSON.stringify({ status: 401, headers: Object.fromEntries(pairs) }) }),
      { 'prints-undone': 1 },
    ],
    [
      'as text inside JSON',
      JSON.stringify({ request: '', response: answer.replaceAll('\n', '\r\n') }),
      { 'prints-undone': 1 },
    ],
    [
      'as Rust prints it',
      `Response { status: 401, headers: {${pairs.map(([name, text]) => `"${name}": ${JSON.stringify(text)}`).join(', ')}} }`,
      { 'prints-undone': 1 },
    ],
    [
      'as Ruby prints it',
      `401\n{${pairs.map(([name, text]) => `"${name}"=>[${JSON.stringify(text)}]`).join(', ')}}`,
      { 'prints-undone': 1 },
    ],
    [
      'as aiohttp prints it',
      `<ClientResponse(https://mail.contoso.com/EWS/) [401 Unauthorized]>\n<CIMultiDictProxy(${pairs.map(([name, text]) => `'${name}': '${text}'`).join(', ')})>`,
      { 'prints-undone': 1 },
    ],
    [
      "in PowerShell's list of properties",
      `StatusCode : 401\nHeaders    : {${pairs.map(([name, text]) => `[${name}, ${text}]`).join(', ')}}`,
      { 'prints-undone': 1 },
    ],
    [
      'as PHP exports it',
      `status: 401\narray (\n${pairs.map(([name, text]) => `  '${name}' => \n  array (\n    0 => '${text}',\n  ),`).join('\n')}\n)`,
      { 'prints-undone': 1 },
    ],
    [
      'as Java prints it, wrapped',
      `{null=[${lines[0]}], ${pairs.map(([name, text]) => `${name}=[${text?.replace(' user-context', '\nuser-context')}]`).join(',\n')}}`,
      { 'prints-undone': 1 },
    ],
    [
      'as Go prints it, wrapped',
      `401 Unauthorized\nmap[${pairs.map(([name, text]) => `${name}:[${text?.replace(' user-context', '\nuser-context')}]`).join('\n')}]`,
      { 'prints-undone': 1 },
    ],
    [
      "in PowerShell's table, wrapped",
      `The remote server returned an error: (401) Unauthorized.\nKey              Value\n---              -----\n${pairs.map(([name = '', text]) => `${name.padEnd(17)}{${text?.replace(' user-context', '\nuser-context')}}`).join('\n')}`,
      { 'prints-undone': 1 },
    ],
    [
      'as .NET prints it, with an empty line after every line',
      `StatusCode: 401, ReasonPhrase: 'Unauthorized', Version: 1.1, Content: x, Headers:\n{\n${lines
        .slice(1)
        .map((line) => `  ${line}`)
        .join('\n')}\n}`.replaceAll('\n', '\n\n'),
      { 'prints-undone': 1 },
    ],
    [
      'as YAML with block scalars',
      `status: 401\n${pairs.map(([name, text]) => `${name}: >-\n  ${text}`).join('\n')}`,
      { 'wrapped-lines-joined': 3 },
    ],
  ];
  const scans: Row[] = [
    [
      'with dashes for hyphens',
      each((line) => line.replace(/^[\w-]+(?=: )/, (name) => name.replaceAll('-', '—'))),
      { 'misread-letters-mended': 3 },
    ],
    [
      'with letters that look alike',
      each((line) => line.replace('x-ms-', 'x-rns-').replace('diag', 'd1ag')),
      { 'misread-letters-mended': 1 },
    ],
    [
      'with a semicolon for a colon',
      each((line) => line.replace('diagnostics: ', 'diagnostics; ')),
      { 'misread-letters-mended': 1 },
    ],
    ['broken inside a word', answer.replace('specified', 'speci\nfied'), { 'wrapped-lines-joined': 1 }],
    ['broken after a hyphen', answer.replace('user-context', 'user-\ncontext'), { 'wrapped-lines-joined': 1 }],
    [
      'without line breaks, and wrapped behind a name',
      lines.join(' ').replace('WWW-Authenticate: ', 'WWW-Authenticate:\n'),
      { 'glued-lines-split': 2, 'wrapped-lines-joined': 1 },
    ],
    ['without line breaks', lines.join(' '), { 'glued-lines-split': 3 }],
  ];

  const rows: Row[] = [...mail, ...pages, ...consoles, ...logs, ...prints, ...scans];
  it.each(rows.map(([what, text, repairs]) => ({ what, text, repairs })))('is read $what', ({ text, repairs }) => {
    const { all, summary } = read(text);
    const answers = all.flatMap(({ response }) => response ?? []);
    expect(answers.map(({ status }) => status)).toEqual([401]);
    const found = answers[0]?.head.split('\r\n').filter((line) => !line.startsWith('HTTP/')) ?? [];
    expect(found.map(withLowerName).sort()).toEqual(lines.slice(1).map(withLowerName).sort());
    if (repairs) expect(summary.repairs).toEqual(repairs);
  });
});

const withLowerName = (line: string) => line.replace(/^[\w-]+/, (name) => name.toLowerCase());

describe('what is no damage', () => {
  it.each([
    ['an answer as it was', answer],
    ['curl -v', each((line) => `< ${line}`)],
    [
      'wide and narrow lines of prose',
      'The user cannot sign in.\nWhy does Outlook ask for the password again and again?',
    ],
    ['a list with dashes', '- Outlook\n- EWS\n- MAPI'],
    ['an X axis', 'X - Axis: time\nY - Axis: load'],
    [
      'equally long lines',
      `${'a line of a report, one of many '.repeat(2)}1\n${'a line of a report, one of many '.repeat(2)}2\n`.repeat(3),
    ],
  ])('is not mended: %s', (_what, text) => {
    expect(read(text).summary.repairs).toBeUndefined();
  });
});

describe('a repair', () => {
  it('leaves the body of a message alone', () => {
    const page = '<!DOCTYPE html><html><body><div>401 &quot;Unauthorized&quot;</div></body></html>';
    const { all, summary } = read(`HTTP/1.1 401 Unauthorized\nContent-Type: text/html\n\n${page}`);
    expect(all[0]?.response?.body?.text).toBe(page);
    expect(summary.repairs).toBeUndefined();
  });

  it('keeps what JSON says beside the message', () => {
    const { all } = read(JSON.stringify({ headers: { 'Content-Type': 'x' }, error_description: 'AADSTS50173: x' }));
    expect(all[0]?.response?.body?.text).toContain('"error_description":"AADSTS50173: x"');
  });

  it('finds nothing in JSON that holds no message', () => {
    const json = '{"error":"invalid_grant","error_description":"AADSTS50173: x\\r\\nTrace ID: y\\r\\nz"}';
    expect(read(json).all.map(({ text }) => text)).toEqual([json]);
  });

  it('gives prose in portions, so that all of it is read', () => {
    const { all } = read(`${`${'a'.repeat(99)}\n`.repeat(12_000)}\nlast`);
    expect(all.length).toBeGreaterThan(1);
    expect(all.at(-1)?.text?.endsWith('last')).toBe(true);
  });
});
