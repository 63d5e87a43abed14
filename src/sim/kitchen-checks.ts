/**
 * What must hold of what the kitchen was told: its papers and its cards add up to what the order says of
 * it, and a void that was taken back at the till was taken back in the kitchen.
 */

import { type OrderState } from "../domain/folds/order-state.ts";
import { openTicketPrefix } from "../domain/folds/ticket-fold.ts";
import { type EventId, streamName } from "../domain/identity.ts";
import { toldQuantity } from "../domain/kitchen-told.ts";
import { isIssued, ordersOf } from "../domain/kitchen/kitchen-board.ts";
import { allCards, type IssuedTicket } from "../domain/kitchen/kitchen-cards.ts";
import { type Member } from "./checks.ts";
import { BAR_STATION, KITCHEN_STATION } from "./kitchen.ts";
import { isInTurn } from "./place-checks.ts";
import { type World } from "./world.ts";

interface ToldOrder {
  readonly id: EventId;
  readonly state: OrderState;
}

const TICKETS_MAX = 100_000;
const NAMED_MAX = 3;

export function checkKitchen(world: World, [first]: ReadonlyArray<Member>): void {
  if (first === undefined) return;
  const { tickets, orders } = first.process.ledger.read((view) => {
    const all = [KITCHEN_STATION, BAR_STATION]
      .flatMap((station) => view.lastTagged(openTicketPrefix(station), TICKETS_MAX))
      .map(([, stream]) => view.state("ticket", streamName(stream)))
      .filter(isIssued);
    const ids = [...new Set(all.flatMap(ordersOf))];
    return {
      tickets: all,
      orders: ids.map((id): ToldOrder => ({ id, state: view.state("order", id) })),
    };
  });
  for (const what of orders.flatMap(untoldBack).slice(0, NAMED_MAX)) {
    world.problem(`the kitchen has never heard that a void was taken back: ${what}`);
  }
  // Two tills apart may tell it the same twice, which a person hears of.
  if (!isInTurn(world)) return;
  for (const what of wrongSums(tickets, orders).slice(0, NAMED_MAX)) {
    world.problem(`the kitchen's cards don't add up to what it was told: ${what}`);
  }
}

/** Lines that stand for one whose void the kitchen was told of, and that it knows nothing of. */
function untoldBack({ state }: ToldOrder): ReadonlyArray<string> {
  const { told, linesById, opened } = state;
  return Object.entries(linesById).flatMap(([id, { added }]) => {
    const gone = added?.instead;
    const voids = gone === undefined ? [] : (linesById[gone]?.voids ?? []).map((it) => it.id);
    const isVoidTold = told.some(
      ({ line, act, cause }) => line === gone && act === "void" && voids.includes(cause),
    );
    const isTold = told.some(({ line }) => line === id);
    return isVoidTold && !isTold ? [`${added?.name ?? ""} of ${opened?.number ?? "?"}`] : [];
  });
}

function wrongSums(
  tickets: ReadonlyArray<IssuedTicket>,
  orders: ReadonlyArray<ToldOrder>,
): ReadonlyArray<string> {
  const cards = allCards(tickets);
  return orders.flatMap(({ id, state }) => {
    const lines = cards
      .filter((card) => card.order === id)
      .flatMap((card) => card.lines.filter((line) => !line.isVoid && !line.isAgain));
    return Object.entries(state.linesById).flatMap(([line, { added }]) => {
      const shown = lines
        .filter((it) => it.line === line)
        .reduce((sum, { quantity }) => sum + quantity, 0);
      const told = toldQuantity(state, line as EventId);
      const name = `${added?.name ?? ""} of ${state.opened?.number ?? "?"}`;
      return shown === told ? [] : [`${shown} and not ${told} of ${name}`];
    });
  });
}
