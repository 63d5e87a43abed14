/** The printers of a simulated shop's kitchens: where they hang, who stands in, and what befalls them. */

import { printerDrafts } from "../app/shop-drafts.ts";
import { type Printer, USUAL_PRINTER } from "../domain/printers.ts";
import { ok } from "../domain/result.ts";
import { createSimPrinter, type PrinterFaults, WELL } from "./printer.ts";
import { type World } from "./world.ts";

export const KITCHEN_STATION = "kitchen";
export const BAR_STATION = "bar";
const NETWORK_SHARE = 0.5;
const TELLING_SHARE = 0.8;
const STAND_IN_SHARE = 0.75;
const PORT = 9100;

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
  const drafts = wished.flatMap(({ box, ...rest }) => {
    const till = box?.process()?.ledger.identity.key.device;
    if (box === undefined || till === undefined) return [];
    const isOnNetwork = dice.chance(NETWORK_SHARE);
    const canTell = dice.chance(TELLING_SHARE);
    const { time } = world;
    const wire = isOnNetwork ? undefined : box.name;
    world.kitchen.printers.set(
      rest.id,
      createSimPrinter({
        time,
        id: rest.id,
        box: wire,
        canTell,
        onPaper: (name) => {
          world.trace.note(time.nowMs(), rest.id, name);
        },
      }),
    );
    const connection: Printer["connection"] = isOnNetwork
      ? { type: "network", host: rest.id, port: PORT }
      : { type: "device", path: `/dev/usb/${rest.id}` };
    const printer = { ...USUAL_PRINTER, ...rest, name: rest.id, till, driver: till, connection };
    return printerDrafts([printer]);
  });
  const founder = world.boxes[0]?.process();
  founder?.ledger.commit({ by: "", name: "printers", decide: () => ok({ events: drafts }) });
  founder?.mesh.committed();
}

/** What may befall one of them; says which and what. Undefined where there are none. */
export function troublePrinter(
  world: World,
  dice: World["dice"],
  forMs: number,
): string | undefined {
  const printers = [...world.kitchen.printers.values()];
  if (printers.length === 0) return undefined;
  const printer = dice.pick(printers);
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
