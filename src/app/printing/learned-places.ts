/**
 * A printer that somebody typed by its address is found again when that changes: its hardware address is kept
 * once it was reached there, since then the system knows it.
 */

import { written } from "../../domain/commands/change-printers.ts";
import { type Connection } from "../../domain/printer-connection.ts";
import { readPrinter } from "../../domain/printers.ts";
import { err, ok } from "../../domain/result.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { macOf, type readNeighbours } from "../../printer/transports/neighbours.ts";

export interface LearnedPlaces {
  /** A paper has reached that printer. */
  readonly reached: (printer: string) => void;
  /** Once nothing is learned any more. */
  readonly close: () => Promise<void>;
}

export interface PlaceDeps {
  readonly ledger: Ledger;
  readonly onFault: (error: unknown) => void;
  /** The system's own unless said otherwise. */
  readonly neighbours?: typeof readNeighbours;
}

export function createLearnedPlaces(deps: PlaceDeps): LearnedPlaces {
  const asked = new Set<string>();
  const looks = new Set<Promise<void>>();

  return {
    reached: (printer) => {
      const place = placeOf(deps, printer);
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

type NetworkPlace = Extract<Connection, { readonly type: "network" }>;

function placeOf({ ledger }: PlaceDeps, id: string): NetworkPlace | undefined {
  const printer = ledger.read((view) => readPrinter(view, id));
  return printer && unnamed(printer.connection);
}

async function learn(
  { ledger, neighbours }: PlaceDeps,
  id: string,
  place: NetworkPlace,
): Promise<void> {
  const mac = await macOf(place, neighbours);
  if (mac === undefined) return;
  ledger.commit({
    by: "",
    name: `printer/set ${id} ${mac}`,
    decide: ({ view }) => {
      const now = readPrinter(view, id);
      const connection = now && unnamed(now.connection);
      // Somebody has said meanwhile that it is elsewhere.
      if (now === undefined || connection?.host !== place.host) return err("elsewhere" as const);
      return ok({ events: written(view, now, { ...now, connection: { ...connection, mac } }) });
    },
  });
}

/** On the network, and of no known hardware address: so it was reached where it was said to be. */
function unnamed(connection: Connection): NetworkPlace | undefined {
  return connection.type === "network" && connection.mac === undefined ? connection : undefined;
}
