/** How boxes come into the simulated shop: founded, joined, or made from a copy of another one's disk. */

import { hash as digest } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";

import { keepPast, pastEnds } from "../../src/app/membership/shop-past.ts";
import { keepIntroduction } from "../../src/app/mesh/mesh-ledger.ts";
import { newPepper } from "../../src/app/till/person-secrets.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type DeviceId } from "../../src/domain/identity.ts";
import { ENROLLED_MAX } from "../../src/domain/membership/control-pass.ts";
import { commitBatch } from "../../src/ledger/commit-batch.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { enrolBySheet } from "../../src/ledger/log/sheet-act.ts";
import { foundLedger, joinLedger, type StoreDeps } from "../../src/ledger/open-ledger.ts";
import { hasApart } from "./apart-shop.ts";
import { hasBottles } from "./bottle-shop.ts";
import { createBoxClock, type BoxClock } from "./box-clock.ts";
import { createSeededRandom, type Dice } from "./dice.ts";
import { readDisk, writeDisk } from "./disk.ts";
import { BAR_STATION, KITCHEN_STATION } from "./kitchen.ts";
import { planDeaths } from "./late-deaths.ts";
import { type Host } from "./network-paths.ts";
import { pointsDrafts } from "./points-shop.ts";
import { createProcess, type RunningProcess } from "./process.ts";
import { hasPromotions } from "./promotion-shop.ts";
import { FIRST_DAY, FOUNDING, SHEET, shopDrafts, ZONE, ZONE_OFFSET } from "./shop-set-up.ts";
import { keepingIn } from "./stock-shop.ts";
import { hasVouchers, voucherLimit } from "./voucher-shop.ts";
import { type Box, type BoxFacts, type Process, type World } from "./world.ts";

const SEED_BYTES = 32;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** So many people, and things made at one till: as many as ever join. */
const NEWCOMERS_MAX = 3;
/** Of those that the run begins with: enough to settle who belongs to the shop when one is gone. */
const AUTHORITIES = 3;
/** An authority hears of its promotion within seconds. */
const PROMOTED_MS_MAX = 60_000;
const LOOK_MS = 250;

/** The first box, with a shop in its ledger; it runs. Without events the shop is empty still. */
export function found(
  world: World,
  events: ReadonlyArray<Draft> = shopDrafts({
    people: world.options.tills + NEWCOMERS_MAX,
    stations: stationsOf(world),
    keeping: keepingIn(world.options),
    voucherLimit: hasVouchers(world.options) ? voucherLimit(world.options) : undefined,
    hasPromotions: hasPromotions(world.options),
    hasBottles: hasBottles(world.options),
    hasPieces: hasApart(world.options),
    points: pointsDrafts(world.options),
  }),
  { name, currency }: { readonly name: string; readonly currency: string } = FOUNDING,
): Box {
  const box = addBox(world, { name: "A", person: 0 });
  const { random, deps } = founding(world, box);
  const sheetKey = world.options.hasLiar ? SHEET.publicKey : FOUNDING.sheetKey;
  const ledger = foundLedger(box.dir, { ...FOUNDING, sheetKey, name, currency }, deps);
  if (events.length > 0) commitBatch(ledger, { by: "", name: "set up shop", events }, random);
  if (events.length > 0 && (hasVouchers(world.options) || hasPromotions(world.options))) {
    const { id, key } = newPepper(random);
    ledger.secrets.put(id, key);
  }
  write(ledger, keyed(box, ledger.identity.key.device));
  ledger.flush();
  ledger.close();
  box.start();
  return box;
}

/** The bar has a printer or there is none: then nobody has a word for it. */
function stationsOf({ options }: World): ReadonlyArray<string> {
  return options.without.has("printers") ? [KITCHEN_STATION] : [KITCHEN_STATION, BAR_STATION];
}

/**
 * A box that an authority of the shop, which runs, has let in; it runs too, and knows nothing yet. `isOpen`: people work
 * already.
 */
export function join(
  world: World,
  authority: Box,
  { isOpen = false }: { readonly isOpen?: boolean } = {},
): Box | undefined {
  const process = authority.process();
  if (process === undefined) return undefined;
  const person = world.boxes.filter(({ name }) => !name.includes("'")).length;
  const name = boxName(person);
  const box = addBox(world, { name, person });
  const { random, deps } = founding(world, box);
  const seed = random.bytes(SEED_BYTES);
  const { device, publicKey: key } = deviceKeyFromSeed(seed);
  const { shop, founder } = process.ledger.identity;
  const joined = joinLedger(box.dir, { shop, founder, seed, zone: ZONE }, deps);
  if (isOpen && world.options.hearsLate) {
    const { identity } = process.ledger;
    keepPast(joined.store, { by: identity.key.device, ends: pastEnds(process.ledger) });
    joined.present.want("everything");
    planDeaths(world, name);
  }
  joined.close();
  const body = { device, key, code: name, name: `Till ${name}`, rights: ["till"] };
  write(process.ledger, { kind: "device/enrolled", streams: [], body }, keyed(box, device));
  if (person < AUTHORITIES) {
    write(process.ledger, { kind: "device/promoted", streams: [], body: { device } });
  }
  process.mesh.committed();
  box.start();
  return box;
}

