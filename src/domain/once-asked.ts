/** What is worked out when somebody asks for it, and then no more. */

export function onceAsked<Value>(work: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: work() };
    return known.value;
  };
}
