/**
 * The words that a role's write records for its permissions, and what they grant.
 *
 * A permission that comes with a new version has a row in `FOLLOWED`. A role that an older version wrote
 * last says nothing of it, and holds it when it holds the permission of the row. A build that knows the
 * row writes `no-<permission>` where a role holds the one and not the other, so that its word is final.
 * Older builds keep words that they don't know, so a role that they change says what it said.
 */

import { type Permission, PERMISSIONS } from "../events/permission.ts";

/**
 * Each permission that is younger than the first version, and the one that it follows from. A new
 * permission takes a line here and in `PERMISSIONS`, and words in each language; nothing else.
 */
const FOLLOWED: Readonly<Partial<Record<Permission, Permission>>> = {
  oversell: "approve",
  drawer: "pay",
  payout: "return",
  tables: "settings",
  others: "sell",
  comp: "void",
  exempt: "approve",
};

const DENIED_PREFIX = "no-";

/** The permissions that the words grant. A word that a newer build invented grants none: nothing checks it. */
export function permissionsFrom(words: ReadonlyArray<string>): ReadonlySet<Permission> {
  return new Set(
    PERMISSIONS.filter((permission) => words.includes(permission) || follows(words, permission)),
  );
}

/** Returns the names to record for these permissions, and the earlier names that this build doesn't know. */
export function permissionWords(
  permissions: ReadonlySet<string>,
  before: ReadonlyArray<string> = [],
): string[] {
  const held = PERMISSIONS.filter((permission) => permissions.has(permission));
  const denied = PERMISSIONS.filter(
    (permission) => !permissions.has(permission) && follows(held, permission),
  );
  const permissionWords = new Set<string>(
    PERMISSIONS.flatMap((word) => [word, DENIED_PREFIX + word]),
  );
  const unknown = before.filter((word) => !permissionWords.has(word));
  return [...held, ...denied.map((permission) => DENIED_PREFIX + permission), ...unknown];
}

function follows(words: ReadonlyArray<string>, permission: Permission): boolean {
  const from = FOLLOWED[permission];
  return from !== undefined && words.includes(from) && !words.includes(DENIED_PREFIX + permission);
}
