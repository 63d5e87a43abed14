/** Errors of the store, for those above who may not know the ledger. */

import { StoreError } from "../ledger/database.ts";

/** Undefined for anything that no store and no file system says: a fault of ours. */
export function asStoreError(cause: unknown): StoreError | undefined {
  if (cause instanceof StoreError) return cause;
  if (!(cause instanceof Error) || !("code" in cause) || typeof cause.code !== "string") {
    return undefined;
  }
  const { code } = cause;
  if (code === "SQLITE_FULL" || code === "ENOSPC") {
    const message = "The disk is full, and nothing was written: make room on it.";
    return new StoreError("store/unreadable", message, { cause });
  }
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
    return new StoreError("store/locked", "Another program holds the ledger: try again.", {
      cause,
    });
  }
  if (code.startsWith("SQLITE_")) {
    const message = `The file of the ledger is damaged (${code}): copy its folder before anything else.`;
    return new StoreError("store/unreadable", message, { cause });
  }
  if (!("syscall" in cause)) return undefined;
  const place = "path" in cause && typeof cause.path === "string" ? cause.path : "A file";
  const message = `${place} can't be used (${code}): check that it is there and yours.`;
  return new StoreError("store/unreadable", message, { cause });
}
