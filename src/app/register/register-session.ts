/** The session of one person at the register: the screens' use cases, each of them one commit. */

import { type Performed } from "../../acts/act.ts";
import { type ActId, type ActRequest, actOf, type AnswerOf } from "../../acts/all.ts";
import { type CorrectionWay } from "../../acts/correct.ts";
import { type ReassignWay } from "../../acts/reassign.ts";
import { type TenderShare } from "../../domain/balance/payment-tenders.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type DecisionContext } from "../../domain/commands/decision.ts";
import { decideRefire } from "../../domain/commands/kitchen/refire-line.ts";
import {
  correctablePayments,
  correctionWorth,
  whyNotCorrectable,
} from "../../domain/commands/money/correct-payment.ts";
import { chargesAnew, knownCharges } from "../../domain/commands/order/charge-order.ts";
import { AHEAD, promotedAnew } from "../../domain/commands/order/promote-order.ts";
import { peopleOf } from "../../domain/commands/order/reassign-order.ts";
import { decideSeeOrder } from "../../domain/commands/order/seat-guests.ts";
import { taxedNow } from "../../domain/commands/order/tax-order.ts";
import { openShifts } from "../../domain/commands/people/clock-staff.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { type EventId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor } from "../../domain/money/amounts.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { isForGuests } from "../../domain/order/who-serves.ts";
import { type SupplyTime } from "../../domain/prices/supply-taxes.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { sumsMoved } from "../../domain/tenders/tenders.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type OrderView } from "../../domain/views.ts";
import { type BillSession } from "../../tui/ports/bill-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { type TillSession } from "../../tui/ports/till-port.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { forgetNext, NO_SEAT, type NextOrder, seatAt, spendNext } from "../orders/next-order.ts";
import {
  isWaiting,
  listOrders,
  listOrdersForLater,
  orderState,
  orderView,
  findOrder,
  latestOwnOrder,
} from "../orders/orders.ts";
import { deciding, orderNamedBy } from "../orders/perform-act.ts";
import { openOrdersNamed } from "../orders/print-bill.ts";
import { nextRound } from "../orders/repeated-rounds.ts";
import { linesToReprice, wouldReprice } from "../orders/reprice.ts";
import { shiftNow } from "../people/shifts.ts";
import { tryStore } from "../store-errors.ts";
import { cashRule, knowing } from "../till/till.ts";
import { checkApprover } from "./register-approval.ts";
import { attentionActions } from "./register-attention.ts";
import { cardActions } from "./register-cards.ts";
import { countActions } from "./register-count.ts";
import { customerActions } from "./register-customers.ts";
import { dayActions } from "./register-day.ts";
import { deliveryActions } from "./register-delivery.ts";
import { createDesk, type Desk, type DeskDeps } from "./register-desk.ts";
import { drawerActions } from "./register-drawers.ts";
import { eveningActions } from "./register-evening.ts";
import { historyActions } from "./register-history.ts";
import { officeActions } from "./register-office.ts";
import { paymentLooks, splitLooks, returnLooks, vouchedAlike } from "./register-payments.ts";
import { queueActions } from "./register-queue.ts";
import { typedReceiptNumber } from "./register-receipts.ts";
import { reportActions } from "./register-reports.ts";
import { tableActions } from "./register-tables.ts";
import { tipsActions } from "./register-tips.ts";
import { noteNext, undoLast, noteNextCourse } from "./register-undo.ts";
import { voucherLooks } from "./register-vouchers.ts";

export function createRegisterSession(deps: DeskDeps): TillSession {
  return sessionOf(deps, { service: undefined, course: 0, seat: NO_SEAT });
}

