/**
 * As much of PowerShell's grammar as the commands on a card need, and nothing more: what is not here is refused. No
 * backtick, no `&`, no here-string, no redirection; inside double quotes only `$env:Name` and `$($x.Property)`; a
 * placeholder as `<host>` stands where a word or a value may, since it is there to be filled in.
 */
import { commandNamed } from './cmdlets.js';

/** A cmdlet or program that a command calls, with the parameters it is given. */
export interface Call {
  readonly name: string;
  readonly parameters: readonly string[];
}

const blanks = /[ ]*/y;
const separators = /[ \n]*/y;
const variable = /\$(?:env:)?[A-Za-z_]\w*/y;
const assignment = /\$(?:env:)?[A-Za-z]\w* = /y;
const members = /(?:\.[A-Za-z]\w*(?![\w(]))*/y;
const method = /\.[A-Za-z]\w*\(/y;
const single = /'[ !-&(-~]*'/y;
const double = /"(?:[ !#%-_a-~]|\$env:[A-Za-z]\w*|\$\(\$[a-z_]\w*(?:\.[A-Za-z]\w*)+\))*"/y;
const type = /\[[A-Z]\w*\]::[A-Z]\w*/y;
const constant = /\d+(?![\w.])|\$(?:true|false|null)\b/y;
const operator = /\+|,|-(?:eq|ne|lt|gt|and|or|join|like)(?= )/y;
const placeholder = /(?:https:\/\/)?<[A-Za-z-]+>(?:[\w./:-]|<[A-Za-z-]+>)*/y;
const name = /[A-Za-z][\w.]*(?:-[A-Za-z]\w*)?(?=[ \n|)};]|$)/y;
const parameter = /-[A-Za-z]\w*/y;
// `-` begins a parameter, and what a program takes for one is a word to PowerShell.
const word = /[\w.*\\](?:[\w.*\\/:-]|<[A-Za-z-]+>)*/y;
const option = /[\w.*\\/-](?:[\w.*\\/:-]|<[A-Za-z-]+>)*/y;
const key = /[A-Za-z]+ ?= ?/y;
const end = /[ ]*(?=[\n|)};]|$)/y;

/** What a command calls. Throws where the text is none of the grammar. */
export function parseCommand(text: string): readonly Call[] {
  const reader = new Reader(text);
  reader.script();
  reader.end();
  return reader.calls;
}

class Reader {
  readonly calls: Call[] = [];
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  end(): void {
    if (this.at < this.text.length) this.refuse('the end');
  }

  /** Statements, each on its line or behind a `;`. */
  script(): void {
    do {
      this.take(separators);
      if (this.text[this.at] === '}' && this.text[this.at - 1] === '\n') return;
      this.statement();
      this.take(blanks);
    } while (this.takes('\n') || this.takes(';'));
  }

  private statement(): void {
    if (this.takes('if (')) this.condition();
    else if (this.takes('foreach (')) this.loop();
    else if (this.takes('throw ')) this.must(this.take(single), 'what is thrown');
    else {
      this.take(assignment);
      this.pipeline();
    }
  }

  private condition(): void {
    this.pipeline();
    this.must(this.takes(')'), ')');
    this.block();
    this.take(blanks);
    if (this.takes('else')) this.block();
  }

  private loop(): void {
    this.must(this.take(variable) && this.takes(' in ') && this.take(variable), 'a variable in a variable');
    this.must(this.takes(')'), ')');
    this.block();
  }

  private block(): void {
    this.take(blanks);
    this.must(this.takes('{'), '{');
    this.script();
    this.take(separators);
    this.must(this.takes('}'), '}');
  }

  private pipeline(): void {
    do {
      this.take(blanks);
      const called = this.take(name);
      if (called === undefined) this.expression();
      else this.call(called);
      this.take(blanks);
    } while (this.takes('|'));
  }

  private call(called: string): void {
    const known = commandNamed(called);
    if (known === undefined) throw new Error(`unknown command ${called}`);
    const parameters: string[] = [];
    this.calls.push({ name: called, parameters });
    while (this.take(end) === undefined) {
      this.must(this.takes(' '), 'a blank before an argument');
      const given = known.kind === 'cmdlet' ? this.take(parameter) : undefined;
      if (given === undefined) this.values(known.kind === 'cmdlet' ? word : option);
      else {
        parameters.push(given.slice(1));
        if (this.takes(':')) this.operand();
      }
    }
  }

  private values(bare: RegExp): void {
    do {
      if (this.text[this.at] === '{') this.block();
      else if (!this.isOperand()) this.must(this.take(bare), 'an argument');
    } while (this.takes(','));
  }

  private expression(): void {
    do {
      this.take(blanks);
      this.operand();
      this.take(blanks);
    } while (this.take(operator) !== undefined);
  }

  private operand(): void {
    this.must(this.isOperand(), 'a value');
  }

  private isOperand(): boolean {
    for (const whole of [single, double, constant, placeholder]) if (this.take(whole) !== undefined) return true;
    if (this.takes('@{')) this.table();
    else if (this.takes('@(')) this.inside(true);
    else if (this.takes('(')) this.inside(false);
    else if (this.take(type) !== undefined) this.staticCall();
    else if (this.take(variable) === undefined) return false;
    this.properties();
    return true;
  }

  private inside(mayBeEmpty: boolean): void {
    if (mayBeEmpty && this.takes(')')) return;
    this.pipeline();
    this.must(this.takes(')'), ')');
  }

  private table(): void {
    do {
      this.take(blanks);
      this.must(this.take(key), 'a key');
      if (this.text[this.at] === '{') this.block();
      else this.expression();
    } while (this.takes(';'));
    this.must(this.takes('}'), '}');
  }

  private staticCall(): void {
    if (this.takes('(')) this.inside(true);
  }

  private properties(): void {
    this.take(members);
    if (this.take(method) === undefined) return;
    this.inside(true);
    this.properties();
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  private takes(text: string): boolean {
    const found = this.text.startsWith(text, this.at);
    if (found) this.at += text.length;
    return found;
  }

  private must(found: string | boolean | undefined, what: string): void {
    if (found === undefined || found === false || found === '') this.refuse(what);
  }

  private refuse(what: string): never {
    throw new Error(`expected ${what} at ${JSON.stringify(this.text.slice(this.at, this.at + 30))} of ${this.text}`);
  }
}
