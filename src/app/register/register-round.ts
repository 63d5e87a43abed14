/** Ctrl-R at the register: the last round of the order on the screen once more. */

import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { decideRepeatRound } from "../../domain/commands/repeat-round.ts";
import { openedId } from "../../domain/folds/order-fold.ts";
import { err, ok } from "../../domain/result.ts";
import { type TillSession } from "../../tui/ports/till-port.ts";
import { notingRound, repeatedRounds } from "../orders/repeated-rounds.ts";
import { refusalSentence } from "./refusal-sentence.ts";
import { type Desk } from "./register-desk.ts";

export function roundActions(desk: Desk): Pick<TillSession, "again"> {
  const { till } = desk;
  return {
    again: () => {
      let leftOut: ReadonlyArray<RefusalFacts> = [];
      const done = notingRound(till, (repeats) =>
        desk.act("again", (context, order) => {
          if (order === undefined) return err({ type: "order/none" });
          const id = openedId(order);
          const since = repeatedRounds(till.ledger.store, id);
          const catalogue = till.catalogue();
          const decided = decideRepeatRound(context, order, { catalogue, since });
          if (!decided.ok) return decided;
          leftOut = decided.value.leftOut;
          repeats(id);
          return ok(decided.value.events);
        }),
      );
      if (!done.ok) return done;
      const { ids } = done.value;
      const order = desk.shown();
      if (!order.ok) return order;
      return ok({
        order: order.value,
        added: order.value.lines.filter((line) => ids.includes(line.id)),
        leftOut: leftOut.map((fault) => refusalSentence(fault, till, desk.locale())),
      });
    },
  };
}
