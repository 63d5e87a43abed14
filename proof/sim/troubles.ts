/**
 * What goes wrong in a shop, and when: each trouble begins at a moment from the seed and is over after a
 * while. What is over leaves the shop as it found it, save what can't be undone.
 */

import { revokeDevice } from "../../src/app/mesh/devices.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { type Hash, type Origin } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { chainStart, transactionHash, transactionTag } from "../../src/ledger/log/chain.ts";
import { encodeEnvelope, type EventBytes } from "../../src/ledger/log/envelope.ts";
import { keepOlder, misleadNewcomer } from "./bad-tellers.ts";
import { troubleTerminal } from "./card-shop.ts";
import { isRobbed } from "./checks.ts";
import { type Dice } from "./dice.ts";
import { readDisk, writeDisk } from "./disk.ts";
import { hangNewcomersRoll, troublePrinter } from "./kitchen.ts";
import { type Garbling, type Host } from "./network-paths.ts";
import { type Trouble, troubleMsMax } from "./options.ts";
import { staff } from "./people.ts";
import { staffNumber } from "./shop-set-up.ts";
import { copyBox, isAuthority, join } from "./shop.ts";
import { clockText } from "./trace.ts";
import { type Box, type World } from "./world.ts";

/*
 * What a build says that is one version ahead: kinds of events that nobody here knows, also in the orders
 * that everybody knows. They have to be kept and passed on, and stand in nobody's way.
 */

const NEWER_KINDS = ["order/steamed", "stock/imagined", "order/opened"] as const;
/** A version of a known kind that is still to come. */
const LATER_VERSION = 99;

/** Appends it to the box's own chain, as its builders would; says which kind. */
function writeUnknown(box: Box, dice: Dice): string | undefined {
  const process = box.process();
  const ledger = process?.ledger;
  const day = ledger?.day();
  if (process === undefined || ledger === undefined || day === undefined) return undefined;
  // A device that has to begin anew says nothing on its old chain, nor does one that is shut out.
  const self = ledger.admission().get(ledger.identity.key.device);
  if (ledger.loss()?.isPending === true || self === undefined || self.revoked) return undefined;
  const kind = dice.pick(NEWER_KINDS);
  const [order] = ledger.read((view) => view.tagged("order/open"));
  const streams = order === undefined ? ["stock/imagined"] : [order];
  const { origin, key } = ledger.identity;
  const place = placeOf(ledger);
  const wall = Math.max(0, box.clock.nowMs());
  const tag = transactionTag({
    random: new Uint8Array([dice.nat(256), dice.nat(256)]),
    wallMs: wall,
    previous: place.previous,
    command: kind,
  });
  const hlc = 1 + ledger.read(() => Math.max(0, wall) * 1024);
  const header = {
    origin,
    seq: place.seq,
    tx: place.seq,
    tag,
    hlc,
    kind,
    v: kind === "order/opened" ? LATER_VERSION : 1,
    streams,
    by: "",
    approved: "",
    wall,
    zone: 60,
    day,
  };
  const written: ReadonlyArray<EventBytes> = [
    { headerBytes: toBytes(header), bodyBytes: toBytes({ degrees: dice.nat(100) }) },
  ];
  const bytes = encodeEnvelope(written, key.sign(transactionHash(place.previous, written)));
  let isWritten = false;
  process.run(() => {
    isWritten = ledger.receive(bytes).ok;
    process.mesh.committed();
  });
  return isWritten ? kind : undefined;
}

interface Place {
  readonly seq: number;
  readonly previous: Hash;
}

function placeOf(ledger: Ledger): Place & { readonly origin: Origin } {
  const { origin, shop } = ledger.identity;
  const head = ledger.heads().get(origin);
  return {
    origin,
    seq: (head?.seq ?? 0) + 1,
    previous: head?.hash ?? chainStart(shop, origin),
  };
}

function toBytes(value: Readonly<Record<string, unknown>>): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

