import { parseAst } from 'rolldown/parseAst';

/**
 * One small change to a source file.
 * @typedef {{ file: string, line: number, from: string, to: string, source: string }} Mutant
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
  for (const node of nodesOf(parse(source))) {
    for (const [{ start, end }, to] of changesOf(node, source)) {
      const changed = source.slice(0, start) + to + source.slice(end);
      const line = source.slice(0, start).split('\n').length;
      if (parses(changed)) mutants.push({ file, line, from: source.slice(start, end), to, source: changed });
    }
  }
  return mutants;
}

function parse(source) {
  return parseAst(source, { lang: 'ts' });
}

function parses(source) {
  try {
    parse(source);
    return true;
  } catch {
    return false;
  }
}

// The nodes that run. Types do not: of `x as T` only x is visited.
function* nodesOf(node) {
  if (Array.isArray(node)) {
    for (const item of node) yield* nodesOf(item);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  if (node.type?.startsWith('TS')) {
    if (node.expression) yield* nodesOf(node.expression);
    return;
  }
  if (node.type === 'ImportDeclaration') return;
  if (node.type) yield node;
  for (const child of Object.values(node)) yield* nodesOf(child);
}

// Pairs of the node to be replaced and the text in its place.
function changesOf(node, source) {
  const text = ({ start, end }) => source.slice(start, end);
  switch (node.type) {
    case 'BinaryExpression':
      return node.operator in opposite ? [[node, turned(node, source)]] : [];
    case 'LogicalExpression':
      return [[node, node.operator === '??' ? text(node.left) : turned(node, source)]];
    case 'Literal':
      return literalChanges(node);
    case 'UnaryExpression':
      return node.operator === '!' ? [[node, `(${text(node.argument)})`]] : [];
    case 'ReturnStatement':
      return node.argument && text(node.argument) !== 'undefined' ? [[node.argument, 'undefined']] : [];
    case 'IfStatement':
    case 'ConditionalExpression':
      return [
        [node.test, 'true'],
        [node.test, 'false'],
      ];
    case 'CallExpression':
      return callChanges(node, text);
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
  if (typeof node.value === 'boolean') return [[node, String(!node.value)]];
  if (typeof node.value !== 'number') return [];
  return [
    [node, String(node.value + 1)],
    [node, `(${node.value - 1})`],
  ];
}

function callChanges({ callee, start, end }, text) {
  if (callee.type !== 'MemberExpression' || callee.computed) return [];
  const name = callee.property.name;
  if (name === 'filter') return [[{ start, end }, text(callee.object)]];
  return name in otherQuantifier ? [[callee.property, otherQuantifier[name]]] : [];
}
