/**
 * The checks of a shop that is whole again: all tills are equal to the byte and have every booked
 * act, nothing is there twice, and every sum is the books'.
 */

import { isSelfRevoked, hasUnheardRevokers } from "../../src/app/membership/own-revocation.ts";
import { listRefusedOften } from "../../src/app/people/refused-often.ts";
import { type ChainEnd, type DeviceId, deviceOf, type Origin } from "../../src/domain/identity.ts";
import { type Admission } from "../../src/domain/membership/admission.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { toTransaction } from "../../src/ledger/log/stored-transaction.ts";
import { toRange } from "../../src/ledger/quarantine.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { handedOutBeyond, sumsOf, type BookedAct } from "./books.ts";
import { correctedOnce } from "./corrected-once.ts";
import { isOf, sessionOf } from "./drawer-books.ts";
import { sharedTables } from "./shared-rows.ts";
import { type Box, type Process, type World } from "./world.ts";

/** A box that runs, and whose device is one of the shop by its own word. */
export interface Member {
  readonly box: Box;
  readonly process: Process;
}

/** The most bytes that a queue may hold: a link's limit, and a frame more. */
const UNSENT_BYTES_MAX = 9 * 1024 * 1024;
const NAMED_MAX = 3;
/** The time between two notes of a till's end outside of its ledger, and a little more. */
const ANCHORED_WITHIN_MS = 1200;

/** Whether the box's key is stolen: a liar may have broken the protocol with it. */
export function isRobbed({ liars }: World, { linkKey }: Box): boolean {
  return liars.some(({ box }) => box.linkKey === linkKey);
}

/** Whether the chain is a liar's: each till keeps another part of it, also after a purge. */
function isLiars({ liars }: World, origin: Origin): boolean {
  return liars.some((liar) => liar.devices().includes(deviceOf(origin)));
}

/** Boxes that take each other for members: the largest such circle, so that who is shut out is alone. */
export function membersOf(world: World): ReadonlyArray<Member> {
  const running = world.boxes.flatMap((box): ReadonlyArray<Member> => {
    const process = box.process();
    return process === undefined || isRobbed(world, box) ? [] : [{ box, process }];
  });
  const known = running.map(knowing);
  const circles = known.map((one) =>
    known.filter((other) => areMutual(one, other)).map(({ member }) => member),
  );
  const largest = Math.max(0, ...circles.map(({ length }) => length));
  return circles.find(({ length }) => length === largest) ?? [];
}

/**
 * Boxes that run, are of the shop by the word of all who are in, and are not among them. Where nobody is in,
 * these are all that don't take themselves for revoked.
 */
export function straysOf(world: World, members: ReadonlyArray<Member>): ReadonlyArray<Box> {
  return world.boxes.filter((box) => {
    const process = box.process();
    if (process === undefined || members.some((member) => member.box === box)) return false;
    if (isRobbed(world, box)) return false;
    if (members.length === 0) return !isSelfRevoked(process.ledger);
    return members.every((member) => isTakenBy({ box, process }, member));
  });
}

/** Boxes that run, and that the shop has shut out. */
export function outcastsOf(world: World, members: ReadonlyArray<Member>): ReadonlyArray<Member> {
  const [first] = members;
  return world.boxes.flatMap((box): ReadonlyArray<Member> => {
    const process = box.process();
    if (process === undefined || first === undefined) return [];
    // Nobody can tell a robbed box from its robber: it may be talked to by nobody, and not know why.
    if (members.some((member) => member.box === box) || isRobbed(world, box)) return [];
    const { device } = process.ledger.identity.key;
    return first.process.ledger.admission().get(device)?.revoked === true ? [{ box, process }] : [];
  });
}

/** Whether a revoked till knows that it is, and the others have what it had written by then. */
export function isSettledWith(members: ReadonlyArray<Member>, outcast: Member): boolean {
  const [first] = members;
  const { ledger } = outcast.process;
  const { device } = ledger.identity.key;
  const own = endsOf(ledger.heads()).filter(({ origin }) => deviceOf(origin) === device);
  return (
    isSelfRevoked(ledger) &&
    first !== undefined &&
    own.every((end) => holds(first.process.ledger, end))
  );
}

interface Knowing {
  readonly member: Member;
  readonly device: DeviceId;
  readonly devices: Admission;
  readonly isSaidRevoked: boolean;
}

function knowing(member: Member): Knowing {
  const { ledger } = member.process;
  const { device } = ledger.identity.key;
  return { member, device, devices: ledger.admission(), isSaidRevoked: hasUnheardRevokers(ledger) };
}

