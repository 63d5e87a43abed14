/** What a person means who asks for a history. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { findDevice } from "../../domain/commands/office/find-device.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type BusinessDay, type EventId, streamName } from "../../domain/identity.ts";
import { productNamed } from "../catalogue/product-named.ts";
import { drawerLabel } from "../drawer-label.ts";
import { drawerNamed } from "../drawers/drawer-named.ts";
import { findOwnOrder, findReceipt } from "../orders/orders.ts";
import { staffNamed } from "../people/staff-named.ts";
import { type Till } from "../till/till.ts";
import { type HistorySubject } from "./history.ts";

export const HISTORY_OF = [
  "order",
  "receipt",
  "person",
  "drawer",
  "product",
  "device",
  "all",
] as const;
export type HistoryOf = (typeof HISTORY_OF)[number];

/** A subject, and how it is called. */
export interface NamedSubject {
  readonly of: HistoryOf;
  readonly name: string;
  readonly subject: HistorySubject;
}

type Found = Result<Omit<NamedSubject, "of">, Refusal>;
type Finder = (till: Till, text: string, day: BusinessDay | undefined) => Found;

const FINDERS: Readonly<Record<HistoryOf, Finder>> = {
  order: (till, text, day) => {
    const order = findOwnOrder(till, text, day);
    if (order === undefined) return err({ type: "order/unknown", text });
    const number = till.ledger.read((view) => view.state("order", order).opened?.number);
    return ok({ name: number ?? text, subject: { of: "order", order } });
  },
  receipt: (till, text) => {
    const found = findReceipt(till, text);
    if (found === undefined) return err({ type: "order/unknown", text });
    const order = streamName(found.order) as EventId;
    return ok({ name: text.toUpperCase(), subject: { of: "order", order } });
  },
  person: (till, text) => {
    const person = staffNamed(till, text);
    if (person === undefined) return err({ type: "staff/unknown", staff: text });
    const { number: staff } = person;
    return ok({ name: till.staffName(staff), subject: { of: "person", staff } });
  },
  drawer: (till, text) => {
    const session = drawerNamed(till, text);
    if (session === undefined) return err({ type: "drawer/unknown" });
    const label = drawerLabel(till, session.place);
    return ok({ name: label, subject: { of: "drawer", label } });
  },
  product: (till, text) => {
    const product = productNamed(till, text);
    if (product === undefined) return err({ type: "product/unknown", text, nearest: [] });
    return ok({ name: product.name, subject: { of: "product", sku: product.sku } });
  },
  device: ({ ledger }, text) => {
    const found = findDevice(ledger.admission(), text);
    if (!found.ok) return found;
    const { code, name, device } = found.value;
    return ok({ name: `${code} ${name}`, subject: { of: "device", device } });
  },
  all: () => ok({ name: "", subject: { of: "all" } }),
};

/** `day`: that of an order's number, where it is not today's. */
export function findSubject(
  till: Till,
  {
    of,
    text,
    day,
  }: { readonly of: HistoryOf; readonly text: string; readonly day?: BusinessDay | undefined },
): Result<NamedSubject, Refusal> {
  const found = FINDERS[of](till, text, day);
  return found.ok ? ok({ of, ...found.value }) : found;
}
