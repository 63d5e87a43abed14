/** Tables and tabs behind a person at the register: seated, counted, handed over, let go. */

import { decideEnd, decideHandOver, decideSeat } from "../../domain/commands/seat-guests.ts";
import { type OwnersBack } from "../../domain/commands/undo-order.ts";
import { floorView } from "../../domain/floor.ts";
import { openedId } from "../../domain/folds/order-fold.ts";
import { type EventId } from "../../domain/identity.ts";
import { isSeat, SEAT_MAX } from "../../domain/order/guest-text.ts";
import { ownerOf } from "../../domain/order/who-serves.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { readSetting } from "../../domain/settings.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { type TableSession } from "../../tui/ports/table-port.ts";
import { type NextOrder, seatAt, spendNext } from "../orders/next-order.ts";
import { orderState } from "../orders/orders.ts";
import { openTables, readTableOrName } from "../orders/tables.ts";
import { type Desk } from "./register-desk.ts";
import { type moveActions } from "./register-moves.ts";

export function tableActions(
  desk: Desk,
  next: NextOrder,
): Omit<TableSession, keyof ReturnType<typeof moveActions>> {
  const { till, screen, undos } = desk;

  return {
    openTables: () => till.ledger.read(openTables),
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
    seatGuests: (seated) => {
      const done = desk.act("seat guests", (context) => {
        const usual =
          seated.table === "" ? readSetting(context.view, "default-service") : "dine-in";
        return decideSeat(context, {
          ...seated,
          service: next.service ?? usual,
          course: next.course,
        });
      });
      if (!done.ok) return done;
      const shown = desk.shown();
      if (shown.ok) spendNext(next, shown.value.id);
      return shown;
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
    guestsLeft: (reason) => {
      const order = screen.order();
      if (order === undefined) return desk.refused({ type: "order/none" });
      const done = desk.actUnnoted("guests left", (context) =>
        decideEnd(context, orderState(context.view, order), reason),
      );
      if (!done.ok) return done;
      screen.show(undefined);
      undos.push(undefined, [{ type: "reopen-order", order }]);
      return ok(undefined);
    },
    handOver: (orders, owner) => handOver(desk, orders, owner),
  };
}

/** However many they are, one key takes it back: whichever order lies there then. */
function handOver(desk: Desk, ids: ReadonlyArray<EventId>, owner: string): Result<number, Refusal> {
  let owners: OwnersBack["owners"] = [];
  const done = desk.actUnnoted("hand over", (context) => {
    const orders = ids
      .map((id) => orderState(context.view, id))
      .filter(({ opened }) => opened !== null);
    if (orders.length === 0) return err({ type: "owner/nothing", staff: context.staff.number });
    owners = orders
      .map((order) => ({ order: openedId(order), owner: ownerOf(order) }))
      .filter((before) => before.owner !== owner);
    return decideHandOver(context, { orders, owner });
  });
  if (!done.ok) return done;
  desk.undos.push(desk.screen.order(), [{ type: "owners-back", owners }]);
  return ok(owners.length);
}
