/** One person at the register: the use cases of the screens, each of them one commit. */

import { decideSetLanguage } from "../../domain/commands/change-staff.ts";
import {
  decideAddGoods,
  decideSetModifiers,
  decideSetNote,
  decideSetPrice,
  decideSetQuantity,
  decideSetService,
} from "../../domain/commands/edit-order.ts";
import { decideExempt } from "../../domain/commands/exempt-order.ts";
import { decideDiscountLine, decideDiscountOrder } from "../../domain/commands/give-discount.ts";
import { decideNameOrder } from "../../domain/commands/open-order.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { decideSeeOrder } from "../../domain/commands/seat-guests.ts";
import { decideSend } from "../../domain/commands/send-order.ts";
import { decideTakeOff } from "../../domain/commands/take-off.ts";
import { thousandths } from "../../domain/money/amounts.ts";
import { orderBalance } from "../../domain/order-balance.ts";
import { isForGuests } from "../../domain/order/who-serves.ts";
import { magnitude } from "../../domain/quantity.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { readSetting } from "../../domain/settings.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { type TillSession } from "../../tui/ports/till-port.ts";
import { decideLeft } from "../catalogue/oversold.ts";
import { forgetNext, NO_SEAT, type NextOrder } from "../orders/next-order.ts";
import { listOrders, orderState, orderView } from "../orders/orders.ts";
import { clockedInSince, clockIn, clockOut } from "../people/shifts.ts";
import { orNoRoom } from "../store-errors.ts";
import { tillWords } from "../words/till-words.ts";
import { checkApprover } from "./register-approval.ts";
import { attentionActions } from "./register-attention.ts";
import { billActions } from "./register-bills.ts";
import { correctionActions } from "./register-corrections.ts";
import { courseActions } from "./register-courses.ts";
import { customerActions } from "./register-customers.ts";
import { dayActions } from "./register-day.ts";
import { createDesk, type Desk, type DeskDeps } from "./register-desk.ts";
import { drawerActions } from "./register-drawers.ts";
import { moveActions } from "./register-moves.ts";
import { officeActions } from "./register-office.ts";
import { paymentActions, paymentLooks, splitActions } from "./register-payments.ts";
import { queueActions } from "./register-queue.ts";
import { repriceActions } from "./register-reprice.ts";
import { returnActions } from "./register-returns.ts";
import { roundActions } from "./register-round.ts";
import { tableActions } from "./register-tables.ts";
import { noteNext, undoLast } from "./register-undo.ts";

export function createRegisterSession(deps: DeskDeps): TillSession {
  return sessionOf(deps, { service: undefined, course: 0, seat: NO_SEAT });
}

function sessionOf(deps: DeskDeps, next: NextOrder): TillSession {
  const desk = createDesk(deps);
  const { till, actor } = deps;
  let lastPart: { readonly part: string | undefined; readonly session: TillSession } | undefined;
  return {
    staffName: actor.name,
    staffNumber: actor.number,
    approvedBy: async (claim) => {
      const approval = await checkApprover(till, claim, deps.locale());
      if (!approval.ok) return approval;
      till.refusals.takeBack(claim.act);
      return ok(sessionOf({ ...deps, actor: { ...actor, approval: approval.value } }, next));
    },
    ...(actor.sellsOn === undefined ? {} : { sellsOn: actor.sellsOn }),
    sellingOn: () => sessionOf({ ...deps, actor: { ...actor, sellsOn: true } }, next),
    ofPart: (part) => {
      // Asked several times in each frame of a payment.
      if (lastPart === undefined || lastPart.part !== part)
        lastPart = { part, session: sessionOf({ ...deps, part }, next) };
      return lastPart.session;
    },
    withoutDrawer: () => sessionOf({ ...deps, actor: { ...actor, withoutDrawer: true } }, next),
    order: desk.current,
    ...orderActions(desk, next),
    ...courseActions(desk, next),
    ...tableActions(desk, next),
    ...moveActions(desk),
    ...roundActions(desk),
    ...repriceActions(desk),
    ...screenActions(desk, next),
    ...goodsActions(desk),
    ...lineActions(desk),
    ...paymentActions(desk),
    ...paymentLooks(desk),
    ...splitActions(desk),
    ...returnActions(desk, next),
    ...correctionActions(desk),
    ...shiftActions(desk),
    ...languageActions(desk),
    ...attentionActions(desk),
    bills: billActions(desk),
    office: officeActions(desk, deps.random),
    customers: customerActions(desk, next),
    queue: queueActions(desk),
    drawers: drawerActions(desk),
    day: dayActions(desk),
  };
}

function orderActions(
  desk: Desk,
  next: NextOrder,
): Pick<
  TillSession,
  "addGoods" | "setService" | "discountOrder" | "exempt" | "send" | "nameOrder" | "newOrder"
