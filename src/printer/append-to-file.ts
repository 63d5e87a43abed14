/** One addition to the end of a file, told apart by whether anything can have been written. */

import { mkdir, open } from "node:fs/promises";
import path from "node:path";

import { err, ok, type Result } from "../domain/result.ts";
import { type PrinterFault } from "./transport.ts";

export async function appendToFile(
  file: string,
  data: string | Uint8Array,
): Promise<Result<void, PrinterFault>> {
  const opened = await openForAppend(file);
  if (!opened.ok) return opened;
  try {
    await using handle = opened.value;
    await handle.appendFile(data);
    return ok(undefined);
  } catch (cause) {
    return err({ type: "printer/unacknowledged", cause });
  }
}

async function openForAppend(
  file: string,
): Promise<Result<Awaited<ReturnType<typeof open>>, PrinterFault>> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    return ok(await open(file, "a"));
  } catch (cause) {
    return err({ type: "printer/unreachable", cause });
  }
}
