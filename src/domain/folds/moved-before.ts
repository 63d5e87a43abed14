/** Where a ticket's goods were to go before it, as far as it says that they go elsewhere. */

import { type TicketIssued } from "../events/ticket-events.ts";
import { type Destination } from "../state/order-state.ts";

export function movedBefore({
  tableBefore,
  nameBefore,
}: Pick<TicketIssued["head"], "tableBefore" | "nameBefore">): Partial<Destination> {
  return {
    ...(tableBefore === undefined ? {} : { table: tableBefore }),
    ...(nameBefore === undefined ? {} : { name: nameBefore }),
  };
}