/**
 * Lets tills in until the shop has so many. The founder lets in as many as an authority may, then the
 * next authority does, as soon as it knows that it is one.
 */
export async function joinAll(world: World, tills: number): Promise<void> {
  for (let count = world.boxes.length; count < tills; count += 1) {
    const authority = world.boxes[Math.floor((count - 1) / ENROLLED_MAX)];
    if (authority === undefined || !(await becomesAuthority(world, authority))) {
      throw new Error(`Nobody can let in till ${count + 1}.`);
    }
    join(world, authority);
  }
}

async function becomesAuthority({ time }: World, box: Box): Promise<boolean> {
  const untilMs = time.nowMs() + PROMOTED_MS_MAX;
  while (!isAuthority(box) && time.nowMs() < untilMs) {
    await time.runUntil(time.nowMs() + LOOK_MS);
  }
  return isAuthority(box);
}

export function isAuthority(box: Box): boolean {
  const ledger = box.process()?.ledger;
  if (ledger === undefined || ledger.room.state() === "none") return false;
  const self = ledger.admission().get(ledger.identity.key.device);
  return self?.authority === true && !self.revoked;
}

/** A box that the recovery sheet has enrolled: it knows the shop's name, and nothing else yet. */
export function joinBySheet(world: World, { ledger: known }: Process): Box {
  const person = world.boxes.filter(({ name }) => !name.includes("'")).length;
  const box = addBox(world, { name: boxName(person), person });
  const { random, deps } = founding(world, box);
  const { shop, founder } = known.identity;
  const seed = random.bytes(SEED_BYTES);
  const ledger = joinLedger(box.dir, { shop, founder, seed, zone: ZONE }, deps);
  const { publicKey: key, device } = ledger.identity.key;
  const body = enrolBySheet(SHEET, { shop, key, name: `Till ${box.name}`, rights: ["till"] });
  const events: ReadonlyArray<Draft> = [
    { kind: "device/enrolled", streams: [], body },
    keyed(box, device),
  ];
  const day = known.day() ?? FIRST_DAY;
  ledger.commit({ by: "", name: "restore", decide: () => ok({ day, events }) });
  keepIntroduction(ledger);
  ledger.flush();
  ledger.close();
  box.start();
  return box;
}

/** A to Z, then AA to AZ, BA and so on: of as many as a run may have no two have the same. */
export function boxName(person: number): string {
  const letter = LETTERS.charAt(person % LETTERS.length);
  const rounds = Math.floor(person / LETTERS.length);
  return rounds === 0 ? letter : `${LETTERS.charAt(rounds - 1)}${letter}`;
}

/** A second box with a copy of one's disk. It speaks as if it were that one, unless something tells. */
export function copyBox(world: World, box: Box, { tells }: { readonly tells: boolean }): Box {
  const copies = world.boxes.filter(({ linkKey }) => linkKey === box.linkKey).length;
  const name = `${box.name}${"'".repeat(copies)}`;
  const { person } = box.facts;
  const board = tells ? `board of ${name}` : box.facts.board;
  const copy = addBox(world, { name, person, board, linkKey: box.linkKey });
  writeDisk(copy.dir, readDisk(box.dir), { keepsAnchor: false });
  copy.clock.set(box.clock.nowMs());
  copy.start();
  return copy;
}

interface NewBox {
  readonly name: string;
  readonly person: number;
  readonly board?: string | undefined;
  readonly linkKey?: string;
}

function addBox(world: World, { name, person, ...given }: NewBox): Box {
  const { options, time, boxes } = world;
  const dice = world.dice.fork(`box ${name}`);
  const facts: BoxFacts = {
    person,
    board: given.board ?? `board of ${name}`,
    isNewer: !options.without.has("versions") && dice.chance(0.25),
    skewMs: dice.between(-options.clockSkewMsMax, options.clockSkewMsMax),
    driftPpm: dice.between(-options.clockDriftPpmMax, options.clockDriftPpmMax),
  };
  const startMs = world.rightMs() - time.nowMs();
  const clock = createBoxClock({ time, startMs, ...facts });
  const dir = path.join(world.dir, name.replaceAll("'", "-copy"));
  mkdirSync(dir, { recursive: true });
  const linkKey = given.linkKey ?? digest("sha256", `link key ${options.seed} ${name}`);
  const host = `10.0.0.${1 + boxes.length}`;
  const box = createBox({ world, name, dir, linkKey, clock, host, facts, dice });
  boxes.push(box);
  return box;
}

