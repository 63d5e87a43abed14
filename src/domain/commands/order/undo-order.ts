/**
 * Taking back what was done at the register: the opposite action, with the rights that it takes. What was
 * done stays in the ledger, and what took it back stands beside it.
 */

import { lineAt, piecesAt } from "../../balance/line-places.ts";
import { courseOf, orderBalance } from "../../balance/order-balance.ts";
import { exemptionOf } from "../../balance/order-exempt.ts";
import { assertNever } from "../../base/assert-never.ts";
import { err, ok } from "../../base/result.ts";
import { type SplitPart, type LinePlace } from "../../events/bill-events.ts";
import { type Counted } from "../../events/counted-events.ts";
import { type GivenDiscount } from "../../events/discount-events.ts";
import { type Exempt } from "../../events/exempt-events.ts";
import { type Draft, type KnownEvent } from "../../events/kinds.ts";
import { type LineAdded } from "../../events/line-events.ts";
import { type LineChanged } from "../../events/order-events.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type Service } from "../../goods/catalogue.ts";
import { type EventId, streamName } from "../../identity.ts";
import { kindOf } from "../../lines/line-kinds.ts";
import { oneUnit, type Thousandths, thousandths } from "../../money/amounts.ts";
import { billedQuantity } from "../../order/bills.ts";
import { dueAtOf } from "../../order/due-at.ts";
import { gatherOrder } from "../../order/gathered-order.ts";
import { lineList } from "../../order/line-list.ts";
import { isForGuests } from "../../order/who-serves.ts";
import { groupOfOrder } from "../../people/customer-group.ts";
import { orderNoteOf } from "../../state/notes.ts";
import {
  type LineState,
  type OrderState,
  type PointedState,
  openedId,
} from "../../state/order-state.ts";
import { registerValue, openWriteIds } from "../../state/register.ts";
import { onlyGetsLess } from "../../stock/line-stock.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { decideHold } from "../kitchen/hold-fire.ts";
import { ticketsBack } from "../kitchen/tickets-back.ts";
import { decideLeaveReturn, decideReturnAgain } from "../money/exchange-goods.ts";
import { decidePointsBack } from "../money/spend-points.ts";
import { takeBack, takeAgain } from "../stock/take-left.ts";
import { LINES_MAX } from "./add-goods.ts";
import { decideChargesBack, type ChargesBefore } from "./charge-order.ts";
import { type GivenOff } from "./discount-limit.ts";
import { viewAfter } from "./drafted-order.ts";
import { decideDue } from "./due-order.ts";
import { decideVoidLine, decideSetQuantity, type SetQuantity } from "./edit-order.ts";
import { decideExemptBack } from "./exempt-order.ts";
import { decideDiscountLine, decideDiscountOrder } from "./give-discount.ts";
import { anotherLine, valuesOf, whyOf } from "./line-again.ts";
import { changeOf, openLine, requireForLine } from "./open-line.ts";
import { decideNameOrder, decideNoteOrder, decideSetService } from "./order-head.ts";
import { decidePricesBack, type PricesBefore } from "./reprice-order.ts";
import {
  type CoversBefore,
  decideCoversBack,
  decideEnd,
  decideOwnersBack,
  decideReopen,
  type OwnerBefore,
} from "./seat-guests.ts";
import { decideCourseBack } from "./set-course.ts";
import { decideSetCustomer, decideTakeCustomerOff } from "./set-customer.ts";
import { decideSplitBack, partsBefore } from "./split-order.ts";
import { couponsOnBill, decideCouponBack } from "./take-coupon.ts";
import { decideLeftBack, type LeftBack, leftBackOf, type LeftsBefore } from "./undo-left.ts";
import { decideMoveBack, type MoveBack } from "./undo-move.ts";

