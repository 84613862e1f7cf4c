import { parseAst } from 'rolldown/parseAst';

/**
 * One small change to a source file. The place is the smallest expression which can stand in two forms beside each other.
 * @typedef {{ start: number, end: number }} Range
 * @typedef {{ file: string, line: number, from: string, to: string, place: Range, placed: string, source: string }} Mutant
 */

const opposite = {
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
};
const otherQuantifier = { some: 'every', every: 'some' };

/**
 * Every mutant of a file, in the order of the text.
 * @returns {Mutant[]}
 */
export function mutantsOf(file, source) {
  const mutants = [];
  for (const { node, chain } of nodesOf(parseAst(source, { lang: 'ts' }))) {
    for (const { range, to, place = range } of changesOf(node, source, chain)) {
      const from = source.slice(range.start, range.end);
      const line = source.slice(0, range.start).split('\n').length;
      const within = ({ start, end }) => source.slice(start, range.start) + to + source.slice(range.end, end);
      const { start, end } = place;
      mutants.push({
        file,
        line,
        from,
        to,
        place: { start, end },
        placed: within(place),
        source: within(whole(source)),
      });
    }
  }
  return mutants;
}

function whole(source) {
  return { start: 0, end: source.length };
}

// The steps of `a?.b.c()` cannot be taken apart: whoever changes one of them changes the whole chain.
const steps = ['callee', 'object', 'expression'];

// The nodes that run, each with the optional chain it is a step of. Types do not: of `x as T` only x is visited.
function* nodesOf(node, outer) {
  if (Array.isArray(node)) {
    for (const item of node) yield* nodesOf(item);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  if (node.type?.startsWith('TS')) {
    if (node.expression) yield* nodesOf(node.expression, outer);
    return;
  }
  if (node.type === 'ImportDeclaration') return;
  const chain = outer ?? (node.type === 'ChainExpression' ? node : undefined);
  if (node.type) yield { node, chain };
  for (const [name, child] of Object.entries(node)) {
    const isName = name === 'key' && !node.computed;
    if (!isName) yield* nodesOf(child, steps.includes(name) ? chain : undefined);
  }
}

// What is replaced, by what, and in which expression, where that is a wider one.
function changesOf(node, source, chain) {
  const text = ({ start, end }) => source.slice(start, end);
  switch (node.type) {
    case 'BinaryExpression':
      return node.operator in opposite ? [{ range: node, to: turned(node, source) }] : [];
    case 'LogicalExpression':
      return [{ range: node, to: node.operator === '??' ? text(node.left) : turned(node, source) }];
    case 'Literal':
      return literalChanges(node);
    case 'UnaryExpression':
      return node.operator === '!' ? [{ range: node, to: `(${text(node.argument)})` }] : [];
    case 'ReturnStatement':
      return node.argument && text(node.argument) !== 'undefined' ? [{ range: node.argument, to: 'undefined' }] : [];
    case 'IfStatement':
    case 'ConditionalExpression':
      return ['true', 'false'].map((to) => ({ range: node.test, to }));
    case 'CallExpression':
      return callChanges(node, text, chain ?? node);
    default:
      return [];
  }
}

// The brackets keep the operands together whatever stands around them.
function turned(node, source) {
  const between = source.slice(node.left.end, node.right.start).replace(node.operator, opposite[node.operator]);
  return `(${source.slice(node.start, node.left.end)}${between}${source.slice(node.right.start, node.end)})`;
}

function literalChanges(node) {
  if (typeof node.value === 'boolean') return [{ range: node, to: String(!node.value) }];
  if (typeof node.value !== 'number') return [];
  return [String(node.value + 1), `(${node.value - 1})`].map((to) => ({ range: node, to }));
}

function callChanges({ callee, start, end }, text, place) {
  if (callee.type !== 'MemberExpression' || callee.computed) return [];
  const name = callee.property.name;
  if (name === 'filter') return [{ range: { start, end }, to: text(callee.object), place }];
  return Object.hasOwn(otherQuantifier, name) ? [{ range: callee.property, to: otherQuantifier[name], place }] : [];
}
