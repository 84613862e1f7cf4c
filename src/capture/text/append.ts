/** Adds all to the end of the list. Not `push(...more)`: a spread of very many arguments overflows the stack. */
export function append<Item>(list: Item[], more: readonly Item[]): void {
  for (const one of more) list.push(one);
}