/** The act that would take another one back, as data: it is decided when somebody asks for it. */
export type Undo =
  | { readonly type: "take-off"; readonly line: EventId }
  | { readonly type: "set-back"; readonly line: EventId; readonly before: LineChanged["set"] }
  | {
      readonly type: "discount-back";
      readonly line: EventId;
      readonly before: GivenDiscount | null;
      readonly reason: string;
    }
  | {
      readonly type: "order-discount-back";
      readonly before: GivenDiscount | null;
      readonly reason: string;
    }
  | {
      readonly type: "course-back";
      /** The course of new lines before the act; undefined when only lines changed theirs. */
      readonly said: number | undefined;
      readonly lines: ReadonlyArray<{ readonly line: EventId; readonly course: number }>;
    }
  /** However many lines cost otherwise, it is one thing. */
  | ({ readonly type: "prices-back" } & PricesBefore)
  | { readonly type: "put-back"; readonly line: EventId }
  | { readonly type: "serve-as-before"; readonly service: Service }
  /** Id of who it was for; empty for nobody. */
  | { readonly type: "customer-back"; readonly before: string }
  | { readonly type: "name-back"; readonly before: string }
  | { readonly type: "order-note-back"; readonly before: string }
  /** `before`: whether the order had it. */
  | { readonly type: "coupon-back"; readonly coupon: EventId; readonly before: boolean }
  /** Empty where the order was one of now. */
  | { readonly type: "due-back"; readonly before: string }
  /** `before`: those that the order had. */
  | { readonly type: "points-back"; readonly before: Omit<PointedState, "id"> | undefined }
  /** Goods of that receipt don't come back for others, or do again. */
  | { readonly type: "return-off" | "return-again"; readonly receipt: EventId }
  | LeftBack
  | ShareBack
  | MoveBack
  | TableUndo
  /** The parts that were left to pay before; none for one bill. */
  | { readonly type: "split-back"; readonly before: ReadonlyArray<SplitPart> }
  /** A payment can't be undone, and neither can the acts before it. */
  | { readonly type: "payment" };

/** The undo of who sits where. */
type TableUndo =
  /**
   * Ends an order whose guests were seated by mistake. `was` is the order at the table before;
   * missing for none.
   */
  | { readonly type: "end-order"; readonly was?: EventId }
  | ReopenOrder
  | ({ readonly type: "covers-back" } & CoversBefore)
  | ChargesBack
  | OwnersBack;

/** Opens the order at a table again whose guests had left. */
export interface ReopenOrder {
  readonly type: "reopen-order";
  readonly order: EventId;
}

/** However many tables were handed over, it is one thing. */
export interface OwnersBack {
  readonly type: "owners-back";
  readonly owners: ReadonlyArray<OwnerBefore>;
}

/**
 * The opposite of each thing that an action did, in its order, given the order before it, what was left of
 * goods, and what it wrote; empty for what nobody can take back, such as what the kitchen was told.
 */
export function undosOf(
  before: OrderState | undefined,
  events: ReadonlyArray<KnownEvent>,
  lefts: LeftsBefore = new Map(),
): ReadonlyArray<Undo> {
  const own = events.filter((event) => !isWorkedOut(event));
  if (own.length < events.length) return undosOf(before, own, lefts);
  const isMoney = events.some(
    ({ kind }) => kind === "payment/captured" || kind === "refund/issued",
  );
  if (isMoney) return [{ type: "payment" }];
  if (events.some(({ kind }) => kind === "order/line-placed")) {
    const shares = shareBacksOf(before, events);
    if (shares === undefined) return [];
    const others = events.filter(
      (event) =>
        !shares.some(({ write }) => write === event.id) && event.kind !== "order/line-placed",
    );
    return [...shares, ...undosOf(before, others, lefts)];
  }
  const together = courseUndo(before, events) ?? pricesUndo(before, events);
  if (together !== undefined) return [together];
  // An order that was opened was nothing before, whatever stood on the screen.
  const isNew = events.some(({ kind }) => kind === "order/opened");
  return events.flatMap(
    (event) => leftBackOf(lefts, event) ?? undoOf(isNew ? undefined : before, event) ?? [],
  );
}

/** Whether the till worked it out by itself beside what somebody did: deals, and the taxes of the day of a hand-over. */
function isWorkedOut(event: KnownEvent): boolean {
  if (event.kind === "order/line-changed") return Object.keys(event.body.set).join() === "taxes";
  return event.kind === "order/promoted";
}