/** Who takes another's word that it is out is in no circle, although it has not heard why. */
function areMutual(one: Knowing, other: Knowing): boolean {
  if (one.isSaidRevoked || other.isSaidRevoked) return false;
  return takes(one, one) && takes(other, one) && takes(one, other);
}

function takes({ devices }: Knowing, { device }: Knowing): boolean {
  return devices.get(device)?.revoked === false;
}

function isTakenBy(member: Member, by: Member): boolean {
  const device = member.process.ledger.identity.key.device;
  return by.process.ledger.admission().get(device)?.revoked === false;
}

/** Equal on two tills that have told each other everything. */
export function vectorOf(ledger: Ledger): string {
  return endsOf(ledger.heads())
    .map(({ origin, seq, hash }) => `${origin} ${seq} ${hash}`)
    .toSorted()
    .join("\n");
}

export function secretsOf(ledger: Ledger): string {
  const words = ledger.words.rows().map(({ id, value, by }) => [id, value, by]);
  // The secrets that count and are missing here; a value that does not hold stays where it was
  // written.
  return JSON.stringify([ledger.secrets.lacks(), words]);
}

/**
 * Returns what counts, and what a person has admitted, as text. Each till keeps a part of its own
 * of a liar's flood, and its own proof of too many incarnations.
 */
export function countingOf(ledger: Ledger): string {
  const devices = ledger.admission();
  const acts = ledger.controlActs();
  const sound = ledger.soundEnds().filter(({ origin }) => devices.has(deviceOf(origin)));
  const admitted = acts.flatMap(({ event }): ReadonlyArray<ChainEnd> => {
    if (event.kind !== "chain/admitted") return [];
    const { origin, seq, hash } = event.body;
    return holds(ledger, { origin, seq, hash }) ? [{ origin, seq, hash }] : [];
  });
  return [...acts.map(({ place }) => place), ...sound, ...admitted]
    .map(({ origin, seq, hash }) => `${origin} ${seq} ${hash}`)
    .toSorted()
    .join("\n");
}

export function areEqual(members: ReadonlyArray<Member>, chainsOf = vectorOf): boolean {
  const ledgers = members.map(({ process }) => process.ledger);
  return new Set(ledgers.map(chainsOf)).size <= 1 && new Set(ledgers.map(secretsOf)).size <= 1;
}

/** While the shop is open: what must hold at every moment. */
export function checkMoment(world: World): void {
  for (const box of world.boxes) {
    const bytes = box.process()?.mesh.unsentBytes() ?? 0;
    if (bytes > UNSENT_BYTES_MAX)
      world.problem(`${box.name} keeps ${bytes} bytes that nobody reads`);
  }
}

/** When all is healed and told. */
export function checkEnd(world: World, members: ReadonlyArray<Member>): void {
  const [first] = members;
  if (first === undefined) return;
  for (const { process } of members) {
    while (process.ledger.grow());
    process.ledger.flush();
  }
  checkEqual(world, members);
  checkRefusals(world, members);
  checkBooked(world, members);
  checkNumbers(world, first);
  checkSums(world, first);
  checkHandedOut(world, first);
  checkLedger(world, first);
  checkLinks(world, members);
  checkOutcasts(world, members);
}

/** Checks revoked boxes: they sell nothing, and hear nothing that comes after. */
function checkOutcasts(world: World, members: ReadonlyArray<Member>): void {
  const [first] = members;
  for (const { box, process } of outcastsOf(world, members)) {
    if (process.sellOne() === undefined) world.problem(`${box.name} is shut out, and sells`);
    const latest = first && world.books.all().findLast((act) => act.box === first.box.name);
    if (latest !== undefined && holds(process.ledger, latest.end)) {
      world.problem(`${box.name} is shut out, and hears what ${latest.box} says`);
    }
  }
}

function checkEqual(world: World, members: ReadonlyArray<Member>): void {
  const looks = members.map(({ box, process: { ledger } }) => ({
    name: box.name,
    rows: sharedTables(ledger),
    questions: ledger
      .quarantined()
      .filter(({ origin }) => !isLiars(world, origin))
      .map((chain) => JSON.stringify(toRange(chain))),
  }));
  const [one, ...others] = looks;
  if (one === undefined) return;
  for (const other of others) {
    for (const what of ["rows", "questions"] as const) {
      const different = firstDifference(one[what], other[what]);
      if (different === undefined) continue;
      world.problem(`${one.name} and ${other.name} hold the same events and differ: ${different}`);
    }
  }
}