> {
  const { till, screen } = desk;
  return {
    addGoods: ({ sku, quantity, ...goods }) => {
      const done = desk.act("add goods", (context, order) => {
        const catalogue = till.catalogue();
        const product = catalogue.productsBySku.get(sku);
        if (product === undefined) {
          return err({ type: "product/unknown", text: sku, nearest: [] });
        }
        return decideAddGoods(context, {
          catalogue,
          // A paid order on the screen is history: the next goods begin another one.
          order: order === undefined || orderBalance(order).status === "paid" ? undefined : order,
          goods: { product, ...goods, quantity: magnitude(quantity), comesBack: quantity < 0 },
          service: next.service ?? readSetting(context.view, "default-service"),
          course: next.course,
          seat: next.seat.order === screen.order() ? next.seat.seat : 0,
        });
      });
      if (!done.ok) return done;
      forgetNext(next);
      return desk.shown();
    },
    setService: (service) => {
      const order = desk.current();
      if (order === undefined || order.status === "paid") {
        noteNext(desk, next);
        next.service = service;
        return ok(undefined);
      }
      return desk.change("set service", (context, state) =>
        decideSetService(context, state, service),
      );
    },
    send: () => desk.change("send", decideSend),
    discountOrder: (discount, reason) =>
      desk.change("discount order", (context, order) =>
        decideDiscountOrder(context, order, { discount, reason }),
      ),
    exempt: (number) =>
      desk.change("exempt order", (context, order) => decideExempt(context, order, number)),
    nameOrder: (name) =>
      desk.change("name order", (context, order) => decideNameOrder(context, order, name)),
    newOrder: () => {
      forgetNext(next);
      next.seat = NO_SEAT;
      screen.show(undefined);
    },
  };
}

function screenActions(
  desk: Desk,
  next: NextOrder,
): Pick<TillSession, "openOrders" | "recall" | "undo"> {
  const { till, screen, undos } = desk;
  return {
    openOrders: () =>
      listOrders(till, { day: till.days().now, openOnly: true })
        .filter(({ id }) => id !== screen.order())
        .toReversed(),
    recall: (id) => {
      const order = till.ledger.read((view) => orderView(view, id));
      if (order?.status !== "open") {
        const words = tillWords(desk.locale()).desk;
        return err({ message: words.notOpen(order?.number ?? words.thatOrder) });
      }
      if (isForGuests(order) && order.owner !== desk.actor.number) {
        const may = orNoRoom(
          () =>
            till.ask(desk.actor, "see order", (context) =>
              decideSeeOrder(context, orderState(context.view, id)),
            ),
          desk.locale(),
        );
        if (typeof may === "string") return err({ message: may });
        if (!may.ok) return desk.refused(may.fault);
      }
      if (desk.current()?.status !== "open") undos.follow(id, "brought");
      next.seat = NO_SEAT;
      screen.show(id);
      return ok(order);
    },
    undo: () => undoLast(desk, next),
  };
}

function goodsActions(desk: Desk): Pick<TillSession, "setLeft"> {
  return {
    setLeft: (sku, left) => {
      const done = desk.act("set left", (context) => {
        const product = desk.till.catalogue().productsBySku.get(sku);
        return product === undefined
          ? err({ type: "product/unknown", text: sku, nearest: [] })
          : decideLeft(desk.till, context, { product, left });
      });
      return done.ok ? ok(undefined) : done;
    },
  };
}

function lineActions({
  till,
  change,
}: Desk): Pick<
  TillSession,
  | "addQuantity"
  | "setQuantity"
  | "setModifiers"
  | "setNote"
  | "setPrice"
  | "discountLine"
  | "takeOff"
> {
  return {
    addQuantity: (line, more) =>
      change("add quantity", (context, order) => {
        const known = orderBalance(order).lines.find(({ id }) => id === line)?.quantity ?? 0;
        return decideSetQuantity(context, order, { line, quantity: thousandths(known + more) });
      }),
    setQuantity: (line, quantity) =>
      change("set quantity", (context, order) =>
        decideSetQuantity(context, order, { line, quantity }),
      ),
    setModifiers: (line, modifiers) =>
      change("set modifiers", (context, order) =>
        decideSetModifiers(context, order, { catalogue: till.catalogue(), line, modifiers }),
      ),
    setNote: (line, note) =>
      change("set note", (context, order) => decideSetNote(context, order, { line, note })),
    setPrice: (line, price) =>
      change("set price", (context, order) => decideSetPrice(context, order, { line, price })),
    discountLine: (line, discount, reason) =>
      change("discount line", (context, order) =>
        decideDiscountLine(context, order, { line, discount, reason }),
      ),
    takeOff: (voids, reason) =>
      change("take off", (context, order) => decideTakeOff(context, order, { voids, reason })),
  };
}

function languageActions(desk: Desk): Pick<TillSession, "setLanguage"> {
  const { actor } = desk;
  return {
    setLanguage: (language) => {
      const own = { number: actor.number, language: language ?? null };
      const done = desk.actBeside("set language", (context) =>
        decideSetLanguage(context, own.number, own.language),
      );
      return done.ok ? ok(desk.speak(language)) : done;
    },
  };
}

function shiftActions(desk: Desk): Pick<TillSession, "clockedInSince" | "clockIn" | "clockOut"> {
  const { till, actor } = desk;
  function told(work: () => Result<string, RefusalFacts>): Result<string, Refusal> {
    const prepared = desk.prepare();
    if (!prepared.ok) return prepared;
    const done = orNoRoom(work, desk.locale());
    if (typeof done === "string") return err({ message: done });
    if (!done.ok) return desk.refused(done.fault);
    desk.noteKept();
    return done;
  }
  return {
    clockedInSince: () => clockedInSince(till, actor),
    clockIn: () => told(() => clockIn(till, actor)),
    clockOut: () => told(() => clockOut(till, actor)),
  };
}
