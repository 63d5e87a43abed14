/**
 * A file that takes the raw bytes: for looking at them, and for handing them to another program.
 *
 * A file never answers, so the best that can be said of a job is `sent`.
 */

import { err, ok } from "../domain/result.ts";
import { appendToFile } from "./append-to-file.ts";
import { type Transport } from "./transport.ts";

export function createFileTransport(file: string): Transport {
  let closed = false;
  return {
    async send(bytes) {
      if (closed) return err({ type: "printer/unreachable" });
      const appended = await appendToFile(file, bytes);
      return appended.ok ? ok("sent") : appended;
    },
    async close() {
      closed = true;
    },
  };
}
