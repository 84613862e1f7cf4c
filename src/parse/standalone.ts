/** A copy that stands alone: a part of a string keeps the whole of it alive, here a head, before the door with its secrets. */
export function standalone(text: string): string {
  return ` ${text}`.slice(1);
}
