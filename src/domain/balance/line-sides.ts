/**
 * Options that another station makes than their dish, as the salad for the fish. To the kitchen each of them
 * is a line of its own, named after the dish's line and the option, so that nobody counts the dish twice.
 */

import { type TicketLine } from "../events/ticket-events.ts";
import { type EventId } from "../identity.ts";
import { type OrderState } from "../state/order-state.ts";

/** No id of an event has it. */
const APART = "/";

/** Returns the name of an option as a line of its own. */
export function sideLine(
  line: EventId,
  { group, option }: { readonly group: string; readonly option: string },
): EventId {
  return [line, group, option].join(APART) as EventId;
}

/** Returns the line of the dish that an option goes with, and any other line itself. */
export function dishLine(line: EventId): EventId {
  const cut = line.indexOf(APART);
  return cut < 0 ? line : (line.slice(0, cut) as EventId);
}

export function isSide(line: EventId): boolean {
  return line.includes(APART);
}

/** Returns the line that the kitchen is told of. */
export function toldLine({ line, goesWith }: Pick<TicketLine, "line" | "goesWith">): EventId {
  return goesWith === undefined ? line : sideLine(line, goesWith);
}

/** Returns the options of a line that tickets have named, as lines of their own. */
export function sidesSent(
  { sentLines }: Pick<OrderState, "sentLines">,
  line: EventId,
): ReadonlyArray<EventId> {
  const named = sentLines.flatMap((sent) => {
    return isSide(sent.line) && dishLine(sent.line) === line ? [sent.line] : [];
  });
  return [...new Set(named)];
}
