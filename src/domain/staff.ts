/** People and what they may do, from the folded ledger. Names stay sealed here: views open them. */

import { type SealedText } from "./events/people-events.ts";
import { type EntryState, fieldValue, PIN_FIELD } from "./folds/entry-fold.ts";
import { streamName } from "./identity.ts";
import { type LedgerView } from "./ledger-view.ts";
import { type Permission, PERMISSIONS } from "./permission.ts";

export interface StaffMember {
  readonly number: string;
  readonly name: SealedText | undefined;
  readonly role: string;
  readonly active: boolean;
  /** Id of the verifier among the secrets; undefined when no PIN was ever set. */
  readonly verifierId: string | undefined;
  /** Another PIN than the first one, which for a demo stands in files. */
  readonly isPinChanged: boolean;
  readonly permissions: ReadonlySet<Permission>;
}

export function readStaff(view: LedgerView): ReadonlyArray<StaffMember> {
  return view.tagged("staff").flatMap((stream) => readStaffMember(view, streamName(stream)) ?? []);
}

/** Undefined when nobody was ever given this number. */
export function readStaffMember(view: LedgerView, number: string): StaffMember | undefined {
  const entry = view.state("staff", number);
  if (Object.keys(entry.fields).length === 0) return undefined;
  const role = read(entry, "role", "");
  return {
    number,
    name: fieldValue(entry, "name") as SealedText | undefined,
    role,
    active: read(entry, "active", true),
    verifierId: fieldValue(entry, PIN_FIELD) as string | undefined,
    isPinChanged: (entry.fields[PIN_FIELD]?.gone ?? []).length > 0,
    permissions: permissionsOf(view, role),
  };
}

/** A permission that a newer build invented is none here: it could not be checked. */
export function permissionsOf(view: LedgerView, role: string): ReadonlySet<Permission> {
  if (role === "") return new Set();
  const granted = read<ReadonlyArray<string>>(view.state("role", role), "permissions", []);
  return new Set(PERMISSIONS.filter((permission) => granted.includes(permission)));
}

/** Ids of the roles, by rising id. */
export function readRoles(view: LedgerView): ReadonlyArray<string> {
  return view.tagged("role").map(streamName);
}

function read<Value>(entry: EntryState, field: string, otherwise: Value): Value {
  return (fieldValue(entry, field) as Value | undefined) ?? otherwise;
}
