/** Money of a receipt goes back to a tender of the shop's own: F10 behind what comes back, and a digit. */

import { minor, type MinorUnits } from "../domain/money/amounts.ts";
import { type OwnTender, type TenderMoney, TENDERS_MAX } from "../domain/tenders/tenders.ts";
import { type ReceiptToReturn } from "./ports/return-port.ts";
import { type ReturnList } from "./register-list.ts";
import { type List, type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

type State = Pick<RegisterState, "session">;

export interface RefundableTender extends OwnTender {
  /** The amount that was paid by it and has not gone back. */
  readonly left: MinorUnits;
}

/**
 * Returns the receipt's own tenders, under the names that it has: with the digits of the payment,
 * and with free digits for tenders that the shop no longer takes.
 */
export function ownTendersOf(
  { session }: State,
  { tenders }: Pick<ReceiptToReturn, "tenders">,
): ReadonlyArray<RefundableTender> {
  const paid = tenders.flatMap(({ method, name, paid, back }) =>
    name === undefined || paid <= back ? [] : [{ id: method, name, left: minor(paid - back) }],
  );
  const now = session?.tenders() ?? [];
  const digits = new Map(now.map(({ id, digit }) => [id, digit]));
  const free = Array.from({ length: TENDERS_MAX }, (_, at) => at + 1).filter((digit) =>
    paid.every(({ id }) => digits.get(id) !== digit),
  );
  return paid
    .map(({ id, name, left }) => ({ id, name, left, digit: digits.get(id) ?? free.shift() ?? 0 }))
    .filter(({ digit }) => digit > 0)
    .toSorted((one, other) => one.digit - other.digit);
}

/** F10 behind what comes back; undefined where its money came by none of them, and by no terminal of this till. */
export function listTenders(state: RegisterState, counted: ReturnList): RegisterState | undefined {
  const { receipt } = counted;
  if (ownTendersOf(state, receipt).length === 0 && !isByTerminal(state, receipt)) return undefined;
  const list: ReturnList = { ...counted, asksTender: true, filter: "", at: 0 };
  return { ...state, message: undefined, list };
}

/** Returns the same list with the goods as rows again. */
export function countedList(list: ReturnList): ReturnList {
  // The cursor is as after a reason: Enter counts no more of the first line.
  return { ...list, asksTender: false, filter: "", at: list.why === undefined ? 0 : -1 };
}

export function isByTerminal({ session }: State, { order, id }: ReceiptToReturn): boolean {
  return session?.cards.givesBack(order, id) === true;
}

/** Returns the counted goods behind the list of tenders. */
export function behindTenders(list: List): ReturnList | undefined {
  return list.type === "return" && list.asksTender === true ? countedList(list) : undefined;
}

/** `card 2.60, cash 1.00` */
export function partsText(till: TillContext, parts: ReadonlyArray<TenderMoney>): string {
  const { tenders } = till.words.back;
  const texts = parts.map(({ method, name: own = method, amount }) => {
    return `${isNamed(method) ? tenders[method] : own} ${till.money(amount)}`;
  });
  return texts.join(", ");
}

export function isNamed(method: string): method is "cash" | "card" | "exchange" {
  return method === "cash" || method === "card" || method === "exchange";
}
