/** F8: the bill of the order on the screen, or of a table, a tab or an order from anywhere. */

import { readSplit, type WantedSplit } from "../domain/entry/entry-split.ts";
import { type EventId } from "../domain/identity.ts";
import { type OrderView } from "../domain/views.ts";
import { type PrintedBill, type WantedPart } from "./ports/bill-port.ts";
import { type RegisterState, refused, refusedBy, said, spent } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

/**
 * `7` is table 7. Of the order on the screen, `/3` splits it first, `2/3` is part 2 of three, and nothing is
 * all of it.
 */
export function printBill(till: TillContext, state: RegisterState): RegisterState {
  const typed = state.text.trim();
  const { order, session } = state;
  if (session === undefined) return state;
  if (typed === "") {
    if (order === undefined) return refused(state, till.words.bill.whose);
    return print(till, state, { order });
  }
  const wanted = readSplit(typed, till.currency);
  if (wanted !== undefined && order !== undefined)
    return splitAndPrint(till, state, { order, wanted });
  const part = partTyped(typed);
  if (part !== undefined && order !== undefined) return print(till, state, { order, part });
  const found = session.bills.ordersNamed(typed);
  const [only, ...others] = found;
  if (only === undefined) return refused(state, till.words.bill.nobody({ typed }));
  if (others.length > 0) {
    const orders = found.map(({ number, due }) => `${number} (${till.money(due)})`).join(", ");
    return refused(state, till.words.bill.several({ typed, orders }));
  }
  return print(till, state, { order: only });
}

/** Each part has a bill of its own; a split that is refused prints nothing. */
function splitAndPrint(
  till: TillContext,
  state: RegisterState,
  { order, wanted }: { readonly order: OrderView; readonly wanted: WantedSplit },
): RegisterState {
  const done = state.session?.split(wanted);
  if (done === undefined) return state;
  if (!done.ok) return refusedBy(state, done.fault);
  return print(till, { ...state, order: done.value }, { order });
}

/** `2/3`. */
function partTyped(typed: string): WantedPart | undefined {
  const { no, of } = /^(?<no>[1-9]\d?)\/(?<of>[1-9]\d?)$/u.exec(typed)?.groups ?? {};
  return no === undefined ? undefined : { no: Number(no), of: Number(of) };
}

function print(
  till: TillContext,
  state: RegisterState,
  { order, part }: { readonly order: OrderView; readonly part?: WantedPart },
): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  const outcome = session.bills.printBill(order.id, part);
  if (!outcome.ok) return refusedBy(state, outcome.fault);
  const next = { ...spent(state), order: shownOrder(state, order.id) };
  return said(next, "done", printedText(till, order, outcome.value));
}

/** The bill changes what is said of the order on the screen. */
function shownOrder({ order, session }: RegisterState, printed: EventId): OrderView | undefined {
  return order?.id === printed ? (session?.order() ?? order) : order;
}

function printedText(
  till: TillContext,
  order: OrderView,
  bills: ReadonlyArray<PrintedBill>,
): string {
  const { bill: words } = till.words;
  const label = labelOf(till, order);
  const [first] = bills;
  const sums = bills.map(({ total }) => till.money(total)).join(", ");
  const done =
    first !== undefined && bills.length === 1
      ? words.printed({ no: partName(till, first), label, money: sums })
      : words.parts({ count: bills.length, label, sums });
  const replaced = [...new Set(bills.flatMap(({ replaces }) => replaces))];
  return replaced.length === 0
    ? done
    : `${done} ${words.replaces({ numbers: replaced.join(", ") })}`;
}

function partName({ words }: TillContext, { no, part }: PrintedBill): string {
  return part === undefined ? String(no) : words.bill.part({ no, part: part.no, of: part.of });
}

/** `A12, table 7`. */
function labelOf({ words }: TillContext, { number, table, name }: OrderView): string {
  const at = table === "" ? name : words.bill.table({ name: table });
  return at === "" ? number : `${number}, ${at}`;
}
