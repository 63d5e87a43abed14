/** How the hardware address of a network printer becomes known, by which it is found again when its address changes. */

import { err, ok } from "../../domain/base/result.ts";
import { written } from "../../domain/commands/office/change-printers.ts";
import { type Connection } from "../../domain/events/printer-connection.ts";
import { readPrinter } from "../../domain/printers/printers.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { macOf, type readNeighbours } from "../../printer/transports/neighbours.ts";

export interface AddressLearning {
  /** A paper has reached that printer. */
  readonly reached: (printer: string) => void;
  /** Closes once nothing is being learned any more. */
  readonly close: () => Promise<void>;
}

interface LearningDeps {
  readonly ledger: Ledger;
  readonly onFault: (error: unknown) => void;
  /** The system's own unless said otherwise. */
  readonly neighbours?: typeof readNeighbours;
}

/**
 * A printer that somebody typed by its address is found again when that changes: its hardware address is kept
 * once it was reached there, since then the system knows it.
 */
export function createAddressLearning(deps: LearningDeps): AddressLearning {
  const asked = new Set<string>();
  const looks = new Set<Promise<void>>();

  return {
    reached: (printer) => {
      const place = networkConnection(deps, printer);
      if (place === undefined || asked.has(`${printer} ${place.host}`)) return;
      asked.add(`${printer} ${place.host}`);
      const look = learn(deps, printer, place)
        .catch(deps.onFault)
        .finally(() => looks.delete(look));
      looks.add(look);
    },
    close: async () => {
      await Promise.all(looks);
    },
  };
}

type NetworkConnection = Extract<Connection, { readonly type: "network" }>;

function networkConnection({ ledger }: LearningDeps, id: string): NetworkConnection | undefined {
  const printer = ledger.read((view) => readPrinter(view, id));
  return printer && unnamed(printer.connection);
}

async function learn(
  { ledger, neighbours }: LearningDeps,
  id: string,
  place: NetworkConnection,
): Promise<void> {
  const mac = await macOf(place, neighbours);
  if (mac === undefined) return;
  ledger.commit({
    by: "",
    name: `printer/set ${id} ${mac}`,
    decide: ({ view }) => {
      const now = readPrinter(view, id);
      const connection = now && unnamed(now.connection);
      // Another write has moved the printer meanwhile.
      if (now === undefined || connection?.host !== place.host) return err("elsewhere" as const);
      return ok({ events: written(view, now, { ...now, connection: { ...connection, mac } }) });
    },
  });
}

/**
 * Returns a network connection without a known hardware address: such a printer was reached at its
 * typed address.
 */
function unnamed(connection: Connection): NetworkConnection | undefined {
  return connection.type === "network" && connection.mac === undefined ? connection : undefined;
}
