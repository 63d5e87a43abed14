/** What a program says to its own stdout and stderr, kept instead of written. */

type Name = "stdout" | "stderr";

/** Keeps it from now on in `said`; the answer undoes that. */
export function keepOutput(said: Record<Name, string>): () => void {
  const undone = (["stdout", "stderr"] as const).map((name) => keep(name, said));
  return () => {
    for (const undo of undone) undo();
  };
}

function keep(name: Name, said: Record<Name, string>): () => void {
  const stream = process[name];
  const written = Object.getOwnPropertyDescriptor(stream, "write");
  // Each command listens for a reader that has gone.
  stream.setMaxListeners(0);
  stream.write = (chunk: Uint8Array | string, ...others: ReadonlyArray<unknown>): boolean => {
    said[name] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    const done = others.at(-1);
    if (typeof done === "function") (done as () => void)();
    return true;
  };
  return () => {
    if (written === undefined) Reflect.deleteProperty(stream, "write");
    else Object.defineProperty(stream, "write", written);
  };
}
