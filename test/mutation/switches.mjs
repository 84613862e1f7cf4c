/**
 * A source in which all its mutants stand at once, each behind a switch: `a < b` becomes
 * `($mutant(7) ? ((a <= b)) : (a < b))`. No line moves.
 * @param {{ id: number, place: { start: number, end: number }, placed: string }[]} mutants
 */
export function withSwitches(source, mutants) {
  const places = placesOf(mutants);
  return within({ start: 0, end: source.length });

  // Takes the places that lie in a range from the front of the list, the outer ones before the inner ones.
  function within({ start, end }) {
    let text = '';
    let at = start;
    while (places.length > 0 && places[0].start < end) {
      const place = places.shift();
      text += source.slice(at, place.start) + choice(place);
      at = place.end;
    }
    return text + source.slice(at, end);
  }

  function choice({ start, end, mutants }) {
    const changed = mutants.map(({ id, placed }) => `$mutant(${id}) ? (${placed}) : `);
    return `(${changed.join('')}(${within({ start, end })}))`;
  }
}

function placesOf(mutants) {
  const places = new Map();
  for (const mutant of mutants) {
    const { start, end } = mutant.place;
    const place = places.get(`${start}-${end}`) ?? { start, end, mutants: [] };
    place.mutants.push(mutant);
    places.set(`${start}-${end}`, place);
  }
  return [...places.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}