/** However many lines it moved, it is one thing; undefined when it was another act. */
function courseUndo(
  before: OrderState | undefined,
  events: ReadonlyArray<KnownEvent>,
): Undo | undefined {
  if (before === undefined || events.length === 0) return undefined;
  const isOfCourses = events.every(
    ({ kind, body }) =>
      (kind === "order/changed" || kind === "order/line-changed") &&
      Object.keys(body.set).join(" ") === "course",
  );
  if (!isOfCourses) return undefined;
  const lines = events.flatMap((event) => {
    if (event.kind !== "order/line-changed") return [];
    const { line } = event.body;
    const state = before.linesById[line];
    return state === undefined ? [] : [{ line, course: courseOf(state) }];
  });
  const isSaid = events.some(({ kind }) => kind === "order/changed");
  const said = isSaid ? (registerValue(before.fields.course) ?? 0) : undefined;
  return { type: "course-back", said, lines };
}

/** Returns the undo for lines that were repriced; undefined for another act. */
function pricesUndo(
  before: OrderState | undefined,
  events: ReadonlyArray<KnownEvent>,
): Undo | undefined {
  const lines = events.flatMap((event) => {
    if (event.kind !== "order/line-changed" || event.body.set.list === undefined) return [];
    const { line } = event.body;
    const state = before?.linesById[line];
    const unit = state && registerValue(state.fields.unit);
    if (state === undefined || unit === undefined) return [];
    const isAsAdded = unit === state.added?.unit;
    return [{ line, unit, list: lineList(state) ?? (isAsAdded ? null : undefined) }];
  });
  return lines.length === 0 || lines.length < events.length
    ? undefined
    : { type: "prices-back", lines };
}

/**
 * The undo of each kind of an order's events; undefined where it can't be undone. It belongs to the
 * kind and not to an act, because events come from other tills and older builds too. A kind that is
 * forgotten here does not compile.
 */
const UNDO_OF: {
  readonly [Kind in OrderKind]: (
    event: Extract<KnownEvent, { readonly kind: Kind }>,
    before: OrderState | undefined,
  ) => Undo | undefined;
} = {
  "order/opened": ({ body: { table, name, covers } }) =>
    isForGuests({ table, name, covers }) ? { type: "end-order" } : undefined,
  // Nothing takes it back but another word.
  "order/reassigned": () => undefined,
  "order/ended": (_event, before) => before && { type: "reopen-order", order: openedId(before) },
  "order/line-added": ({ id }) => ({ type: "take-off", line: id }),
  "order/line-returned": ({ id }) => ({ type: "take-off", line: id }),
  "order/voucher-added": ({ id }) => ({ type: "take-off", line: id }),
  // A deposit that came with goods goes with them.
  "order/deposit-added": ({ id, body }) =>
    body.with === undefined ? { type: "take-off", line: id } : undefined,
  "order/empties-returned": ({ id }) => ({ type: "take-off", line: id }),
  // It has its receipt in the same act.
  "order/forfeit-added": () => ({ type: "payment" }),
  "order/line-changed": ({ body: { line, set } }, before) => {
    const fields = before?.linesById[line]?.fields;
    if (fields === undefined) return undefined;
    // Fewer of a line don't write what it takes from; as many again take from there.
    const names = [...Object.keys(set), ...(set.quantity === undefined ? [] : ["counted"])];
    const values = { ...valuesOf(fields, names), ...listWritten(before?.linesById[line], set) };
    if (set.held === undefined) return { type: "set-back", line, before: values };
    // A line that nobody held or fired waits as its course says.
    const held = (fields.held && registerValue(fields.held)) ?? null;
    return { type: "set-back", line, before: { ...values, held } };
  },
  "order/discounted": (_event, before) => {
    const earlier = before && registerValue(before.fields.discount);
    const reason = whyOf(before, before?.fields.discount);
    return { type: "order-discount-back", before: earlier ?? null, reason };
  },
  "order/line-discounted": ({ body: { line } }, before) => {
    // A discount that came with the line goes with the line.
    const fields = before?.linesById[line]?.fields;
    if (fields === undefined) return undefined;
    const earlier = registerValue(fields.discount) ?? null;
    return { type: "discount-back", line, before: earlier, reason: whyOf(before, fields.discount) };
  },
  // Lines that move, and the bills that they move from, come back as a whole: `shareBacksOf` and `undo-move.ts`.
  "order/line-placed": () => undefined,
  "order/merged": () => undefined,
  "order/split": (_event, before) => ({
    type: "split-back",
    before: before === undefined ? [] : partsBefore(before),
  }),
  "order/charged": (event, before) => chargesUndo(before, event),
  "order/exempted": (event, before) => chargesUndo(before, event),
  // Whoever takes the act back works the deals out anew.
  "order/promoted": () => undefined,
  "order/couponed": ({ body: { coupon } }, before) => ({
    type: "coupon-back",
    coupon,
    before: before !== undefined && couponsOnBill(before).includes(coupon),
  }),
  "order/pointed": (_event, before) => ({ type: "points-back", before: before?.pointed }),
  "order/line-voided": ({ body: { line } }) => ({ type: "put-back", line }),
  // What a person answered is answered by another question, where it was not so.
  "order/line-handed-out": () => undefined,
  "order/changed": (event, before) => {
    const { set } = event.body;
    if (set.customer !== undefined) {
      const customer = before && registerValue(before.fields.customer);
      return { type: "customer-back", before: customer ?? "" };
    }
    if (set.covers !== undefined) return coversUndo(before, event);
    if (set.dueAt !== undefined) {
      return { type: "due-back", before: before === undefined ? "" : dueAtOf(before) };
    }
    if (set.name !== undefined) {
      return { type: "name-back", before: (before && registerValue(before.fields.name)) ?? "" };
    }
    if (set.note !== undefined) {
      return {
        type: "order-note-back",
        before: before === undefined ? "" : orderNoteOf({ fields: before.fields }),
      };
    }
    return serviceUndo(before, event);
  },
  "order/return-taken": ({ body: { receipt } }) => ({ type: "return-off", receipt }),
  "order/return-ended": ({ body: { refund, taken: id } }, before) => {
    const taken = before?.returnsById?.[id]?.taken;
    if (refund !== null || taken === undefined || taken === null) return undefined;
    return { type: "return-again", receipt: taken.receipt };
  },
};

