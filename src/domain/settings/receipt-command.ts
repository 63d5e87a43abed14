/**
 * The program that is handed a receipt to send, such as by mail. It is named, never written out: a till that
 * somebody took along can change settings of the shop, and must not choose what other boxes run.
 */

import { err, ok, type Result } from "../base/result.ts";
import { readHook } from "./notify-rules.ts";

export const RECEIPT_COMMAND_LENGTH_MAX = 48;

/** Returns the name of a program in the folder `hooks` of each box's store; undefined for none. */
export function receiptProgram(setting: string): string | undefined {
  const hook = readHook(setting);
  return hook?.type === "command" ? hook.name : undefined;
}

export function isReceiptCommand(text: string): boolean {
  return text === "" || receiptProgram(text) !== undefined;
}

/** Reads the setting as somebody types it: `none` for no program. */
export function readReceiptCommand(text: string): Result<string, string> {
  if (text === "none") return ok("");
  if (text !== "" && isReceiptCommand(text)) return ok(text);
  const how = "command:NAME, a program in the folder hooks of the store; none for none";
  return err(`"${text.slice(0, RECEIPT_COMMAND_LENGTH_MAX)}" names no program: ${how}`);
}
