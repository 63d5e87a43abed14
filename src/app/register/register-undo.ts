/** Ctrl-Z at the register: what was done last is taken back, and what that was is said. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type MoveBack } from "../../domain/commands/order/undo-move.ts";
import { type Service } from "../../domain/goods/catalogue.ts";
import { type EventId } from "../../domain/identity.ts";
import { type Thousandths } from "../../domain/money/amounts.ts";
import { formatMoney } from "../../domain/money/currency.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { localMeasure } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type UndoneStep } from "../../tui/ports/order-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { chooseAgain, type NextOrder } from "../orders/next-order.ts";
import { orderView } from "../orders/orders.ts";
import { type Step } from "../orders/undo-stack.ts";
import { type Desk, type TakenBack } from "./register-desk.ts";

export function undoLast(desk: Desk, next: NextOrder): Result<UndoneStep, Refusal> {
  const onScreen = desk.screen.order();
  const last = desk.undos.last(onScreen)?.undo;
  const lines = desk.undos.linesBack(onScreen);
  const done = desk.takeBack(next);
  if (!done.ok) return vouchedFor(desk, { undo: last, lines }, done);
  const { taken, halted } = done.value;
  const seated = taken.find(
    ({ undo }) => undo.type === "end-order" || undo.type === "reopen-order",
  );
  if (seated !== undefined) showBack(desk, seated.undo);
  if (seated?.undo.type === "end-order" && onScreen !== undefined) chooseAgain(next, onScreen);
  const words = taken.map((step) => wordsOf(desk, step));
  const what = [...words, halted?.message ?? []].flat().join(" ");
  const order = desk.current();
  const service = order?.service ?? next.service ?? usualService(desk);
  return ok({ order, service, what, line: taken.at(-1)?.line });
}

/** Shows the order from before guests were seated, or the guests who are there again. */
function showBack({ till, screen }: Desk, undo: TakenBack["undo"]): void {
  if (undo.type === "reopen-order") screen.show(undo.order);
  if (undo.type !== "end-order") return;
  const { was } = undo;
  const before = was && till.ledger.read((view) => orderView(view, was));
  screen.show(before?.status === "open" ? was : undefined);
}

/** Notes the choices for the next order, before one of them changes. */
export function noteNext(desk: Desk, next: NextOrder): void {
  const service = next.service ?? usualService(desk);
  const before = { ...next };
  const onOrder = { type: "serve-as-before", service } as const;
  desk.undos.push(desk.screen.order(), [{ type: "next-back", before, onOrder }]);
}

/** Notes the course for the next goods, before it changes. */
export function noteNextCourse(desk: Desk, next: NextOrder): void {
  const before = { ...next };
  const onOrder = { type: "course-back", said: next.course, lines: [] } as const;
  desk.undos.push(desk.screen.order(), [{ type: "next-back", before, onOrder }]);
}

function usualService({ till }: Desk): Service {
  return till.ledger.read((view) => readSetting(view, "default-service"));
}

/** The key alone says nothing of what somebody is asked to approve. */
function vouchedFor(
  desk: Desk,
  { undo, lines }: { readonly undo: Step | undefined; readonly lines: ReadonlyArray<EventId> },
  { fault }: { readonly fault: Refusal },
): { readonly ok: false; readonly fault: Refusal } {
  if (fault.approval === undefined || undo === undefined || undo.type === "stays")
    return err(fault);
  const all = lines.map((line) => wordsOf(desk, { undo: { type: "put-back", line }, line }));
  if (all.length > 1) {
    return err({ ...fault, approval: { ...fault.approval, what: all.join(" ") } });
  }
  const line = "line" in undo ? undo.line : undefined;
  const words =
    undo.type === "left-back"
      ? leftWords(desk, undo.sku, undo.before)
      : wordsOf(desk, { undo, line });
  const price = undo.type === "set-back" ? undo.before.unit : undefined;
  const money = price === undefined ? "" : ` ${formatMoney(price, desk.till.currency)}`;
  return err({ ...fault, approval: { ...fault.approval, what: `${words}${money}` } });
}

/** Returns the words of the undone act, with the line as it is now. */
function wordsOf(desk: Desk, { undo, line }: TakenBack): string {
  const words = wordsIn(tillWords, desk.locale()).undone;
  function nameOf(id: EventId | undefined): string {
    return desk.current()?.lines.find((it) => it.id === id)?.name ?? words.line;
  }

  switch (undo.type) {
    case "take-off":
      return words.off({ name: nameOf(undo.line) });
    case "set-back":
    case "share-back":
    case "discount-back":
      return words.asItWas({ name: nameOf(undo.line) });
    case "put-back":
      return words.back({ name: nameOf(line) });
    case "course-back":
      return words.course;
    case "prices-back":
      return words.prices;
    case "order-discount-back":
      return words.orderDiscount;
    case "charges-back":
      return words.charges;
    case "exempt-back":
      return words.exempt;
    case "payment":
      throw new Error("A payment was taken back.");
    case "serve-as-before":
      return words.service;
    case "customer-back":
      return words.customer;
    case "coupon-back":
      return words.coupon;
    case "points-back":
      return words.points;
    case "name-back":
      return words.name;
    case "order-note-back":
      return words.orderNote;
    case "due-back":
      return words.due;
    case "return-off":
    case "return-again":
      return undo.type === "return-off" ? words.returnOff : words.returnAgain;
    case "split-back":
      return words.split({ parts: undo.before.length });
    case "left-back":
      return leftWords(desk, undo.sku, desk.till.left(undo.sku) ?? null);
    case "end-order":
      return words.ended;
    case "reopen-order":
      return words.reopened;
    case "covers-back":
      return words.covers;
    case "owners-back":
      return words.owners({ count: undo.owners.length });
    case "move-back":
      return movedText(desk, undo);
    case "seat-back":
      return words.seat;
    case "next-back":
      return undo.onOrder.type === "course-back" ? words.course : words.service;
    default:
      return assertNever(undo, "undo");
  }
}

function movedText(desk: Desk, { lines, merged }: MoveBack): string {
  const words = wordsIn(tillWords, desk.locale()).undone;
  if (lines.length > 0) return words.movedBack({ lines: lines.length });
  return merged.length > 0 ? words.mergedBack : words.placeBack;
}

/** Returns the stock of goods after the undo. */
function leftWords(desk: Desk, sku: string, left: Thousandths | null): string {
  const locale = desk.locale();
  const words = wordsIn(tillWords, locale).undone;
  const product = desk.till.catalogue().productsBySku.get(sku);
  const name = product?.name ?? sku;
  if (left === null) return words.thereAgain({ name });
  if (left <= 0) return words.soldOut({ name });
  return words.left({ name, left: localMeasure(left, product?.soldBy ?? "each", locale) });
}