function sessionOf(deps: DeskDeps, next: NextOrder): TillSession {
  const desk = createDesk(deps);
  const { till, actor } = deps;
  return {
    staffName: actor.name,
    staffNumber: actor.number,
    approvedBy: async (claim) => {
      const approval = await checkApprover(till, claim, deps.locale());
      if (!approval.ok) return approval;
      till.refusals.takeBack(claim.act);
      return ok(sessionOf({ ...deps, actor: { ...actor, approval: approval.value } }, next));
    },
    ...(actor.sure === undefined ? {} : { sure: actor.sure }),
    knowing: (sure) => sessionOf({ ...deps, actor: knowing(actor, sure) }, next),
    order: desk.current,
    ...courseActions(desk, next),
    ...tableActions(desk, next),
    ...repriceActions(desk),
    ...roundActions(desk),
    ...screenActions(desk, next),
    perform: (request) => performHere(desk, next, request),
    ...paymentLooks(desk),
    ...splitLooks(desk),
    ...returnLooks(desk),
    ...correctionLooks(desk),
    shift: () => shiftNow(till, actor, deps.open.clock.nowMs()),
    ...attentionActions(desk),
    bills: billActions(desk),
    office: officeActions(desk, deps.random),
    cards: cardActions(desk),
    customers: customerActions(desk, (customer) => {
      const done = performHere(desk, next, { act: "customer", customer });
      return done.ok ? desk.shown() : done;
    }),
    queue: queueActions(desk),
    reports: reportActions(desk),
    history: historyActions(desk),
    tips: tipsActions(desk),
    counts: countActions(desk),
    deliveries: deliveryActions(desk),
    vouchers: voucherLooks(desk),
    evening: eveningActions(desk),
    drawers: drawerActions(desk),
    day: dayActions(desk),
  };
}

function screenActions(
  desk: Desk,
  next: NextOrder,
): Pick<
  TillSession,
  "newOrder" | "openOrders" | "ordersForLater" | "recall" | "recallPaid" | "undo"
> {
  const { till, screen } = desk;
  return {
    newOrder: () => {
      forgetNext(next);
      next.seat = NO_SEAT;
      screen.show(undefined);
    },
    openOrders: () =>
      listOrders(till, { day: till.days().now, openOnly: true })
        .filter(({ id }) => id !== screen.order())
        .toReversed(),
    ordersForLater: () => listOrdersForLater(till),
    recall: (id) => {
      const order = till.ledger.read((view) => orderView(view, id));
      const isListed = order?.status === "open" || till.ledger.read((view) => isWaiting(view, id));
      if (order === undefined || !isListed) {
        const words = wordsIn(tillWords, desk.locale()).desk;
        return err({ message: words.notOpen({ order: order?.number ?? words.unnamedOrder }) });
      }
      return bring(desk, next, order);
    },
    recallPaid: (receipt) => {
      const order = findOrder(till, receipt)?.order;
      return order === undefined
        ? desk.refused({ type: "order/unknown", text: receipt })
        : bring(desk, next, order);
    },
    undo: () => undoLast(desk, next),
  };
}

/** Shows the order to who may see it. */
function bring(desk: Desk, next: NextOrder, order: OrderView): Result<OrderView, Refusal> {
  const { till, screen, undos } = desk;
  const { id } = order;
  if (isForGuests(order) && order.owner !== desk.actor.number) {
    const may = tryStore(
      () =>
        till.ask(desk.actor, "see order", (context) =>
          decideSeeOrder(context, orderState(context.view, id)),
        ),
      desk.locale(),
    );
    if (typeof may === "string") return err({ message: may });
    if (!may.ok) return desk.refused(may.fault);
  }
  if (desk.current()?.status !== "open") undos.attachTo(id, "brought");
  next.seat = NO_SEAT;
  next.brought = id;
  screen.show(id);
  return ok(order);
}

function performHere<Request extends ActRequest>(
  desk: Desk,
  next: NextOrder,
  request: Request,
): Result<Performed<AnswerOf<Request["act"]>>, Refusal> {
  const said = sayOfNext(desk, next, request);
  if (said !== undefined) return withoutOrder(said);
  const done = perform(desk, next, request);
  if (done.ok && request.act === "language") desk.speak(request.language ?? undefined);
  return done;
}

