/** The register's command that prices the order on the screen anew. */

import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { err, ok } from "../../domain/result.ts";
import { type TillSession } from "../../tui/ports/till-port.ts";
import {
  decideRepriced,
  linesToReprice,
  type Repriced,
  repricingOf,
  wouldReprice,
} from "../orders/reprice.ts";
import { type Desk } from "./register-desk.ts";

export function repriceActions(
  desk: Desk,
): Pick<TillSession, "reprice" | "linesToReprice" | "wouldReprice"> {
  const { till, screen } = desk;
  return {
    reprice: () => {
      const id = screen.order();
      if (id === undefined) return desk.refused({ type: "order/none" });
      const reprice = repricingOf(till, id);
      let repriced: Repriced | undefined;
      const done = desk.change("reprice", (context, order) => {
        const decided = decideRepriced(context, order, reprice);
        if (!decided.ok) return err<RefusalFacts>(decided.fault);
        repriced = decided.value;
        return ok(decided.value.events);
      });
      if (!done.ok) return done;
      const { before, lines = [] } = repriced ?? {};
      return ok({ order: done.value, before: before ?? done.value.total, lines: lines.length });
    },
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
