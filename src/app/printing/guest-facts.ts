/** What papers and screens of those who make or bring the goods say of an order's guest. */

import { type LedgerView } from "../../domain/ledger-view.ts";
import { gatherOrder } from "../../domain/order/gathered-order.ts";
import { joinedNotes, orderNoteOf } from "../../domain/state/notes.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { registerValue } from "../../domain/state/register.ts";
import { type GuestFacts } from "../../domain/views.ts";
import { type Till } from "../till/till.ts";

/** Returns what is said of the order and known of its customer; undefined for nothing. */
export function guestFactsOf(
  { customers }: Pick<Till, "customers">,
  order: Pick<OrderState, "fields" | "gathered">,
): GuestFacts | undefined {
  const { fields } = order;
  const said = orderNoteOf(order);
  const id = registerValue(fields.customer) ?? "";
  const found = id === "" ? undefined : customers.look(id);
  if (typeof found !== "object") return said === "" ? undefined : { note: said };
  const { name, phone, address } = found;
  const isBrought = registerValue(fields.service) === "delivery";
  const note = joinedNotes([said, found.note]);
  return { note, ...(isBrought ? { to: { name, phone, address } } : {}) };
}

/** Returns the same of the order whose bill a ticket's goods are on. */
export function guestFactsOfTicket(
  till: Pick<Till, "customers">,
  view: LedgerView,
  ticket: string,
): GuestFacts | undefined {
  const { issued } = view.state("ticket", ticket);
  return issued === null ? undefined : guestFactsOf(till, gatherOrder(view, issued.bill));
}