/** Does an act: to the order on the screen, or beside it. */
function perform<Request extends ActRequest>(
  desk: Desk,
  next: NextOrder,
  request: Request,
): Result<Performed<AnswerOf<Request["act"]>>, Refusal> {
  const { till, screen, undos } = desk;
  const act = actOf(request.act);
  const { service, course } = next;
  const orderBefore = screen.order();
  const chosen = { service, course, seat: seatAt(next, orderBefore) };
  const begins = request.act === "add" && next.brought === orderBefore ? orderBefore : undefined;
  const world = { act, input: request, next: chosen, begins };
  return deciding(till, world, ({ decide, answer, undo }) => {
    const at = request.act === "exchange" ? vouchedAlike(desk, request, decide) : desk;
    const isBeside = act.on === "shop" || act.on === "any order";
    const noting = isBeside ? at.actBeside : at.act;
    const commit = act.undo === undefined ? noting : at.actUnnoted;
    const named = orderNamedBy(act, request);
    const done = commit(act.id, (context, onScreen) => {
      if (!isBeside) return decide(context, onScreen);
      return decide(context, named === undefined ? undefined : orderState(context.view, named));
    });
    if (!done.ok) return done;
    if (act.addsLines === true || begins !== undefined) next.brought = undefined;
    const opened = screen.order();
    if (act.shows !== undefined) screen.show(act.shows(request, orderBefore));
    else if (opened !== undefined && opened !== orderBefore) spendNext(next, opened);
    else if (act.on === "order or new") forgetNext(next);
    const back = undo();
    if (back !== undefined) undos.push(screen.order(), [back]);
    const isAway = isBeside && act.shows === undefined;
    const shown = isAway || screen.order() === undefined ? ok(desk.current()) : desk.shown();
    if (!shown.ok) return shown;
    // The act that was asked for has given its own answer.
    return ok({ order: shown.value, answer: answer() as AnswerOf<Request["act"]> });
  });
}

/** Keeps for the order that is begun next what is said before it is there; undefined where it is about one that is there. */
function sayOfNext(
  desk: Desk,
  next: NextOrder,
  request: ActRequest,
): Result<undefined, Refusal> | undefined {
  if (request.act !== "service" && request.act !== "course") return undefined;
  const order = desk.current();
  if (order !== undefined && order.status !== "paid") return undefined;
  if (request.act === "service") {
    noteNext(desk, next);
    next.service = request.service;
    return ok(undefined);
  }
  const { course } = request;
  if (next.course === course) return desk.refused({ type: "course/same", course });
  noteNextCourse(desk, next);
  next.course = course;
  return ok(undefined);
}

/** Returns what is said of the next order as done; it has no answer. */
function withoutOrder<Id extends ActId>(
  said: Result<OrderView | undefined, Refusal>,
): Result<Performed<AnswerOf<Id>>, Refusal> {
  return said.ok ? ok({ order: said.value, answer: undefined as AnswerOf<Id> }) : said;
}

/** F8 at the register: bills of the order on the screen, and of any other. */
function billActions(desk: Desk): BillSession {
  const { till } = desk;
  return {
    ordersNamed: (text) => openOrdersNamed(till, text),
    chargeAnew: () => {
      const order = desk.current();
      if (order?.status !== "open") return undefined;
      const { id } = order;

      function look(time: SupplyTime, idAt: (at: number) => EventId): ReadonlyArray<Draft> {
        const { order: taxed, drafts } = taxedNow(time, orderState(time.view, id));
        const promoted = promotedAnew(time, taxed, idAt(drafts.length));
        return [...drafts, ...promoted, ...chargesAnew(time, taxed)];
      }

      const ahead = till.ledger.read((view) => look(till.supplyTime(view), () => AHEAD));
      if (ahead.length === 0) return undefined;
      const done = desk.actUnnoted("charge order", (context) => ok(look(context, context.idAt)));
      const shown = done.ok ? desk.shown() : done;
      return shown.ok ? shown.value : undefined;
    },
    charges: () => {
      const order = desk.current();
      if (order?.status !== "open") return [];
      return till.ledger.read((view) => knownCharges({ view }, orderState(view, order.id)));
    },
  };
}

/** Returns the goods that another round of the order on the screen would add. */
function roundActions({ till, screen }: Desk): Pick<TillSession, "round"> {
  return {
    round: (course) => {
      const id = screen.order();
      return id === undefined ? [] : nextRound(till, id, course);
    },
  };
}

/** Returns the changes that repricing the order on the screen would make. */
function repriceActions(desk: Desk): Pick<TillSession, "linesToReprice" | "wouldReprice"> {
  const { till, screen } = desk;
  return {
    wouldReprice: () => {
      const id = screen.order();
      return id === undefined ? undefined : wouldReprice(till, id);
    },
    linesToReprice: () => {
      const id = screen.order();
      return id === undefined ? 0 : linesToReprice(till, id);
    },
  };
}

/**
 * Courses at the register: which one goods are added in, what the kitchen waits with, what it begins, and
 * what it makes again.
 */
