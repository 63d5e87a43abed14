/**
 * Whose a store is. Whatever another user writes there, the till's own user may not be able to read: so
 * nobody else works on it, least of all root, whom nothing stops.
 */

import { readFileSync, statSync } from "node:fs";

import { StoreError } from "./store-error.ts";

const ROOT = 0;
const USERS = "/etc/passwd";

/** Throws StoreError where root is asked to work on a store of another user. */
export function refuseRoot(dir: string): void {
  if (process.getuid?.() !== ROOT) return;
  const fault = othersStore(dir);
  if (fault !== undefined) throw fault;
}

/**
 * Undefined where the folder is this process's own user's, or a user's whom this system doesn't know, as of
 * a store that was copied from another box.
 */
export function othersStore(dir: string): StoreError | undefined {
  try {
    const { uid } = statSync(dir);
    if (uid === process.getuid?.()) return undefined;
    const user = userName(uid);
    if (user === undefined) return undefined;
    return new StoreError(
      "store/unreadable",
      `${dir} belongs to the user ${user}: say this as that user, by \`runuser -u ${user} -- till …\`.`,
      { facts: { trouble: "not-yours", place: dir, code: user } },
    );
  } catch {
    return undefined;
  }
}

function userName(uid: number): string | undefined {
  const rows = readFileSync(USERS, "utf8").split("\n");
  return rows.map((text) => text.split(":")).find(([, , id]) => id === String(uid))?.[0];
}
