/** What papers and screens of those who make or bring the goods say of an order's customer. */

import { type LedgerView } from "../../domain/ledger-view.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { registerValue } from "../../domain/state/register.ts";
import { type GuestFacts } from "../../domain/views.ts";
import { type Till } from "../till.ts";

/** Returns what is known of the order's customer; undefined where it has none, or nothing of them can be read. */
export function guestFactsOf(
  { customers }: Pick<Till, "customers">,
  { fields }: Pick<OrderState, "fields">,
): GuestFacts | undefined {
  const id = registerValue(fields.customer) ?? "";
  const found = id === "" ? undefined : customers.look(id);
  if (typeof found !== "object") return undefined;
  const { name, phone, address, note } = found;
  const isBrought = registerValue(fields.service) === "delivery";
  return { note, ...(isBrought ? { to: { name, phone, address } } : {}) };
}

/** Returns the same of the order whose bill a ticket's goods are on. */
export function guestFactsOfTicket(
  till: Pick<Till, "customers">,
  view: LedgerView,
  ticket: string,
): GuestFacts | undefined {
  const { issued } = view.state("ticket", ticket);
  return issued === null ? undefined : guestFactsOf(till, view.state("order", issued.bill));
}