type OrderKind = Extract<KnownEvent["kind"], `order/${string}`>;

function undoOf(before: OrderState | undefined, event: KnownEvent): Undo | undefined {
  // A kind has the function that takes its events.
  const undo = (UNDO_OF as Readonly<Partial<Record<string, UndoOfAny>>>)[event.kind];
  return undo?.(event, before);
}

type UndoOfAny = (event: KnownEvent, before: OrderState | undefined) => Undo | undefined;

function serviceUndo(
  before: OrderState | undefined,
  { body: { set } }: Extract<KnownEvent, { readonly kind: "order/changed" }>,
): Undo | undefined {
  const service = before && registerValue(before.fields.service);
  const isService = set.service !== undefined && service !== undefined;
  return isService ? { type: "serve-as-before", service } : undefined;
}

/** A price that was worked out anew says by which list, as often as it is written. */
function listWritten(
  line: LineState | undefined,
  { unit }: LineChanged["set"],
): Pick<LineChanged["set"], "list"> {
  const list = line === undefined || unit === undefined ? undefined : lineList(line);
  return list === undefined || list === line?.added?.list ? {} : { list };
}

/** Refuses as the opposite action would: goods that the kitchen has need a reason, for one. */
export function decideUndo(
  context: DecisionContext,
  order: OrderState | undefined,
  undo: Undo,
): Decision {
  if (undo.type === "left-back") return decideLeftBack(context, undo);
  if (undo.type === "owners-back") return decideOwnersBack(context, undo.owners);
  if (undo.type === "move-back") return decideMoveBack(context, undo);
  if (undo.type === "reopen-order") {
    return decideReopen(context, context.view.state("order", undo.order));
  }
  return order === undefined ? err({ type: "order/none" }) : decideOnOrder(context, order, undo);
}

