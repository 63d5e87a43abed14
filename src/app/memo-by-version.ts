/**
 * Returns a function that works its value out again only when the version differs from the last one: another text, or another
 * object. For what is read much more often than it changes, such as the status line at each key.
 */
export function memoByVersion<Version, Value>(
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
