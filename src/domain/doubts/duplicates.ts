/** Returns the values that come more than once, each once, in the order of their second coming. */
export function duplicates<Value>(values: Iterable<Value>): ReadonlyArray<Value> {
  const seen = new Set<Value>();
  const twice = new Set<Value>();
  for (const value of values) {
    if (seen.has(value)) twice.add(value);
    seen.add(value);
  }
  return [...twice];
}
