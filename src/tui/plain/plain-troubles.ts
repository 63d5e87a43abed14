/** What goes wrong beside the sale, told once when it begins and once when it is over. */

import { type PrinterStatus, type TillPort } from "../till-port.ts";
import { attention, isWell, printerAsks, printerIsOff, tillsAreWell } from "./plain-sentences.ts";

export interface Troubles {
  /** What is new since it was asked last. */
  readonly news: () => ReadonlyArray<string>;
}

/** How many papers wait changes with each sale, and is no news: `:status` tells it. */
export function createTroubles(port: TillPort): Troubles {
  let told: ReadonlyMap<string, string> = new Map();
  let wasMeshTrouble = false;
  let printers: ReadonlyMap<string, PrinterStatus["state"]> = new Map();

  return {
    news: () => {
      const mesh = port.mesh();
      const areTillsWell = wasMeshTrouble && mesh.troubles.length === 0;
      wasMeshTrouble = mesh.troubles.length > 0;
      const now = new Map(
        [port.diskStatus(), port.clockStatus(), port.printStatus(), ...mesh.troubles]
          .filter((text) => text !== "")
          .map((text) => [text, attention(text)]),
      );
      const begun = [...now].filter(([text]) => !told.has(text)).map(([, sentence]) => sentence);
      told = now;
      const before = printers;
      const states = port.printers();
      printers = new Map(states.map(({ name, state }) => [name, state]));
      const ended = areTillsWell ? [tillsAreWell(mesh.status)] : [];
      return [
        ...begun,
        ...ended,
        ...states.flatMap((printer) => newsOf(printer, before.get(printer.name))),
      ];
    },
  };
}

function newsOf(
  { name, state }: PrinterStatus,
  before: PrinterStatus["state"] = "ok",
): ReadonlyArray<string> {
  if (state === before) return [];
  if (state === "off") return [attention(printerIsOff(name))];
  if (state === "asking") return [attention(printerAsks(name))];
  // A paper on its way is no news.
  return before === "ok" || before === "waiting" ? [] : [isWell(name)];
}
