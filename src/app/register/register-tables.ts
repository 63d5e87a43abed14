/** Tables and tabs as a person at the register sees them, and whose goods follow. */

import { ok } from "../../domain/base/result.ts";
import { type EventId } from "../../domain/identity.ts";
import { goodsAtPass } from "../../domain/kitchen/pass-board.ts";
import { isSeat, SEAT_MAX } from "../../domain/order/guest-text.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { floorView } from "../../domain/settings/floor.ts";
import { type GoodsCount } from "../../domain/views.ts";
import { type TableSession } from "../../tui/ports/table-port.ts";
import { type NextOrder, seatAt } from "../orders/next-order.ts";
import { openTables, readTableOrName, waitingTables } from "../orders/tables.ts";
import { type Desk } from "./register-desk.ts";

export function tableActions(desk: Desk, next: NextOrder): TableSession {
  const { till, screen, undos } = desk;

  return {
    openTables: () => till.ledger.read(openTables),
    waitingTables: () => till.ledger.read(waitingTables),
    goodsAtPass: keepAtPass(desk),
    seesOthers: () =>
      till.ledger.read(
        (view) => readStaffMember(view, desk.actor.number)?.permissions.has("others") === true,
      ),
    floor: () => till.ledger.read(floorView),
    colleagues: () =>
      till
        .staff()
        .filter(({ active, number }) => active && number !== desk.actor.number)
        .map(({ number, shownName: name }) => ({ number, name })),
    placeCalled: (text) => {
      const place = till.ledger.read((view) => readTableOrName(view, text));
      return place.ok ? place : desk.withheld(place.fault);
    },
    seat: () => seatAt(next, screen.order()),
    sitAt: (wanted) => {
      const order = screen.order();
      if (order === undefined) return desk.refused({ type: "order/none" });
      if (!isSeat(wanted)) return desk.refused({ type: "seat/invalid", max: SEAT_MAX });
      undos.push(order, [{ type: "seat-back", before: { seat: next.seat } }]);
      next.seat = { order, seat: wanted };
      return ok(wanted);
    },
  };
}

/** Kept as long as no ticket or order changes within a minute: the plan asks with each frame. */
function keepAtPass({ till, open: { clock } }: Desk): TableSession["goodsAtPass"] {
  let kept: { readonly of: string; readonly byOrder: Map<EventId, ReadonlyArray<GoodsCount>> } = {
    of: "",
    byOrder: new Map(),
  };
  return (order) =>
    till.ledger.read((view) => {
      const minute = Math.floor(clock.nowMs() / MINUTE_MS);
      const of = [minute, view.revision("ticket"), view.revision("order")].join(" ");
      if (kept.of !== of) kept = { of, byOrder: new Map() };
      const known = kept.byOrder.get(order) ?? goodsAtPass(view, order, clock.nowMs());
      kept.byOrder.set(order, known);
      return known;
    });
}

const MINUTE_MS = 60_000;