interface Nemesis {
  readonly world: World;
  readonly dice: Dice;
  /** How long this one lasts. */
  readonly forMs: number;
  readonly counts: { burned: number; newcomers: number; revocations: number; copies: number };
}

/** Says what it did; undefined when there was nothing to do it to. */
type Act = (nemesis: Nemesis) => string | undefined;

interface Kind {
  readonly of: Trouble;
  readonly weight: number;
  /** Also where nobody must be asked anything in the end. */
  readonly isHarmless?: boolean;
  readonly act: Act;
}

const KINDS = {
  cut: { of: "network", weight: 5, isHarmless: true, act: cutPair },
  "one-way": { of: "network", weight: 4, isHarmless: true, act: cutOneWay },
  alone: { of: "network", weight: 4, isHarmless: true, act: cutOff },
  halves: { of: "network", weight: 5, isHarmless: true, act: cutInHalves },
  flapping: { of: "network", weight: 3, isHarmless: true, act: flap },
  swizzle: { of: "network", weight: 2, isHarmless: true, act: swizzle },
  slow: { of: "network", weight: 4, isHarmless: true, act: slowDown },
  "says twice": { of: "messages", weight: 3, isHarmless: true, act: sayTwice },
  "out of order": { of: "messages", weight: 3, isHarmless: true, act: swap },
  "other address": { of: "network", weight: 3, isHarmless: true, act: changeAddress },
  killed: { of: "crashes", weight: 6, isHarmless: true, act: (it) => stopOne(it, "killed") },
  "power cut": { of: "crashes", weight: 4, isHarmless: true, act: (it) => stopOne(it, "power") },
  restarted: { of: "crashes", weight: 3, isHarmless: true, act: (it) => stopOne(it, "stopped") },
  hangs: { of: "crashes", weight: 4, isHarmless: true, act: hang },
  "lost writes": { of: "disks", weight: 4, act: (it) => goBack(it, { keepsAnchor: true }) },
  "older disk": { of: "disks", weight: 3, act: (it) => goBack(it, { keepsAnchor: false }) },
  "copied disk": { of: "disks", weight: 2, act: copyDisk },
  "full disk": { of: "full-disks", weight: 3, act: fillDisk },
  "clock set": { of: "clocks", weight: 4, act: setClock },
  revoked: { of: "revocations", weight: 1, act: revoke },
  "revoke each other": { of: "revocations", weight: 1, act: revokeEachOther },
  newcomer: { of: "newcomers", weight: 2, isHarmless: true, act: joinLate },
  printer: { of: "printers", weight: 25, isHarmless: true, act: troubleKitchen },
  terminal: { of: "cards", weight: 60, act: troubleCards },
  burned: { of: "cards", weight: 5, act: burn },
  "newer build": { of: "versions", weight: 3, isHarmless: true, act: speakNewer },
} as const satisfies Readonly<Record<string, Kind>>;

type KindName = keyof typeof KINDS;

const NEWCOMERS_MAX = 2;
const REVOCATIONS_MAX = 1;
const COPIES_MAX = 1;
const BURNED_MAX = 1;
/** Others have to be left, of whom one belongs to the shop by the word of another. */
const BURNING_FROM = 3;
const TROUBLE_MS_MIN = 300;
const FLAP_MS_MAX = 2500;
const DAY_MS = 86_400_000;