/** For what is written before the box runs for the first time. */
function founding(
  { options, tuning }: World,
  { name, clock, facts: { board } }: Box,
): { readonly random: ReturnType<typeof createSeededRandom>; readonly deps: StoreDeps } {
  const random = createSeededRandom(`${options.seed} ${name} founding`);
  const deps: StoreDeps = {
    clock: { nowMs: clock.nowMs, after: () => () => undefined },
    random,
    offsetMinutes: () => ZONE_OFFSET,
    tuning,
    ...(board === undefined ? {} : { board: [["board", board]] }),
  };
  return { random, deps };
}

function keyed({ linkKey }: Box, device: DeviceId): Draft {
  // Nothing is sealed for it here.
  const sealKey = digest("sha256", `seal ${linkKey}`);
  return { kind: "device/keyed", streams: [], body: { device, linkKey, sealKey } };
}

function write(ledger: Ledger, ...events: ReadonlyArray<Draft>): void {
  ledger.commit({ by: "", name: "write", decide: () => ok({ events }) });
}

interface BoxDeps {
  readonly world: World;
  readonly name: string;
  readonly dir: string;
  readonly linkKey: string;
  readonly clock: BoxClock;
  readonly host: Host;
  readonly facts: BoxFacts;
  readonly dice: Dice;
}

const TOTAL_BYTES = 16 * 1024 ** 3;
const ANNOUNCED_EVERY_MS = 20_000;

/** One box of the simulated shop: a disk, a clock, a cable, and, while it runs, the program. */
function createBox(deps: BoxDeps): Box {
  const { world, name, dir, clock } = deps;
  let { host } = deps;
  let running: RunningProcess | undefined;
  let [isPowered, isGone] = [false, false];
  let lives = 0;
  /** It says farewell; and somebody has switched it on again meanwhile. */
  let [isLeaving, isWanted] = [false, false];
  let freeBytes: number | undefined;

  function setPower(isOn: boolean): void {
    isPowered = isOn;
    world.network.setPower(host, isOn);
  }

  const box: Box = {
    name,
    dir,
    linkKey: deps.linkKey,
    clock,
    facts: deps.facts,
    host: () => host,
    process: () => running,
    hasPower: () => isPowered,
    start: () => {
      if (running !== undefined || isGone) {
        isWanted ||= isLeaving;
        return;
      }
      isWanted = false;
      lives += 1;
      setPower(true);
      running = createProcess({
        ...deps,
        host,
        random: createSeededRandom(`${world.options.seed} ${name} life ${lives}`),
        storeDeps: (ownClock, ownRandom) =>
          storeDepsOf(deps, { clock: ownClock, random: ownRandom, freeBytes: () => freeBytes }),
      });
      announce(world, box, running);
    },
    stop: (how) => {
      running?.end(how);
      running = undefined;
      isLeaving = false;
      if (how === "power") setPower(false);
    },
    goForGood: () => {
      isGone = true;
      box.stop("power");
    },
    shutDown: () => {
      isLeaving = shutDown(world, box, () => {
        const isWantedBack = isWanted;
        box.stop("stopped");
        if (isWantedBack) box.start();
      });
    },
    freeze: (forMs) => running?.freeze(forMs),
    move: (to) => {
      world.network.setPower(host, false);
      host = to;
      world.network.setPower(host, isPowered);
      running?.mesh.move(to);
      world.announce(box);
    },
    setRoom: (bytes) => {
      freeBytes = bytes;
      running?.ledger.room.lookAgain();
    },
  };
  return box;
}

interface OwnStoreDeps extends Pick<StoreDeps, "clock" | "random"> {
  readonly freeBytes: () => number | undefined;
}

function storeDepsOf(
  { world, name, facts: { board } }: BoxDeps,
  { clock, random, freeBytes }: OwnStoreDeps,
): StoreDeps {
  return {
    clock,
    random,
    offsetMinutes: () => ZONE_OFFSET,
    tuning: world.tuning,
    diskSpace: () => ({ freeBytes: freeBytes() ?? TOTAL_BYTES, totalBytes: TOTAL_BYTES }),
    ...(board === undefined ? {} : { board: [["board", board]] }),
    onTrouble: (cause) => {
      world.trace.note(world.time.nowMs(), name, `trouble: ${String(cause)}`);
    },
  };
}

/** Says whether it takes its time: then `end` is called when it is over, unless something else ended it. */
function shutDown(world: World, box: Box, end: () => void): boolean {
  const leaving = box.process();
  const left = leaving?.leave();
  if (left === undefined) {
    box.stop("stopped");
    return false;
  }
  left
    .then(() => (box.process() === leaving ? end() : undefined))
    .catch((cause: unknown) => {
      world.problem(`${box.name} can't leave`, cause);
    });
  return true;
}

/** From time to time, as long as it runs: multicast says things more than once. */
function announce(world: World, box: Box, process: Process): void {
  if (box.process() !== process) return;
  world.announce(box);
  world.time.after(ANNOUNCED_EVERY_MS, () => {
    announce(world, box, process);
  });
}
