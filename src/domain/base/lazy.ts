/** Returns a function that works a value out when it is first called, and keeps it. */
export function lazy<Value>(work: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: work() };
    return known.value;
  };
}

/** Returns a function that works an object's value out when it is first asked for it, and keeps it as long as the object. */
export function oncePer<Key extends object, Value>(
  workOut: (key: Key) => Value,
): (key: Key) => Value {
  const valueByKey = new WeakMap<Key, Value>();
  return (key) => {
    const kept = valueByKey.get(key);
    if (kept !== undefined || valueByKey.has(key)) return kept as Value;
    const value = workOut(key);
    valueByKey.set(key, value);
    return value;
  };
}
