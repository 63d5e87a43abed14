/**
 * One addition to the end of a file, told apart by whether anything can have been written. What is
 * on paper is for the till's own user: others on the box read neither the file nor its folder.
 */

import { mkdir, open } from "node:fs/promises";
import path from "node:path";

import { err, ok, type Result } from "../domain/result.ts";
import { type PrinterFault } from "./transport.ts";

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

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
    await mkdir(path.dirname(file), { recursive: true, mode: OWNER_ONLY_FOLDER });
    return ok(await open(file, "a", OWNER_ONLY_FILE));
  } catch (cause) {
    return err({ type: "printer/unreachable", cause });
  }
}
