/** The lines that a person, or a script, types into this process. */

import { createInterface } from "node:readline";

/** Nothing more comes after its end, and that is no fault. Returns the end of listening. */
export function onTypedLine(listener: (line: string) => void): () => void {
  const lines = createInterface({ input: process.stdin });
  lines.on("line", listener);
  return () => {
    lines.close();
  };
}
