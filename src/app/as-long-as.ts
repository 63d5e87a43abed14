/** What is asked much more often than it changes, as a status line asks at each key. */

/** Works it out again only when `version` gives another one than the last time: a text, or the same object. */
export function asLongAs<Version, Value>(
  version: () => Version,
  work: (version: Version) => Value,
): () => Value {
  let known: { readonly version: Version; readonly value: Value } | undefined;
  return () => {
    const now = version();
    if (known?.version !== now) known = { version: now, value: work(now) };
    return known.value;
  };
}