/** Lets things go wrong at their times until `untilMs`. */
export function planTroubles(world: World, untilMs: number): void {
  const { options, time, trace } = world;
  const dice = world.dice.fork("troubles");
  const weights = weightsFor(world);
  if (Object.values(weights).every((weight) => weight === 0)) return;
  const counts = { newcomers: 0, revocations: 0, copies: 0, burned: 0 };
  const meanMs = 3_600_000 / options.troublesPerHour;

  function next(): void {
    const delayMs = dice.nat(2 * meanMs);
    if (time.nowMs() + delayMs >= untilMs) return;
    time.after(delayMs, () => {
      const name = dice.weighed<KindName>(weights);
      const mostMs = Math.min(troubleMsMax(options), untilMs - time.nowMs());
      // Many short ones, and some long ones.
      const wishedMs = TROUBLE_MS_MIN + Math.floor(mostMs * dice.unit() ** 2);
      // What is over later would go wrong again after all was healed.
      const forMs = Math.min(mostMs, wishedMs);
      const kind: Kind = KINDS[name];
      const done = kind.act({ world, dice, forMs, counts });
      if (done !== undefined) {
        trace.note(time.nowMs(), "~", `${name}: ${done}, for ${clockText(forMs)}`);
      }
      next();
    });
  }

  next();
  if (!options.hearsLate) return;
  // Somebody works by what is told of today, in every such shop.
  const wholeMs = Math.floor(untilMs - time.nowMs());
  const soon = dice.fork("soon");
  const soonMs = soon.nat(Math.floor(wholeMs * SOON_SHARE));
  time.after(soon.nat(soonMs), () => {
    keepOlder(world);
  });
  time.after(soonMs, () => {
    const forMs = Math.floor(wholeMs * AFTERWARDS_SHARE);
    const joined = joinLate({ world, dice, forMs, counts });
    if (joined !== undefined) trace.note(time.nowMs(), "~", `newcomer: ${joined}`);
  });
}

const SOON_SHARE = 0.3;
/** How long the shop is apart at most when somebody comes in, and tells of today what is not so. */
const AFTERWARDS_SHARE = 0.4;
const HALF = 0.5;

function weightsFor({ options, terminals }: World): Record<KindName, number> {
  const kinds = Object.entries(KINDS) as Array<[KindName, Kind]>;
  return Object.fromEntries(
    kinds.map(([name, kind]) => {
      const isOut =
        (kind.of === "cards" && terminals.size === 0) ||
        options.without.has(kind.of) ||
        (options.manners === "silence" && kind.isHarmless !== true);
      return [name, isOut ? 0 : kind.weight];
    }),
  ) as Record<KindName, number>;
}

function running({ world }: Nemesis): ReadonlyArray<Box> {
  return world.boxes.filter((box) => box.process() !== undefined);
}

function pickRunning(nemesis: Nemesis): Box | undefined {
  const boxes = running(nemesis);
  return boxes.length === 0 ? undefined : nemesis.dice.pick(boxes);
}

function pickPair(nemesis: Nemesis): readonly [Box, Box] | undefined {
  const [one, other] = nemesis.dice.shuffle(nemesis.world.boxes);
  return one === undefined || other === undefined ? undefined : [one, other];
}

function cutPair(nemesis: Nemesis): string | undefined {
  const pair = pickPair(nemesis);
  if (pair === undefined) return undefined;
  separate(nemesis, [pair[0]], [pair[1]]);
  return `${pair[0].name} and ${pair[1].name}`;
}

function cutOneWay(nemesis: Nemesis): string | undefined {
  const pair = pickPair(nemesis);
  if (pair === undefined) return undefined;
  const [from, to] = [pair[0].host(), pair[1].host()];
  cutFor(nemesis, [[from, to]]);
  return `from ${pair[0].name} to ${pair[1].name}`;
}

function cutOff(nemesis: Nemesis): string {
  const box = nemesis.dice.pick(nemesis.world.boxes);
  separate(
    nemesis,
    [box],
    nemesis.world.boxes.filter((other) => other !== box),
  );
  return box.name;
}

function cutInHalves(nemesis: Nemesis): string {
  const boxes = nemesis.dice.shuffle(nemesis.world.boxes);
  const half = nemesis.dice.between(1, Math.max(1, boxes.length - 1));
  separate(nemesis, boxes.slice(0, half), boxes.slice(half));
  return `${namesOf(boxes.slice(0, half))} from ${namesOf(boxes.slice(half))}`;
}