function decideOnOrder(
  context: DecisionContext,
  order: OrderState,
  undo: Exclude<Undo, LeftBack | OwnersBack | ReopenOrder | MoveBack>,
): Decision {
  switch (undo.type) {
    case "end-order":
      return decideEnd(context, order, "");
    case "covers-back":
      return decideCoversBack(context, undo);
    case "charges-back":
      return decideChargesBack(context, undo);
    case "exempt-back":
      return decideExemptBack(context, order, undo.before);
    case "take-off":
      return decideVoidLine(context, order, { line: undo.line, reason: "" });
    case "set-back":
      return setBack(context, order, undo);
    case "share-back":
      return decideShareBack(context, order, undo);
    case "discount-back":
      return decideDiscountLine(context, order, { line: undo.line, ...givenBack(undo) });
    case "order-discount-back":
      return decideDiscountOrder(context, order, givenBack(undo));
    case "course-back":
      return decideCourseBack(context, order, undo);
    case "prices-back":
      return decidePricesBack(context, order, undo);
    case "put-back":
      return putBack(context, order, undo.line);
    case "payment":
      return err({ type: "payment/final" });
    case "serve-as-before":
      return decideSetService(context, order, undo.service);
    case "coupon-back":
      return decideCouponBack(context, order, undo);
    case "points-back":
      return decidePointsBack(context, order, undo.before);
    case "name-back":
      return decideNameOrder(context, order, undo.before);
    case "order-note-back":
      return decideNoteOrder(context, order, undo.before);
    case "due-back":
      return decideDue(context, order, { dueAt: undo.before, isBack: true });
    case "split-back":
      return decideSplitBack(context, order, undo.before);
    case "return-off":
      return decideLeaveReturn(context, order, undo.receipt);
    case "return-again":
      return decideReturnAgain(context, order, undo.receipt);
    case "customer-back":
      return undo.before === ""
        ? decideTakeCustomerOff(context, order)
        : decideSetCustomer(context, order, {
            customer: undo.before,
            service: registerValue(order.fields.service) ?? "counter",
          });
    default:
      return assertNever(undo, "undo");
  }
}

function givenBack({
  before,
  reason,
}: Extract<Undo, { type: "discount-back" | "order-discount-back" }>): GivenOff {
  return { discount: before, reason: before === null ? "" : reason, isUndo: true };
}

function setBack(
  context: DecisionContext,
  order: OrderState,
  { line, before }: Extract<Undo, { type: "set-back" }>,
): Decision {
  const { quantity, counted, held } = before;
  if (held !== undefined) return decideHold(context, order, { lines: [line], held });
  if (quantity !== undefined) {
    return quantityBack(context, order, { line, quantity, had: { counted } });
  }
  const isMoney = before.unit !== undefined || before.modifiers !== undefined;
  const deed = isMoney ? "priced" : null;
  const found = openLine(context, order, { line, permission: "sell", deed });
  if (!found.ok) return found;
  const { line: state, kind } = found.value;
  const isPrice = before.unit !== undefined && state.added?.by !== "open";
  const permission = isPrice ? "price" : "sell";
  const allowed = requireForLine(context, { permission, kind: isMoney ? kind : null });
  if (!allowed.ok) return allowed;
  return ok([changeOf(order, found.value, { set: before })]);
}

/**
 * The most lines that an order may ever have had. A line that is put back replaces one that is off,
 * so nothing more is to pay; but nobody voids that often by mistake.
 */
const LINES_EVER_MAX = 2 * LINES_MAX;

/** A void is for ever: the same goods are added once more, as they stood, whatever they cost by now. */
function putBack(context: DecisionContext, order: OrderState, id: EventId): Decision {
  if (order.receipts.length > 0) return err({ type: "order/paid" });
  const line = order.linesById[id];
  const added = line?.added ?? undefined;
  if (line === undefined || added === undefined) return err({ type: "line/unknown" });
  if (Object.keys(order.linesById).length >= LINES_EVER_MAX) {
    return err({ type: "order/full", max: LINES_EVER_MAX });
  }
  const kind = kindOf(added);
  // Meanwhile its customer, whose group has that price, may be another one.
  const group = lineList(line)?.group;
  const isTheirs = group === undefined || group === groupOfOrder(context.view, order);
  const permission = isTheirs ? "sell" : "price";
  const allowed = requireForLine(context, { permission, kind });
  if (!allowed.ok) return allowed;
  const asVoided = tookRight(order, { id, line })
    ? requirePermission(context, "void")
    : ok(undefined);
  if (!asVoided.ok) return asVoided;
  const streams = [orderStream(openedId(order))];
  const body = anotherLine(order, { id, line, added });
  const { quantity } = body;
  const taken = takeBack(context, line, { quantity, counted: registerValue(line.fields.counted) });
  if (!taken.ok) return taken;
  const counted = taken.value === undefined ? {} : { counted: taken.value };
  const goods: LineAdded = { ...body, ...counted, instead: id };
  const again: Draft = { kind: kind.bornBy, streams, body: goods };
  const discount = registerValue(line.fields.discount) ?? null;
  // The discount comes back with the goods: the person who granted it had the right to.
  const reason = whyOf(order, line.fields.discount);
  const granted = { line: context.idAt(0), discount, over: [], reason };
  const drafts: ReadonlyArray<Draft> =
    discount === null
      ? [again]
      : [again, { kind: "order/line-discounted", streams, body: granted }];
  const back = { line: id, as: context.idAt(0), voids: line.voids.map((it) => it.id) };
  return ok([...drafts, ...ticketsBack(context, order, { drafts, back })]);
}

