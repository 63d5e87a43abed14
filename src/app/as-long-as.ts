/** What is asked much more often than it changes, as a status line asks at each key. */

/** Works it out again only when `version` gives another text than the last time. */
export function asLongAs<Value>(version: () => string, work: () => Value): () => Value {
  let known: { readonly version: string; readonly value: Value } | undefined;
  return () => {
    const now = version();
    if (known?.version !== now) known = { version: now, value: work() };
    return known.value;
  };
}