/** Who was refused what, and how often, is the same everywhere, and so is whom somebody should look at. */
function checkRefusals(world: World, members: ReadonlyArray<Member>): void {
  const looks = members.map(({ box, process: { ledger } }) => ({
    name: box.name,
    refused: listRefusedOften(ledger).map(({ origin: _origin, ...one }) => JSON.stringify(one)),
  }));
  const [one, ...others] = looks;
  for (const other of others) {
    const different = one && firstDifference(one.refused, other.refused);
    if (different === undefined) continue;
    world.problem(`${one?.name ?? ""} and ${other.name} count refusals differently: ${different}`);
  }
}

function firstDifference(
  one: ReadonlyArray<string>,
  other: ReadonlyArray<string>,
): string | undefined {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    if (one[index] !== other[index]) {
      return `${cut(one[index] ?? "nothing")} | ${cut(other[index] ?? "nothing")}`;
    }
  }
  return undefined;
}

function cut(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

/** Checks that every booked act is on all tills, unless the disk lost it before anybody heard of it. */
function checkBooked(world: World, members: ReadonlyArray<Member>): void {
  const missing = world.books.all().flatMap((act) => {
    const without = members.filter(({ process }) => !holds(process.ledger, act.end));
    return without.length === 0 ? [] : [{ act, without }];
  });
  const wrong = missing.filter(({ act, without }) => !isExcused(act, { world, members, without }));
  for (const { act, without } of wrong.slice(0, NAMED_MAX)) {
    const names = without.map(({ box }) => box.name).join("");
    const what = act.events.map(({ kind }) => kind).join(", ");
    world.problem(
      `${names} lack what ${act.box} was told has happened: ${what}, number ${act.end.seq}`,
    );
  }
}

function holds(ledger: Ledger, end: ChainEnd): boolean {
  return ledger.read(() => ledger.store.withEnd(end) !== undefined);
}

interface Missing {
  readonly world: World;
  readonly members: ReadonlyArray<Member>;
  readonly without: ReadonlyArray<Member>;
}

function isExcused(
  { box: name, end, loss, atMs }: BookedAct,
  { world, members, without }: Missing,
): boolean {
  const isAfterTheft = world.liars.some(
    ({ device, stolenAtMs }) => device === deviceOf(end.origin) && atMs >= stolenAtMs,
  );
  // The act counts for nothing, and may be thrown away.
  if (isAfterTheft) return true;
  // The act must be missing on all tills alike.
  if (without.length < members.length) return false;
  if (loss === undefined) {
    // The act is of a revoked device that had no link to a member.
    const known = members[0]?.process.ledger.admission().get(deviceOf(end.origin));
    return known?.revoked === true || !members.some(({ box }) => box.name === name);
  }
  const isAnchored = !loss.isUnseen && loss.atMs - atMs > ANCHORED_WITHIN_MS;
  const process = world.boxes.find((box) => box.name === name)?.process();
  return !isAnchored || process === undefined || isLossKnown(process.ledger, end);
}

/**
 * The box has begun anew since it spoke so, or will with its next word: who is shut out says none. A disk
 * that goes back further counts again from where it stands, so what it speaks on now may lie beside.
 */
function isLossKnown(ledger: Ledger, { origin }: ChainEnd): boolean {
  if (ledger.loss()?.isPending === true) return true;
  const followed = new Map(
    ledger.store
      .control()
      .flatMap((row) =>
        toTransaction(row).events.flatMap(({ known }) =>
          known?.kind === "incarnation/started"
            ? [[row.origin, known.body.follows?.origin] as const]
            : [],
        ),
      ),
  );
  const before = new Set<Origin>();
  for (let own: Origin | undefined = origin; own !== undefined && !before.has(own);) {
    before.add(own);
    own = followed.get(own);
  }
  return !before.has(ledger.identity.origin);
}

/** Chains of which two voices are known, or were. */
export function forkedChains(ledger: Ledger): ReadonlySet<Origin> {
  const forked = new Set(ledger.quarantined().map(({ origin }) => origin));
  // Somebody has said that both of two voices count.
  for (const settled of ledger.attention()) {
    forked.add(settled.type === "chain/both-admitted" ? settled.origin : settled.admitted.origin);
  }
  return forked;
}

/** Nothing that a till had heard was taken out of what counts later, or came to count later. */
export function isUndisputed(world: Pick<World, "books">, ledger: Ledger): boolean {
  return (
    ledger.quarantined().length === 0 &&
    ledger.attention().length === 0 &&
    [...ledger.admission().values()].every(({ revoked }) => !revoked) &&
    world.books.all().every(({ loss }) => loss === undefined)
  );
}

/** No number twice, and none left out: what is in question counts as given. */
function checkNumbers(world: World, { process: { ledger } }: Member): void {
  const forked = forkedChains(ledger);
  const bySeries = new Map<string, number[]>();
  for (const act of world.books.all()) {
    if (!holds(ledger, act.end) || forked.has(act.end.origin)) continue;
    for (const event of act.events) {
      if (event.kind !== "receipt/issued" && event.kind !== "refund/issued") continue;
      const numbers = bySeries.get(event.body.series) ?? [];
      numbers.push(event.body.no);
      bySeries.set(event.body.series, numbers);
    }
  }
  for (const [series, numbers] of bySeries) {
    const sorted = numbers.toSorted((a, b) => a - b);
    const wrong = sorted.find((no, index) => no !== index + 1);
    if (wrong !== undefined) {
      world.problem(`of the numbers of ${series}, ${wrong} is there where another one should be`);
    }
  }
}

/** Returns the booked acts that are here and not in question. */
export function countingActs(
  world: Pick<World, "books">,
  ledger: Ledger,
): ReadonlyArray<BookedAct> {
  const inQuestion = new Set(
    ledger
      .quarantined()
      .flatMap(({ origin, transactions }) =>
        transactions.map(({ last, hash }) => `${origin} ${last} ${hash}`),
      ),
  );
  return world.books
    .all()
    .filter(
      ({ end }) => holds(ledger, end) && !inQuestion.has(`${end.origin} ${end.seq} ${end.hash}`),
    );
}

/** Checks that no tender gives out more than it brought, where nobody touches another's orders. */
function checkHandedOut(world: World, { process: { ledger } }: Member): void {
  if (world.options.manners !== "silence") return;
  for (const beyond of handedOutBeyond(countingActs(world, ledger)).slice(0, NAMED_MAX)) {
    world.problem(`more was handed out than came in by a tender, ${beyond}`);
  }
}

function checkSums(world: World, { box, process: { ledger } }: Member): void {
  const events = countingActs(world, ledger).flatMap((act) => act.events);
  const opened = new Set(events.filter(isOf("drawer/opened")).map(({ id }) => id));
  // A drawer that was never opened has no sums.
  const expected = sumsOf(
    correctedOnce(events).filter(
      (event) => event.kind !== "drawer/moved" || opened.has(sessionOf(event)),
    ),
  );
  const found = new Map(ledger.read((view) => view.sums("day/")));
  for (const [key, amount] of expected) {
    const kept = found.get(key) ?? 0;
    if (kept !== amount)
      world.problem(`${box.name} has ${kept} for ${key}, by the books it is ${amount}`);
  }
  for (const [key, amount] of found) {
    if (
      /\/(?:receipts|refunds|sales|corrected)$/u.test(key) &&
      !expected.has(key) &&
      amount !== 0
    ) {
      world.problem(`${box.name} has ${amount} for ${key}, and nobody was told of it`);
    }
  }
}

/** Chains, signatures, and the folded state against a fold from scratch. */
function checkLedger(world: World, { box, process: { ledger } }: Member): void {
  for (const { sentence } of verifyLedger(ledger).findings.slice(0, NAMED_MAX)) {
    world.problem(`${box.name}: ${sentence}`);
  }
}

/** Returns the members that this one has no link to; a copy of a disk is a box like any other. */
export function unlinkedTo(
  { box, process }: Member,
  members: ReadonlyArray<Member>,
): ReadonlyArray<Member> {
  const linked = new Set(process.mesh.node.connections().map(({ instance }) => instance));
  return members.filter(
    (other) => other.box !== box && !linked.has(other.process.mesh.announcement().instance),
  );
}

/** Nobody has dropped anybody for ever. */
function checkLinks(world: World, members: ReadonlyArray<Member>): void {
  const running = world.boxes.filter((box) => box.process() !== undefined).length;
  for (const member of members) {
    const { box, process } = member;
    const links = process.mesh.node.connections();
    if (links.length >= running) {
      world.problem(`${box.name} has ${links.length} links, to ${running - 1} others`);
    }
    const alone = unlinkedTo(member, members);
    if (alone.length > 0) {
      world.problem(`${box.name} has no link to ${alone.map((one) => one.box.name).join("")}`);
    }
  }
}

/** Whether no till can have said two things under one number, or was shut out. */
export function isCalm({ boxes, books }: World): boolean {
  const isForgetful = books
    .all()
    .some(
      ({ loss, atMs }) =>
        loss !== undefined && (loss.isUnseen || loss.atMs - atMs <= ANCHORED_WITHIN_MS),
    );
  if (isForgetful || new Set(boxes.map(({ linkKey }) => linkKey)).size < boxes.length) return false;
  return boxes.every((box) => {
    const ledger = box.process()?.ledger;
    return ledger === undefined || isUndoubted(ledger);
  });
}

function isUndoubted(ledger: Ledger): boolean {
  return (
    forkedChains(ledger).size === 0 &&
    [...ledger.admission().values()].every(({ revoked }) => !revoked)
  );
}