/** The cable of one comes and goes. */
function flap(nemesis: Nemesis): string {
  const { world, dice, forMs } = nemesis;
  const box = dice.pick(world.boxes);
  const others = world.boxes.filter((other) => other !== box);
  const endMs = world.time.nowMs() + forMs;
  function once(): void {
    const leftMs = endMs - world.time.nowMs();
    if (leftMs <= 0) return;
    separate({ ...nemesis, forMs: dice.nat(Math.min(FLAP_MS_MAX, leftMs)) }, [box], others);
    world.time.after(dice.between(1, FLAP_MS_MAX), once);
  }

  once();
  return box.name;
}

/** Some go one by one, and come back in another order. */
function swizzle(nemesis: Nemesis): string {
  const { world, dice, forMs } = nemesis;
  const some = dice.shuffle(world.boxes).slice(0, dice.between(1, world.boxes.length));
  for (const box of some) {
    const fromMs = dice.nat(forMs);
    world.time.after(fromMs, () => {
      const restMs = forMs - fromMs;
      const others = world.boxes.filter((other) => other !== box);
      separate({ ...nemesis, forMs: dice.nat(restMs) }, [box], others);
    });
  }
  return namesOf(some);
}

function slowDown(nemesis: Nemesis): string | undefined {
  const pair = pickPair(nemesis);
  if (pair === undefined) return undefined;
  const { world, dice, forMs } = nemesis;
  const [one, other] = [pair[0].host(), pair[1].host()];
  const strain = { slower: dice.between(2, 100), lossPercent: dice.nat(40) };
  function set(value: typeof strain | undefined): void {
    world.network.strain(one, other, value);
    world.network.strain(other, one, value);
  }

  set(strain);
  world.time.after(forMs, () => {
    set(undefined);
  });
  return `${pair[0].name} and ${pair[1].name}, ${strain.slower} times, ${strain.lossPercent} % lost`;
}

function sayTwice(nemesis: Nemesis): string | undefined {
  return garble(nemesis, { twicePercent: nemesis.dice.between(1, 50), latePercent: 0 });
}

function swap(nemesis: Nemesis): string | undefined {
  return garble(nemesis, { twicePercent: 0, latePercent: nemesis.dice.between(1, 50) });
}

/** One way: what the other one says comes as it was said. */
function garble(nemesis: Nemesis, garbling: Garbling): string | undefined {
  const pair = pickPair(nemesis);
  if (pair === undefined) return undefined;
  const { network, time } = nemesis.world;
  const [from, to] = [pair[0].host(), pair[1].host()];
  network.garble(from, to, garbling);
  time.after(nemesis.forMs, () => {
    network.garble(from, to, undefined);
  });
  const percent = garbling.twicePercent + garbling.latePercent;
  return `${percent} % from ${pair[0].name} to ${pair[1].name}`;
}

function changeAddress(nemesis: Nemesis): string | undefined {
  const box = pickRunning(nemesis);
  if (box === undefined) return undefined;
  const to = `10.0.${nemesis.dice.between(1, 200)}.${nemesis.dice.between(1, 250)}`;
  box.move(to);
  return `${box.name} to ${to}`;
}

function stopOne(nemesis: Nemesis, how: "killed" | "power" | "stopped"): string | undefined {
  const box = pickRunning(nemesis);
  if (box === undefined) return undefined;
  if (how === "stopped") box.shutDown();
  else box.stop(how);
  nemesis.world.time.after(nemesis.forMs, box.start);
  return box.name;
}

function troubleKitchen({ world, dice, forMs }: Nemesis): string | undefined {
  return troublePrinter(world, dice, forMs);
}

function troubleCards({ world, dice, forMs }: Nemesis): string | undefined {
  return troubleTerminal(world, dice, forMs);
}

/** A till where somebody pays, if there is one: of what it was asked for last only its terminal knows. */
function burn({ world, dice, counts }: Nemesis): string | undefined {
  const boxes = world.boxes.filter((box) => box.process() !== undefined);
  if (counts.burned >= BURNED_MAX || boxes.length < BURNING_FROM) return undefined;
  counts.burned += 1;
  const paying = boxes.filter((box) => box.process()?.cards()?.desk.running().length !== 0);
  const box = dice.pick(paying.length === 0 ? boxes : paying);
  box.goForGood();
  return box.name;
}

