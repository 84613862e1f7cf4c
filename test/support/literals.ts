import { parseAst } from 'rolldown/parseAst';

/** A string or template of a file, as it stands; `tag` is the name in front of a template. */
export interface Literal {
  /** Without the values of a template. */
  readonly text: string;
  readonly tag?: string;
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

/** The strings and templates in a file's syntax tree. */
export function literalsOf(code: string): Literal[] {
  const found: Literal[] = [];
  visit(parseAst(code, { lang: 'ts' }) as unknown as Node, undefined, found);
  return found;
}

function visit(node: Node, tag: string | undefined, found: Literal[]): void {
  if (node.type === 'Literal' && typeof node.value === 'string') found.push({ text: node.value });
  if (node.type === 'TemplateLiteral') found.push({ text: textOf(node), ...(tag !== undefined && { tag }) });
  const own = node.type === 'TaggedTemplateExpression' ? (node.tag as { readonly name?: string }).name : undefined;
  for (const child of Object.values(node).flat()) if (isNode(child)) visit(child, own, found);
}

function textOf({ quasis }: Node): string {
  return (quasis as { value: { cooked: string | null } }[]).map(({ value }) => value.cooked ?? '').join('…');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