function courseActions(desk: Desk, next: NextOrder): Pick<TillSession, "course" | "mayRefire"> {
  function open(): OrderView | undefined {
    const order = desk.current();
    return order?.status === "paid" ? undefined : order;
  }

  return {
    course: () => {
      const order = open();
      return order === undefined ? next.course : (order.course ?? 0);
    },
    mayRefire: (again) => {
      const id = desk.screen.order();
      if (id === undefined) return desk.refused({ type: "order/none" });
      const asked = desk.till.ask(desk.actor, "refire", (context) =>
        decideRefire(context, orderState(context.view, id), again),
      );
      return asked.ok ? ok(undefined) : desk.refused(asked.fault);
    },
  };
}

/** How payments may have been made otherwise than they were booked. */
function correctionLooks(desk: Desk): Pick<TillSession, "correctable"> {
  const { till } = desk;
  return {
    correctable: (text) => {
      const order =
        text === ""
          ? (paidOnScreen(desk) ?? latestOwnOrder(till))
          : (findOrder(till, typedReceiptNumber(till, text)) ?? findOrder(till, text))?.order;
      if (order === undefined) {
        return desk.refused(
          text === "" ? { type: "correction/no-payment" } : { type: "order/unknown", text },
        );
      }
      const day = till.days().now;
      const { ways, state, servers } = till.ledger.read((view) => {
        const coin = till.currency.denominations.at(-1) ?? 1;
        const rules = { cash: cashRule(view, day), coin };
        const found = orderState(view, order.id);
        const ways = waysOf({ view, day, rules }, found);
        return { state: found, ways, servers: serversOf(desk, view, found) };
      });
      return ways.length === 0 && servers.length === 0
        ? desk.refused(till.ledger.read((view) => whyNotCorrectable({ view, day }, state)))
        : ok({
            order: order.id,
            name: order.receipts.at(-1) ?? order.number,
            receipt: order.receipts.at(-1) ?? "",
            ways,
            servers,
          });
    },
  };
}

/** Who of those who are at work may have served a paid order that was booked for others. */
function serversOf(
  { till }: Pick<Desk, "till">,
  view: LedgerView,
  order: OrderState,
): ReadonlyArray<ReassignWay> {
  const atWork = new Set(openShifts(view).map(({ staff }) => staff));
  return [...(order.receipts.length === 0 ? [] : peopleOf(view, order))].flatMap((from) =>
    [...atWork]
      .filter((to) => to !== from)
      .map((to) => ({
        from: { number: from, name: till.staffName(from) },
        to: { number: to, name: till.staffName(to) },
      })),
  );
}

/** A part was paid of what is on the screen. */
function paidOnScreen(desk: Desk) {
  const order = desk.current();
  return order !== undefined && order.deposited !== 0 ? order : undefined;
}

interface WaysContext extends Pick<DecisionContext, "view" | "day"> {
  readonly rules: Pick<DecisionContext["rules"], "cash" | "coin">;
}

/** The last payment first. */
function waysOf(context: WaysContext, order: OrderState): ReadonlyArray<CorrectionWay> {
  const ownTenders = readSetting(context.view, "tenders");
  const methods = ["cash", "card", ...ownTenders.map(({ id }) => id)];
  return correctablePayments(context, order)
    .toReversed()
    .flatMap(({ payment, parts }) =>
      parts.flatMap((part) =>
        methods.flatMap((to) => wayTo(context, order, { payment, part, to }) ?? []),
      ),
    );
}

/** The number of the receipt that the payment is on, where there are several; else empty. */
function receiptWith({ receipts }: OrderState, payment: EventId): string {
  if (receipts.length < 2) return "";
  const found = receipts.find(({ body }) => body.uses.some((use) => use.payment === payment));
  return found === undefined ? "" : receiptNumber(found.body.series, found.body.no);
}

function wayTo(
  context: WaysContext,
  order: OrderState,
  {
    payment,
    part,
    to,
  }: { readonly payment: EventId; readonly part: TenderShare; readonly to: string },
): CorrectionWay | undefined {
  const { method: from, name } = part;
  const worth = correctionWorth(context, order, { payment, from, to });
  if (!worth.ok) return undefined;
  const [less, more] = sumsMoved({ from, to, ...worth.value }).map(({ amount, rounding, tip }) =>
    minor(Math.abs(amount + rounding + tip)),
  );
  if (less === undefined || more === undefined) return undefined;
  const called = worth.value.name;
  return {
    payment,
    receipt: receiptWith(order, payment),
    from: { method: from, ...(name === undefined ? {} : { name }), amount: less },
    to: { method: to, ...(called === undefined ? {} : { name: called }), amount: more },
  };
}
