/** Payments at card terminals by the person at the register. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { requirePermission } from "../../domain/commands/decision.ts";
import { openOrder } from "../../domain/commands/order/open-order.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type CardSession } from "../../tui/ports/card-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { tryStore } from "../store-errors.ts";
import { type Desk } from "./register-desk.ts";

export function cardActions(desk: Desk): CardSession {
  const { actor, cardsHere } = desk;

  function done<Value>(act: () => Result<Value, RefusalFacts>): Result<undefined, Refusal> {
    const prepared = desk.prepare();
    if (!prepared.ok) return prepared;
    const did = tryStore(act, desk.locale());
    if (typeof did === "string") return err({ message: did });
    return did.ok ? ok(undefined) : desk.refused(did.fault);
  }

  return {
    asks: cardsHere.asks,
    hasTyped: cardsHere.hasTyped,
    ask: ({ typed, part, ...wish }) => {
      const order = desk.screen.order();
      return order === undefined
        ? desk.refused({ type: "order/none" })
        : done(() => cardsHere.pay(actor, { order, wish, part }, typed));
    },
    giveBack: ({ order, returned, payment, amount, reason }) => {
      const terminal = cardsHere.backTerminal(order, payment ?? returned?.receipt);
      if (terminal === undefined) return undefined;
      const wish = { terminal: terminal.id, returned, payment, amount, reason };
      const begun = done(() => cardsHere.giveBack(actor, { order, wish }));
      return begun.ok ? ok(terminal.name) : begun;
    },
    givesBack: (order, receipt) => cardsHere.backTerminal(order, receipt) !== undefined,
    usualTab: cardsHere.usualTab,
    tab: (act) => {
      if (desk.screen.order() === undefined && act.type === "open") {
        // The card lies on the bar before the first drink is said.
        const opened = desk.act("open order", (context) => {
          const allowed = requirePermission(context, "pay");
          const service = readSetting(context.view, "default-service");
          return allowed.ok ? ok(openOrder(context, { service })) : allowed;
        });
        if (!opened.ok) return opened;
      }
      const order = desk.screen.order();
      return order === undefined
        ? desk.refused({ type: "order/none" })
        : done(() => cardsHere.tab(actor, order, act));
    },
    stop: cardsHere.stop,
    askAgain: ({ id, order }) => done(() => cardsHere.askAgain({ order, payment: id })),
    // The row that was chosen says how much it is together.
    tip: ({ id, order }, tip) =>
      done(() => cardsHere.tip(actor, order, { payment: id, tip, isTipSure: true })),
    noteSlip: ({ id, order }, slip) =>
      done(() => cardsHere.noteSlip(actor, order, { payment: id, ...slip })),
    sayForwarded: ({ id, order }, accepted) =>
      done(() => cardsHere.sayForwarded(actor, { order, payment: id }, accepted)),
    say: ({ id, order }, said) => {
      const heard = done(() => cardsHere.say(actor, { ...said, order, payment: id }));
      if (heard.ok) desk.wakePrinters();
      return heard;
    },
  };
}
