/** What goes wrong beside the sale, told once when it begins and once when it is over. */

import { type PrinterStatus } from "../ports/status-port.ts";
import { type TillPort } from "../ports/till-port.ts";
import { type TillContext } from "../till-context.ts";
import { type Words } from "../words.ts";

type Facing = Pick<TillContext, "locale" | "words">;

export interface Troubles {
  /** What is new since it was asked last, in the language of whoever is there. */
  readonly news: (facing: Facing) => ReadonlyArray<string>;
}

/** How many papers wait changes with each sale, and is no news: `:status` tells it. */
export function createTroubles(port: TillPort): Troubles {
  let told: ReadonlyMap<string, string> = new Map();
  let wasMeshTrouble = false;
  let printers: ReadonlyMap<string, PrinterStatus["state"]> = new Map();

  return {
    news: ({ locale, words: { plain } }) => {
      const mesh = port.mesh(locale);
      const areTillsWell = wasMeshTrouble && mesh.troubles.length === 0;
      wasMeshTrouble = mesh.troubles.length > 0;
      const now = new Map(
        [
          port.diskStatus(locale),
          port.clockStatus(locale),
          port.printStatus(locale),
          ...mesh.troubles,
        ]
          .filter((text) => text !== "")
          .map((text) => [text, plain.attention({ text })]),
      );
      const begun = [...now].filter(([text]) => !told.has(text)).map(([, sentence]) => sentence);
      told = now;
      const before = printers;
      const states = port.printers();
      printers = new Map(states.map(({ name, state }) => [name, state]));
      const ended = areTillsWell ? [plain.tillsAreWell({ status: mesh.status })] : [];
      return [
        ...begun,
        ...ended,
        ...states.flatMap((printer) => newsOf(plain, printer, before.get(printer.name))),
      ];
    },
  };
}

function newsOf(
  plain: Words["plain"],
  { name, state }: PrinterStatus,
  before: PrinterStatus["state"] = "ok",
): ReadonlyArray<string> {
  if (state === before) return [];
  if (state === "off") return [plain.attention({ text: plain.printerIsOff({ name }) })];
  if (state === "asking") return [plain.attention({ text: plain.printerAsks({ name }) })];
  // A paper on its way is no news.
  return before === "ok" || before === "waiting" ? [] : [plain.isWell({ name })];
}