/** Whether the void of a line took the right to it: the kitchen or a bill had the line, or somebody vouched. */
function tookRight(
  { sentLines }: OrderState,
  { id, line }: { readonly id: EventId; readonly line: LineState },
): boolean {
  return (
    billedQuantity(line) > 0 ||
    sentLines.some((sent) => sent.line === id) ||
    line.voids.some(({ approved }) => approved !== "")
  );
}

/* The undo of charges and of the exemption from taxes. */

type ChargesBack =
  | ({ readonly type: "charges-back" } & ChargesBefore)
  | { readonly type: "exempt-back"; readonly before: Exempt | null };

/** The order of the bill that the event is of, as it was before. */
function ownBefore(
  before: OrderState | undefined,
  { streams }: KnownEvent,
): OrderState | undefined {
  const [stream] = streams;
  if (before === undefined || stream === undefined) return undefined;
  const order = streamName(stream);
  return before.gathered?.orders.find(({ opened }) => opened?.id === order) ?? before;
}

function coversUndo(before: OrderState | undefined, event: KnownEvent): TableUndo | undefined {
  const own = ownBefore(before, event);
  if (own?.opened === null || own === undefined) return undefined;
  const covers = registerValue(own.fields.covers) ?? 0;
  return { type: "covers-back", order: own.opened.id, before: covers };
}

/**
 * Returns the undo of charges or of an exemption. A charge that a rule wrote goes with the act that
 * brought it; an exemption counts once for all orders of a bill.
 */
function chargesUndo(
  before: OrderState | undefined,
  event: Extract<KnownEvent, { readonly kind: "order/charged" | "order/exempted" }>,
): ChargesBack | undefined {
  if (event.kind === "order/exempted") {
    const isOfBill = before && event.streams.includes(orderStream(openedId(before)));
    return isOfBill === true ? { type: "exempt-back", before: exemptionOf(before) } : undefined;
  }
  const own = ownBefore(before, event);
  if (own?.opened === null || own === undefined) return undefined;
  const order = own.opened.id;
  const written = own.fields.charges && registerValue(own.fields.charges);
  const off = written?.off ?? [];
  const isSaid = JSON.stringify(off) !== JSON.stringify(event.body.off);
  return isSaid ? { type: "charges-back", order, off } : undefined;
}

/*
 * Taking back that there is more or less of a line, also of one that lies on several bills: the others keep
 * what they have.
 */

/** Puts a share of a line back that lay here before, whatever lies here since. */
interface ShareBack {
  readonly type: "share-back";
  readonly line: EventId;
  readonly birth: EventId;
  /** The order of this bill that it lay in. */
  readonly at: EventId;
  readonly here: Thousandths;
  readonly counted: Counted | undefined;
  /** The event that changed the share. */
  readonly write: EventId;
}

/** Undefined for what is no change of how much of a line lies here. */
function shareBacksOf(
  before: OrderState | undefined,
  events: ReadonlyArray<KnownEvent>,
): ReadonlyArray<ShareBack> | undefined {
  if (before === undefined) return undefined;
  const backs = events.flatMap((event): ReadonlyArray<ShareBack> => {
    if (event.kind !== "order/line-changed" || event.body.set.quantity === undefined) return [];
    const { line } = event.body;
    const where = before.gathered?.linesById[line];
    const balance = orderBalance(before).lines.find(({ id }) => id === line);
    if (where === undefined || balance === undefined) return [];
    return [
      {
        type: "share-back",
        line,
        birth: where.birth,
        at: lineAt(before, line) ?? where.birth,
        here: balance.quantity,
        counted: registerValue(balance.line.fields.counted),
        write: event.id,
      },
    ];
  });
  const placed = events.filter(({ kind }) => kind === "order/line-placed");
  const isOfShares = placed.every(({ body }) =>
    backs.some(({ line }) => "line" in body && body.line === line),
  );
  return isOfShares && backs.length > 0 ? backs : undefined;
}

