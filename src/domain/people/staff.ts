/** People and what they may do, from the folded ledger. Names stay sealed here: views open them. */

import { type SealedText } from "../events/people-events.ts";
import { NO_DISCOUNT_LIMIT, type Rights } from "../events/permission.ts";
import { streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { milliPercent } from "../money/amounts.ts";
import { type EntryState, fieldValue, PIN_FIELD } from "../state/entry-state.ts";
import { type Locale, LOCALES } from "../text/locale.ts";
import { permissionsFrom } from "./role-words.ts";

export interface StaffMember extends Rights {
  readonly number: string;
  readonly name: SealedText | undefined;
  /** The code on their card. */
  readonly badge: SealedText | undefined;
  /** What an hour of their work costs, in minor units. */
  readonly rate: SealedText | undefined;
  /** The language of their own screens; undefined for the shop's. */
  readonly language: Locale | undefined;
  readonly role: string;
  readonly active: boolean;
  /** Id of the verifier among the secrets; undefined when no PIN was ever set. */
  readonly verifierId: string | undefined;
  /** Whether the PIN is no longer the first one, which for a demo stands in files. */
  readonly isPinChanged: boolean;
}

/** Returns the staff by rising number. */
export function readStaff(view: LedgerView): ReadonlyArray<StaffMember> {
  return view
    .tagged("staff")
    .flatMap((stream) => readStaffMember(view, streamName(stream)) ?? [])
    .toSorted((one, other) => Number(one.number) - Number(other.number));
}

/** Undefined when nobody was ever given this number. */
export function readStaffMember(view: LedgerView, number: string): StaffMember | undefined {
  const entry = view.state("staff", number);
  if (Object.keys(entry.fields).length === 0) return undefined;
  const role = read(entry, "role", "");
  return {
    number,
    name: fieldValue(entry, "name") as SealedText | undefined,
    badge: (fieldValue(entry, "badge") as SealedText | null | undefined) ?? undefined,
    rate: (fieldValue(entry, "rate") as SealedText | null | undefined) ?? undefined,
    language: LOCALES.find((locale) => locale === fieldValue(entry, "language")),
    role,
    active: read(entry, "active", true),
    verifierId: fieldValue(entry, PIN_FIELD) as string | undefined,
    isPinChanged: (entry.fields[PIN_FIELD]?.gone ?? []).length > 0,
    ...rightsOf(view, role),
  };
}

export function rightsOf(view: LedgerView, role: string): Rights {
  if (role === "") return { permissions: new Set(), discountLimit: milliPercent(0) };
  const entry = view.state("role", role);
  const granted = read<ReadonlyArray<string>>(entry, "permissions", []);
  return {
    permissions: permissionsFrom(granted),
    discountLimit: read(entry, "discountLimit", NO_DISCOUNT_LIMIT),
  };
}

/** Ids of the roles, by rising id. */
export function readRoles(view: LedgerView): ReadonlyArray<string> {
  return view.tagged("role").map(streamName);
}

export interface Role extends Rights {
  readonly id: string;
  readonly name: string;
}

/** Undefined for one that nobody has made. */
export function readRole(view: LedgerView, id: string): Role | undefined {
  const entry = view.state("role", id);
  if (Object.keys(entry.fields).length === 0) return undefined;
  return { id, name: read(entry, "name", id), ...rightsOf(view, id) };
}

function read<Value>(entry: EntryState, field: string, otherwise: Value): Value {
  return (fieldValue(entry, field) as Value | undefined) ?? otherwise;
}
