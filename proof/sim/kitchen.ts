/** The printers of a simulated shop: where they hang, who stands in, and what befalls them. */

import { printerDrafts } from "../../src/app/founding/shop-drafts.ts";
import { hasUnheardRevokers } from "../../src/app/membership/own-revocation.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type Printer, readPrinter, USUAL_PRINTER } from "../../src/domain/printers/printers.ts";
import { createSimPrinter, type PrinterFaults, type SimPrinter, WELL } from "./printer.ts";
import { isCarried } from "./tablets.ts";
import { type Box, type Process, type World } from "./world.ts";

export const KITCHEN_STATION = "kitchen";
export const BAR_STATION = "bar";
const NETWORK_SHARE = 0.5;
const TELLING_SHARE = 0.8;
const STAND_IN_SHARE = 0.75;
/** The share of troubles in which the paper roll ends. */
const ROLL_SHARE = 0.5;
/** The share of troubles that come in the midst of a document, and not between two. */
const WITHIN_SHARE = 0.75;
/** The one that leaves half a paper is the one that people are asked about. */
const TROUBLE_WEIGHTS = {
  "no power": 4,
  "no paper": 1,
  "no cable": 2,
  silent: 1,
  slow: 1,
} as const;
/** A new till sells before somebody has set up its printer. */
const SET_UP_MS_MAX = 10_000;
const LOOK_MS = 1000;
const FREE_LOOK_MS = 50;
const PORT = 9100;
/** The prefix of receipt printers' names, before the letter of their box. */
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
    ...world.boxes.map((box) => hangRoll(world, rolls, box)),
  ].flat();
  const founder = world.boxes[0]?.process();
  founder?.ledger.commit({ by: "", name: "printers", decide: () => ok({ events: drafts }) });
  founder?.mesh.committed();
}

function hangRoll(world: World, dice: World["dice"], box: Box): ReadonlyArray<Draft> {
  const wished = { id: rollOf(box), stations: [], standsInFor: [], prints: ["receipts"] } as const;
  return hang(world, dice, { ...wished, box });
}

function rollOf({ name }: Box): string {
  return `${ROLL}${name.toLowerCase()}`;
}

/** Somebody sets one up at a till that has just joined, and anew where its disk has forgotten that. */
export function hangNewcomersRoll(world: World, box: Box): void {
  const { time, kitchen } = world;
  if (kitchen.printers.size === 0) return;
  const dice = world.dice.fork(`roll of ${box.name}`);
  let drafts: ReadonlyArray<Draft> = [];
  function look(): void {
    const process = box.process();
    if (process !== undefined && !lacksRoll(process, box)) kitchen.bare.delete(box);
    else if (process !== undefined) {
      kitchen.bare.add(box);
      if (drafts.length === 0) drafts = hangRoll(world, dice, box);
      process.run(() => {
        setUp(process, drafts);
      });
    }
    time.after(LOOK_MS, look);
  }

  kitchen.bare.add(box);
  time.after(dice.nat(SET_UP_MS_MAX), look);
}

function lacksRoll({ ledger, open }: Process, box: Box): boolean {
  if (open() === undefined || hasUnheardRevokers(ledger)) return false;
  const isOut = ledger.admission().get(ledger.identity.key.device)?.revoked !== false;
  return !isOut && ledger.read((view) => readPrinter(view, rollOf(box))) === undefined;
}

function setUp({ ledger, mesh }: Process, drafts: ReadonlyArray<Draft>): void {
  const work = { by: "", name: "printers", decide: () => ok({ events: drafts }) };
  const done = tryStore(() => ledger.commit(work), "en");
  if (typeof done !== "string") mesh.committed();
}

interface Wished extends Pick<Printer, "id" | "stations" | "standsInFor"> {
  readonly prints?: Printer["prints"];
  readonly box: Box | undefined;
}

function hang(world: World, dice: World["dice"], { box, ...rest }: Wished): ReadonlyArray<Draft> {
  const till = box?.process()?.ledger.identity.key.device;
  if (box === undefined || till === undefined) return [];
  const isOnNetwork = dice.chance(NETWORK_SHARE) || isCarried(world, box);
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

/** Makes trouble for a printer; returns which and what. Undefined where there are none. */
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
  const troubles: Readonly<Record<keyof typeof TROUBLE_WEIGHTS, Partial<PrinterFaults>>> = {
    "no power": { isOn: false },
    "no paper": { hasPaper: false },
    "no cable": { isPlugged: false },
    silent: { isSilent: true },
    slow: { slower: dice.between(2, 30) },
  };
  const name = dice.weighed(TROUBLE_WEIGHTS);
  world.time.after(forMs, () => {
    printer.set(WELL);
  });
  if (world.options.manners === "silence") {
    setBetween(world, printer, { change: troubles[name], untilMs: world.time.nowMs() + forMs });
    return `${printer.id} is to have ${name} between two papers`;
  }
  if (dice.chance(WITHIN_SHARE)) {
    printer.setWithin(dice.unit(), troubles[name]);
    return `${printer.id} is to have ${name} within a paper`;
  }
  printer.set(troubles[name]);
  return `${printer.id} has ${name}`;
}

interface ChangeBetween {
  readonly change: Partial<PrinterFaults>;
  readonly untilMs: number;
}

/**
 * Makes the trouble between two documents: half a receipt would be asked about, and in a polite
 * shop nobody is to be asked.
 */
function setBetween(world: World, printer: SimPrinter, between: ChangeBetween): void {
  const { time } = world;
  if (time.nowMs() >= between.untilMs) return;
  if (printer.isFree()) return printer.set(between.change);
  time.after(FREE_LOOK_MS, () => {
    setBetween(world, printer, between);
  });
}

export function healPrinters({ kitchen }: World): void {
  for (const printer of kitchen.printers.values()) printer.set(WELL);
}