function hang(nemesis: Nemesis): string | undefined {
  const box = pickRunning(nemesis);
  box?.freeze(nemesis.forMs);
  return box?.name;
}

/** The store stands again as it stood a while ago; what was said since is gone from it. */
function goBack(
  nemesis: Nemesis,
  { keepsAnchor }: { readonly keepsAnchor: boolean },
): string | undefined {
  const box = pickRunning(nemesis);
  if (box === undefined) return undefined;
  const { world, forMs } = nemesis;
  const image = readDisk(box.dir);
  const sinceMs = world.time.nowMs();
  // By then it may not run.
  forget(world, box);
  world.time.after(forMs, () => {
    box.stop("power");
    writeDisk(box.dir, image, { keepsAnchor });
    const loss = { atMs: world.time.nowMs(), isUnseen: !keepsAnchor };
    const lost = world.books.lose(box.name, sinceMs, loss);
    world.trace.note(world.time.nowMs(), box.name, `lost ${lost} acts`);
    world.time.after(nemesis.dice.nat(forMs), box.start);
  });
  return box.name;
}

/** What its disk knew of papers is gone, or is somewhere twice. */
function forget({ kitchen }: World, box: Box): void {
  const device = box.process()?.ledger.identity.key.device;
  if (device !== undefined) kitchen.forgetful.add(device);
}

function copyDisk(nemesis: Nemesis): string | undefined {
  const box = pickRunning(nemesis);
  const { world, dice, counts } = nemesis;
  if (box === undefined || counts.copies >= COPIES_MAX) return undefined;
  counts.copies += 1;
  forget(world, box);
  const tells = dice.chance(0.5);
  const copy = copyBox(world, box, { tells });
  staff(world, copy);
  return `${copy.name}${tells ? ", on a board that tells" : ""}`;
}

function fillDisk(nemesis: Nemesis): string | undefined {
  const box = pickRunning(nemesis);
  if (box === undefined) return undefined;
  const isFull = nemesis.dice.chance(0.3);
  box.setRoom(isFull ? 1_000_000 : 40_000_000);
  nemesis.world.time.after(nemesis.forMs, () => {
    box.setRoom(undefined);
  });
  return `${box.name}${isFull ? ", not even for a sale" : ""}`;
}

function setClock(nemesis: Nemesis): string {
  const { world, dice, forMs } = nemesis;
  const box = dice.pick(world.boxes);
  const rightMs = world.rightMs();
  const toMs = {
    "1970": 0,
    "2099": 4_080_000_000_000,
    "a day back": rightMs - DAY_MS,
    "a day on": rightMs + DAY_MS,
    "ten minutes back": rightMs - 600_000,
    "ten minutes on": rightMs + 600_000,
    "the right time": rightMs,
  };
  const to = dice.pick(Object.keys(toMs) as Array<keyof typeof toMs>);
  box.clock.set(toMs[to]);
  if (dice.chance(0.5)) {
    world.time.after(forMs, () => {
      box.clock.set(world.rightMs());
    });
  }
  return `${box.name} to ${to}`;
}

function revoke(nemesis: Nemesis): string | undefined {
  const { dice, counts } = nemesis;
  if (counts.revocations >= REVOCATIONS_MAX || running(nemesis).length < 3) return undefined;
  const author = dice.pick(running(nemesis));
  const target = dice.pick(running(nemesis).filter((box) => box.linkKey !== author.linkKey));
  if (!shutOut(nemesis, author, target)) return undefined;
  counts.revocations += 1;
  return `${target.name} by ${author.name}`;
}

