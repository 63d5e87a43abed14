/** Customers from the folded ledger. What is known of them stays sealed here: views open it. */

import { type SealedText } from "../events/people-events.ts";
import { streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { CUSTOMER_TAG, type EntryState, ERASED_FIELD, fieldValue } from "../state/entry-state.ts";

/** The sealed fields, in the order in which people are asked for them. */
export const CUSTOMER_FIELDS = [
  "name",
  "phone",
  "email",
  "card",
  "taxId",
  "address",
  "note",
] as const;
export type CustomerField = (typeof CUSTOMER_FIELDS)[number];

/** Each as it was typed; empty for what is not known. */
export type CustomerTexts = Readonly<Record<CustomerField, string>>;

export interface SealedCustomer {
  readonly id: string;
  readonly sealed: Readonly<Record<CustomerField, SealedText | undefined>>;
  /** A regular who comes no more is not found by the register; receipts still name them. */
  readonly active: boolean;
  /** The group whose prices they get; empty for none. */
  readonly group: string;
}

/** `erased`: there was one. Undefined for an id that nobody was ever given. */
export function readCustomer(view: LedgerView, id: string): SealedCustomer | "erased" | undefined {
  return toCustomer(id, view.state("customer", id));
}

export function customerIds(view: LedgerView): ReadonlyArray<string> {
  return view.tagged(CUSTOMER_TAG).map(streamName);
}

export function toCustomer(id: string, entry: EntryState): SealedCustomer | "erased" | undefined {
  if (entry.fields[ERASED_FIELD] !== undefined) return "erased";
  if (Object.keys(entry.fields).length === 0) return undefined;
  const sealed = CUSTOMER_FIELDS.map((field) => [field, fieldValue(entry, field) ?? undefined]);
  return {
    id,
    sealed: Object.fromEntries(sealed) as SealedCustomer["sealed"],
    active: (fieldValue(entry, "active") as boolean | undefined) ?? true,
    group: (fieldValue(entry, GROUP_FIELD) as string | undefined) ?? "",
  };
}

/** The field of a customer that says whose prices they have. */
export const GROUP_FIELD = "group" as const;

/** Returns the group of a customer by id; empty for no customer, for no group, and for an erased one. */
export function groupOfCustomer(view: Pick<LedgerView, "state">, id: string): string {
  const customer = id === "" ? undefined : toCustomer(id, view.state("customer", id));
  return typeof customer === "object" ? customer.group : "";
}
