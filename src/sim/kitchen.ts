/** The printers of a simulated shop: where they hang, who stands in, and what befalls them. */

import { printerDrafts } from "../app/shop-drafts.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { type Printer, USUAL_PRINTER } from "../domain/printers.ts";
import { ok } from "../domain/result.ts";
import { createSimPrinter, type PrinterFaults, WELL } from "./printer.ts";
import { type World } from "./world.ts";

export const KITCHEN_STATION = "kitchen";
export const BAR_STATION = "bar";
const NETWORK_SHARE = 0.5;
const TELLING_SHARE = 0.8;
const STAND_IN_SHARE = 0.75;
/** Of what befalls printers. */
const ROLL_SHARE = 0.4;
const PORT = 9100;
/** What printers of receipts are called, and then the letter of their box. */
const ROLL = "roll-";

/** Hangs them at boxes that run, and says so in the shop. */
export function hangPrinters(world: World): void {
  const dice = world.dice.fork("printers");
  const boxes = dice.shuffle(world.boxes);
  const [first, second = first, third = first] = boxes;
  const wished = [
    { id: "oven", box: first, stations: [KITCHEN_STATION], standsInFor: [] },
    ...(dice.chance(STAND_IN_SHARE)
      ? [{ id: "spare", box: second, stations: [], standsInFor: [KITCHEN_STATION, BAR_STATION] }]
      : []),
    { id: "counter", box: third, stations: [BAR_STATION], standsInFor: [] },
  ];
  const rolls = world.dice.fork("rolls");
  const drafts = [
    ...wished.map((one) => hang(world, dice, one)),
    // For the guests of each till.
    ...world.boxes.map((box) => {
      const id = `${ROLL}${box.name.toLowerCase()}`;
      return hang(world, rolls, { id, box, stations: [], standsInFor: [], prints: ["receipts"] });
    }),
  ].flat();
  const founder = world.boxes[0]?.process();
  founder?.ledger.commit({ by: "", name: "printers", decide: () => ok({ events: drafts }) });
  founder?.mesh.committed();
}

interface Wished extends Pick<Printer, "id" | "stations" | "standsInFor"> {
  readonly prints?: Printer["prints"];
  readonly box: World["boxes"][number] | undefined;
}

function hang(world: World, dice: World["dice"], { box, ...rest }: Wished): ReadonlyArray<Draft> {
  const till = box?.process()?.ledger.identity.key.device;
  if (box === undefined || till === undefined) return [];
  const isOnNetwork = dice.chance(NETWORK_SHARE);
  const canTell = dice.chance(TELLING_SHARE);
  const { time, trace, kitchen } = world;
  const printer = createSimPrinter({
    time,
    id: rest.id,
    box: isOnNetwork ? undefined : box.name,
    canTell,
    onPaper: (name) => {
      trace.note(time.nowMs(), rest.id, name);
    },
  });
  kitchen.printers.set(rest.id, printer);
  const connection: Printer["connection"] = isOnNetwork
    ? { type: "network", host: rest.id, port: PORT }
    : { type: "device", path: `/dev/usb/${rest.id}` };
  const described = { ...USUAL_PRINTER, ...rest, name: rest.id, till, driver: till, connection };
  return printerDrafts([described]);
}

/** What may befall one of them; says which and what. Undefined where there are none. */
export function troublePrinter(
  world: World,
  dice: World["dice"],
  forMs: number,
): string | undefined {
  const printers = [...world.kitchen.printers.values()];
  if (printers.length === 0) return undefined;
  // Tills are many, and cooks are not to be spared for that.
  const isRoll = dice.chance(ROLL_SHARE);
  const printer = dice.pick(printers.filter(({ id }) => id.startsWith(ROLL) === isRoll));
  const troubles = {
    "no power": { isOn: false },
    "no paper": { hasPaper: false },
    "no cable": { isPlugged: false },
    silent: { isSilent: true },
    slow: { slower: dice.between(2, 30) },
  } as const satisfies Readonly<Record<string, Partial<PrinterFaults>>>;
  const name = dice.pick(Object.keys(troubles) as Array<keyof typeof troubles>);
  printer.set(troubles[name]);
  world.time.after(forMs, () => {
    printer.set(WELL);
  });
  return `${printer.id} has ${name}`;
}

export function healPrinters({ kitchen }: World): void {
  for (const printer of kitchen.printers.values()) printer.set(WELL);
}