/** Two who are apart and each think that the other one was stolen. */
function revokeEachOther(nemesis: Nemesis): string | undefined {
  const { dice, counts } = nemesis;
  const [one, other, ...others] = dice.shuffle(running(nemesis));
  if (counts.revocations >= REVOCATIONS_MAX || others.length === 0) return undefined;
  if (one === undefined || other === undefined || one.linkKey === other.linkKey) return undefined;
  separate(nemesis, [one], [other]);
  counts.revocations += 1;
  shutOut(nemesis, one, other);
  shutOut(nemesis, other, one);
  return `${one.name} and ${other.name}`;
}

/** False when it is no authority, or can't. */
function shutOut({ world }: Nemesis, author: Box, target: Box): boolean {
  const [process, victim] = [author.process(), target.process()];
  const till = process?.open()?.till;
  if (process === undefined || victim === undefined || till === undefined) return false;
  const number = staffNumber(author.facts.person);
  const { device } = victim.ledger.identity.key;
  let isDone = false;
  process.run(() => {
    const actor = { number, name: "" };
    const done = tryStore(() => revokeDevice(till, actor, { device, reason: "stolen" }), "en");
    isDone = typeof done !== "string" && done.ok;
    process.mesh.committed();
  });
  if (isDone) world.trace.note(world.time.nowMs(), author.name, `revoked ${target.name}`);
  return isDone;
}

function joinLate(nemesis: Nemesis): string | undefined {
  const { world, counts } = nemesis;
  if (counts.newcomers >= NEWCOMERS_MAX) return undefined;
  // Whom a robbed till lets in is out again with it.
  const authorities = running(nemesis).filter((box) => isAuthority(box) && !isRobbed(world, box));
  if (authorities.length === 0) return undefined;
  const authority = nemesis.dice.pick(authorities);
  const box = join(world, authority, { isOpen: true });
  if (box === undefined) return undefined;
  counts.newcomers += 1;
  staff(world, box);
  hangNewcomersRoll(world, box);
  misleadNewcomer(world, box, nemesis.forMs);
  return `${box.name}, let in by ${authority.name}${partNewcomer(nemesis, { box, authority })}`;
}

/** Where the past comes late the shop may be apart just then, so that one side alone knows the newcomer. */
function partNewcomer(
  nemesis: Nemesis,
  { box, authority }: { readonly box: Box; readonly authority: Box },
): string {
  const { world } = nemesis;
  if (!world.options.hearsLate || world.options.without.has("network")) return "";
  const dice = world.dice.fork(`half of ${box.name}`);
  const others = dice.shuffle(world.boxes.filter((one) => one !== box && one !== authority));
  if (others.length === 0 || !dice.chance(HALF)) return "";
  const apart = others.slice(0, dice.between(1, others.length));
  separate(
    nemesis,
    world.boxes.filter((one) => !apart.includes(one)),
    apart,
  );
  return `, apart from ${namesOf(apart)}`;
}

function speakNewer(nemesis: Nemesis): string | undefined {
  const newer = running(nemesis).filter(({ facts }) => facts.isNewer);
  if (newer.length === 0) return undefined;
  const box = nemesis.dice.pick(newer);
  const kind = writeUnknown(box, nemesis.dice);
  return kind === undefined ? undefined : `${box.name} says ${kind}`;
}

/** Cuts both ways between each of some boxes and each of others, until the time is over. */
export function separate(
  nemesis: Pick<Nemesis, "world" | "forMs">,
  some: ReadonlyArray<Box>,
  others: ReadonlyArray<Box>,
): void {
  cutFor(
    nemesis,
    some.flatMap((one) =>
      others.flatMap((other): ReadonlyArray<readonly [Host, Host]> => [
        [one.host(), other.host()],
        [other.host(), one.host()],
      ]),
    ),
  );
}

function cutFor(
  { world, forMs }: Pick<Nemesis, "world" | "forMs">,
  ways: ReadonlyArray<readonly [Host, Host]>,
): void {
  const joins = ways.map(([from, to]) => world.network.cut(from, to));
  world.time.after(forMs, () => {
    for (const join of joins) join();
  });
}

function namesOf(boxes: ReadonlyArray<Box>): string {
  return boxes.map(({ name }) => name).join("");
}