function decideShareBack(context: DecisionContext, order: OrderState, back: ShareBack): Decision {
  const { line, here, counted } = back;
  const found = orderBalance(order).lines.find(({ id }) => id === line);
  return found !== undefined && found.quantity !== 0
    ? quantityBack(context, order, { line, quantity: here, had: { counted } })
    : putBackHere(context, order, back);
}

/** Puts a quantity back; the kitchen is sent again what it was told is void. */
function quantityBack(context: DecisionContext, order: OrderState, command: SetQuantity): Decision {
  const { line } = command;
  const writes = order.linesById[line]?.fields.quantity.open ?? [];
  const undoes = writes.flatMap(({ id, value }) => (value < command.quantity ? [id] : []));
  const written = decideSetQuantity(context, order, { ...command, undoes });
  if (!written.ok) return written;
  // More of a line that takes of the stock is another line.
  const [first] = written.value;
  const isAnother = first?.kind === "order/line-added" || first?.kind === "order/line-returned";
  const as = isAnother ? context.idAt(0) : line;
  const back = { line, as, voids: writes.map(({ id }) => id) };
  return ok([...written.value, ...ticketsBack(context, order, { drafts: written.value, back })]);
}

/** Puts a fragment of a line back that is no longer here, beside the fragments on other bills. */
function putBackHere(context: DecisionContext, order: OrderState, back: ShareBack): Decision {
  const { line: id, birth, here, counted, write } = back;
  const line = context.view.state("order", birth).linesById[id];
  if (line === undefined || line.added === null) return err({ type: "line/unknown" });
  if (line.voids.length > 0) return err({ type: "line/voided", name: line.added.name });
  const kind = kindOf(line.added);
  const allowed = requireForLine(context, { permission: "sell", kind });
  if (!allowed.ok) return allowed;
  if (onlyGetsLess(line.added)) {
    const taken = takeBack(context, line, { quantity: here, counted });
    if (!taken.ok) return taken;
    // More of a line that takes of the stock is another line.
    const again = anotherLine(order, { id, line, added: line.added, quantity: here });
    const body = taken.value === undefined ? again : { ...again, counted: taken.value };
    const drafts: ReadonlyArray<Draft> = [
      { kind: kind.bornBy, streams: [orderStream(openedId(order))], body },
    ];
    const back = { line: id, as: context.idAt(0), voids: [write] };
    return ok([...drafts, ...ticketsBack(context, order, { drafts, back })]);
  }
  const present = registerValue(line.fields.quantity) ?? thousandths(0);
  const quantity = thousandths(present + here);
  const taken = takeAgain(context, line, { quantity, counted });
  if (!taken.ok) return taken;
  const set = { quantity, ...(taken.value === undefined ? {} : { counted: taken.value }) };
  const over = {
    quantity: openWriteIds(line.fields.quantity),
    ...(taken.value === undefined ? {} : { counted: openWriteIds(line.fields.counted) }),
  };
  const changed: Draft = {
    kind: "order/line-changed",
    streams: [orderStream(birth)],
    body: { line: id, set, over, reason: "" },
  };
  const drafts = [changed, placedBack(line, back)];
  const after = gatherOrder(viewAfter(context, drafts), openedId(order));
  const undone = { drafts, back: { line: id, as: id, voids: [write] }, after };
  return ok([...drafts, ...ticketsBack(context, after, undone)]);
}

function placedBack(line: LineState, { line: id, birth, at, here }: ShareBack): Draft {
  const placesNow = (line.fields.place && registerValue(line.fields.place)) ?? [];
  const whole: LinePlace = { order: birth, weight: oneUnit };
  const places = piecesAt({ line }, { places: placesNow.length > 0 ? placesNow : [whole] });
  const otherPlaces = places.filter(({ order }) => order !== at);
  const own = places.find(({ order }) => order === at)?.weight ?? 0;
  const placed = [...otherPlaces, { order: at, weight: thousandths(own + Math.abs(here)) }];
  const orders = [birth, ...[...placesNow, ...placed].map(({ order }) => order)];
  const weights = placed.map(({ order, weight }) => ({
    order,
    weight: thousandths(Math.abs(weight)),
  }));
  return {
    kind: "order/line-placed",
    streams: [...new Set(orders)].map(orderStream),
    body: {
      line: id,
      at: weights.filter(({ weight }) => weight > 0),
      over: openWriteIds(line.fields.place),
    },
  };
}
