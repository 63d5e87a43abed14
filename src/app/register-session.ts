/** One person at the register: the use cases of the screens, each of them one commit. */
import { type MinorUnits, thousandths, zeroMinor } from "../domain/amounts.ts";
import { type Service } from "../domain/catalogue.ts";
import { type Decision, type DecisionContext } from "../domain/commands/decision.ts";
import {
  decideAddGoods,
  decideSetModifiers,
  decideSetNote,
  decideSetQuantity,
  decideSetService,
  decideVoidLine,
} from "../domain/commands/edit-order.ts";
import { cashDue, decidePayCash } from "../domain/commands/pay-order.ts";
import { type Refusal as RefusalFacts } from "../domain/commands/refusal.ts";
import { decideSend } from "../domain/commands/send-order.ts";
import { type OrderState } from "../domain/folds/order-state.ts";
import { type EventId } from "../domain/identity.ts";
import { orderBalance } from "../domain/order-balance.ts";
import { toPaymentView } from "../domain/order-view.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { readSetting } from "../domain/settings.ts";
import { type OrderView } from "../domain/views.ts";
import { type Committed } from "../ledger/ledger.ts";
import { type PaidOutcome, type Refusal, type TillSession } from "../tui/till-port.ts";
import { orderState, orderView } from "./orders.ts";
import { refusalSentence } from "./refusal-sentence.ts";
import { clockIn, clockedInSince, clockOut } from "./shifts.ts";
import { type Actor, cashRule, type Till } from "./till.ts";

export interface SessionDeps {
  readonly till: Till;
  readonly actor: Actor;
  /** The order on the screen outlives the session: a change of cashier or a power cut loses nothing. */
  readonly screen: { readonly order: () => EventId | undefined; readonly show: (order: EventId | undefined) => void };
  /** Something is waiting for a printer. */
  readonly wakePrinters: () => void;
}

export function createRegisterSession(deps: SessionDeps): TillSession {
  const { till, actor, screen } = deps;
  /** Chosen before the first goods: holds for the next order. */
  let nextService: Service | undefined;
  const sentences = { currency: till.currency, staffName: till.staffName };

  function refused(facts: RefusalFacts): { readonly ok: false; readonly fault: Refusal } {
    return err({ message: refusalSentence(facts, sentences) });
  }

  function current(): OrderView | undefined {
    const id = screen.order();
    return id === undefined ? undefined : till.ledger.read((view) => orderView(view, id));
  }

  /** Commits, and shows the order that it was about. */
  function act(
    name: string,
    decide: (context: DecisionContext, order: OrderState | undefined) => Decision,
  ): Result<Committed, Refusal> {
    const id = screen.order();
    const done = till.act(actor, name, (context) =>
      decide(context, id === undefined ? undefined : orderState(context.view, id)),
    );
    if (!done.ok) return refused(done.fault);
    const [first] = done.value.events;
    if (first?.known?.kind === "order/opened") screen.show(first.event.id);
    deps.wakePrinters();
    return done;
  }

  function change(
    name: string,
    decide: (context: DecisionContext, order: OrderState) => Decision,
  ): Result<OrderView, Refusal> {
    const done = act(name, (context, order) =>
      order === undefined ? err({ type: "order/none" }) : decide(context, order),
    );
    return done.ok ? shown() : done;
  }

  function shown(): Result<OrderView, Refusal> {
    const order = current();
    if (order === undefined) throw new Error("The order that was just changed is not there.");
    return ok(order);
  }

  return {
    staffName: actor.name,
    staffNumber: actor.number,
    order: current,
    addGoods: ({ sku, quantity, modifiers, price, service }) => {
      const catalogue = till.catalogue();
      const product = catalogue.productsBySku.get(sku);
      if (product === undefined) {
        return refused({ type: "product/unknown", text: sku, nearest: [] });
      }
      const done = act("add goods", (context, order) =>
        decideAddGoods(context, {
          catalogue,
          // A paid order on the screen is history: the next goods begin another one.
          order: order === undefined || orderBalance(order).status === "paid" ? undefined : order,
          goods: { product, quantity, modifiers, price, service },
          service: nextService ?? readSetting(context.view, "default-service"),
        }),
      );
      if (!done.ok) return done;
      nextService = undefined;
      return shown();
    },
    addQuantity: (line, more) =>
      change("add quantity", (context, order) => {
        const known = orderBalance(order).lines.find(({ id }) => id === line)?.quantity ?? 0;
        return decideSetQuantity(context, order, { line, quantity: thousandths(known + more) });
      }),
    setQuantity: (line, quantity, reason = "") =>
      change("set quantity", (context, order) =>
        decideSetQuantity(context, order, { line, quantity, reason }),
      ),
    setModifiers: (line, modifiers) =>
      change("set modifiers", (context, order) =>
        decideSetModifiers(context, order, { catalogue: till.catalogue(), line, modifiers }),
      ),
    setNote: (line, note) =>
      change("set note", (context, order) => decideSetNote(context, order, { line, note })),
    voidLine: (line, reason) =>
      change("void line", (context, order) => decideVoidLine(context, order, { line, reason })),
    setService: (service) => {
      const order = current();
      if (order === undefined || order.status === "paid") {
        nextService = service;
        return ok(undefined);
      }
      return change("set service", (context, state) => decideSetService(context, state, service));
    },
    send: () => change("send", decideSend),
    payCash: (tendered) => payCash(till, { act, current }, tendered),
    newOrder: () => {
      nextService = undefined;
      screen.show(undefined);
    },
    clockedInSince: () => clockedInSince(till, actor),
    clockIn: () => sentence(clockIn(till, actor)),
    clockOut: () => sentence(clockOut(till, actor)),
    cashDue: () => {
      const id = screen.order();
      if (id === undefined) return zeroMinor;
      return till.ledger.read((view) => {
        const pricing = { rounding: "order", half: "up" } as const;
        return cashDue({ rules: { pricing, cash: cashRule(view) } }, orderState(view, id));
      });
    },
  };

  function sentence(done: Result<string, RefusalFacts>): Result<string, Refusal> {
    return done.ok ? done : refused(done.fault);
  }
}

function payCash(
  till: Till,
  session: {
    readonly act: (
      name: string,
      decide: (context: DecisionContext, order: OrderState | undefined) => Decision,
    ) => Result<Committed, Refusal>;
    readonly current: () => OrderView | undefined;
  },
  tendered: MinorUnits,
): Result<PaidOutcome, Refusal> {
  const done = session.act("pay cash", (context, order) =>
    order === undefined ? err({ type: "order/none" }) : decidePayCash(context, order, tendered),
  );
  if (!done.ok) return done;
  const order = session.current();
  if (order === undefined) throw new Error("The order that was just paid is not there.");
  const receipt = done.value.events.some(({ event }) => event.kind === "receipt/issued");
  const started = done.value.events.find(({ event }) => event.kind === "payment/started");
  const view = started === undefined
    ? undefined
    : till.ledger.read((now) => toPaymentView(orderState(now, order.id), started.event.id));
  const nothing = { amount: zeroMinor, tendered, change: tendered, rounding: zeroMinor };
  const receiptNumber = receipt ? order.receipts.at(-1) : undefined;
  return ok({
    // Goods that cost nothing are settled without money.
    payment: view ?? { id: order.id, method: "cash", ...nothing },
    order,
    ...(receiptNumber === undefined ? {} : { receiptNumber }),
  });
}
