/**
 * How a liar ends: a senior authority or the recovery sheet shuts out the till that was robbed, at what it
 * had said by then, and has the rest purged. A day later the shop is whole.
 */

import { isSelfRevoked } from "../../src/app/membership/own-revocation.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type ChainEnd, type DeviceId, deviceOf, type Hash } from "../../src/domain/identity.ts";
import { DOUBT_MAX, type Tally } from "../../src/ledger/doubt.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { rowBefore } from "../../src/ledger/log/chain-links.ts";
import { toTransaction } from "../../src/ledger/log/stored-transaction.ts";
import { CHAINS_LEFT_MAX } from "../../src/ledger/thinning.ts";
import { isRobbed, isSettledWith, type Member, membersOf } from "./checks.ts";
import { joinBySheet } from "./shop.ts";
import { type Liar, type Process, type World } from "./world.ts";

const HOUR_MS = 3_600_000;
/** A purge is done a day after it was heard, by looks that count an hour each at most. */
const PURGED_AFTER_HOURS = 26;
const BY_SHEET_SHARE = 0.5;
const REASON = "stolen";
const LIES_AFTERWARDS = 6;
const SAMPLES_MAX = 3;
/** The bounds of what tills keep. What was needed once and isn't any more stays, except its branches. */
const KEPT_MAX: Tally = { ...DOUBT_MAX, chains: CHAINS_LEFT_MAX };
const KINDS_OF_BOUNDS = ["transactions", "bytes", "chains"] as const;

/** Boxes of the shop that run and weren't robbed. */
function honestBoxes(world: World): ReadonlyArray<Member> {
  return world.boxes.flatMap((box): ReadonlyArray<Member> => {
    const process = box.process();
    return process === undefined || isRobbed(world, box) ? [] : [{ box, process }];
  });
}

/** Each waits until what it is given holds, and says so where that never comes. */
interface Waiting {
  readonly until: (isHeard: () => boolean) => Promise<void>;
  /** Waits until all tills hold the same. */
  readonly settle: (isHeard?: () => boolean) => Promise<void>;
}

export async function endLiar(world: World, { until, settle }: Waiting): Promise<void> {
  const [liar] = world.liars;
  if (liar === undefined) return;
  checkBounds(world, liar);
  const revoker = findSenior(world, liar) ?? fromSheet(world);
  if (revoker === undefined) return;
  // A device that the sheet enrols has to receive the shop first. One that the liar keeps out gets
  // in by the revocation.
  await until(() => isKnownToAll(world, revoker));
  const heads = headsOf(world, liar);
  revoke(world, heads, { liar, revoker });
  await settle(() => areHeldByAll(world, heads));
  liar.lie(LIES_AFTERWARDS);
  await settle();
  checkBounds(world, liar);
  purge(world, liar, revoker);
  await settle();
  passDay(world);
  await settle();
  liar.lie(LIES_AFTERWARDS);
  await settle();

  checkWhole(world, liar);
  liar.leave();
}

/** An authority of the shop in good standing, by everybody's word, that is senior to the robbed one. */
function findSenior(world: World, { device }: Liar): Member | undefined {
  const dice = world.dice.fork("who ends the liar");
  if (dice.chance(BY_SHEET_SHARE)) return undefined;
  const members = membersOf(world);
  const honest = honestBoxes(world);
  if (members.length < honest.length) return undefined;
  return honest.find(({ process: { ledger } }) => {
    const own = ledger.identity.key.device;
    const self = ledger.admission().get(own);
    return self?.authority === true && !self.revoked && ledger.compareDevices(own, device) < 0;
  });
}

function fromSheet(world: World): Member | undefined {
  const [any] = honestBoxes(world);
  if (any === undefined) return undefined;
  const box = joinBySheet(world, any.process);
  const process = box.process();
  return process && { box, process };
}

/** Whom nobody has shut out: one that was hears nothing any more. */
function hearingBoxes(world: World): ReadonlyArray<Member> {
  return honestBoxes(world).filter(({ process }) => !isSelfRevoked(process.ledger));
}

function isKnownToAll(world: World, { process: { ledger } }: Member): boolean {
  const { device } = ledger.identity.key;
  return hearingBoxes(world).every(({ process }) => process.ledger.admission().has(device));
}

function areHeldByAll(world: World, ends: ReadonlyArray<ChainEnd>): boolean {
  return hearingBoxes(world).every(({ process }) =>
    ends.every((end) => holds(process.ledger, end)),
  );
}

function revoke(
  world: World,
  heads: ReadonlyArray<ChainEnd>,
  { liar, revoker: { box } }: { readonly liar: Liar; readonly revoker: Member },
): void {
  const { device } = liar;
  write(box.process(), "device/revoked", { device, heads, reason: REASON });
  const ends = heads.map(({ origin, seq }) => `${origin.slice(-4)} ${seq}`).join(", ");
  world.trace.note(world.time.nowMs(), box.name, `revokes ${liar.box.name} at ${ends}`);
}

/** The last of each chain that the till itself had said, as far as anybody has it. */
function headsOf(world: World, { past }: Liar): ReadonlyArray<ChainEnd> {
  const honest = honestBoxes(world);
  const held = past.filter((end) => honest.some(({ process }) => holds(process.ledger, end)));
  const byOrigin = Map.groupBy(held, ({ origin }) => origin);
  return [...byOrigin.values()].flatMap((ends) => ends.at(-1) ?? []);
}

function purge(world: World, liar: Liar, { box }: Member): void {
  for (const device of liar.devices()) {
    write(box.process(), "chain/purged", { device, reason: REASON });
  }
  world.trace.note(world.time.nowMs(), box.name, `purges ${liar.box.name}`);
}

function write(
  process: Process | undefined,
  kind: "device/revoked" | "chain/purged",
  body: {
    readonly device: DeviceId;
    readonly heads?: ReadonlyArray<ChainEnd>;
    readonly reason: string;
  },
): void {
  process?.run(() => {
    const events = [{ kind, streams: [], body }] as never;
    process.ledger.commit({ by: "", name: kind, decide: () => ok({ events }) });
    process.mesh.committed();
  });
}

function passDay(world: World): void {
  for (let hour = 0; hour <= PURGED_AFTER_HOURS; hour += 1) {
    world.passNight(HOUR_MS);
    for (const box of world.boxes) {
      const process = box.process();
      process?.run(() => {
        process.ledger.purge();
        process.mesh.committed();
      });
    }
  }
}

/** However much the liar says: nobody keeps more of it than it may. */
function checkBounds(world: World, liar: Liar): void {
  for (const { box, process } of honestBoxes(world)) {
    for (const device of liar.devices()) {
      const tally = process.ledger.doubt.tallyOf(device);
      const beyond = KINDS_OF_BOUNDS.filter((what) => tally[what] > KEPT_MAX[what]);
      for (const what of beyond) {
        world.problem(`${box.name} keeps ${tally[what]} ${what} of the liar's that nobody needs`);
      }
    }
    // A till that has checked it remembers what it was.
    forgedSecrets(liar, { box, process });
  }
  checkViolations(world);
}

/** Secrets that are as the liar has said. */
function forgedSecrets({ secrets }: Liar, { process: { ledger } }: Member): ReadonlyArray<string> {
  return [...secrets].flatMap(([id, hashes]) => {
    const { values, isHidden } = ledger.secrets.standing(id);
    return isHidden || values.some(({ hash }) => hashes.has(hash)) ? [id] : [];
  });
}

function checkViolations(world: World): void {
  for (const { box, process } of honestBoxes(world)) {
    for (const { device, kind, reason } of process.mesh.node.status().violations) {
      const blamed = honestBoxes(world).find(
        (one) => one.process.ledger.identity.key.device === device,
      );
      // Copies of one disk are two voices of one device: each may take the other one for a liar.
      if (blamed === undefined || blamed.box.linkKey === box.linkKey) continue;
      if (kind === "silent" || kind === "dated") continue;
      world.problem(`${box.name} blames ${blamed.box.name}, which is honest: ${reason}`);
    }
  }
}

/**
 * Checks that a device of the shop at the theft belongs to it again, unless somebody honest has revoked it: it
 * may never hear the chain that let it in, where the liar has parted that.
 */
function checkVictims(world: World, liar: Liar): void {
  for (const { box, process } of honestBoxes(world)) {
    const { ledger } = process;
    const isIn = ledger.admission().has(ledger.identity.key.device);
    if (!liar.victims.includes(box) || isIn || isRightlyOut(world, liar, { box, process }))
      continue;
    world.problem(`${box.name} belongs to the shop no more, which nobody honest has said`);
  }
}

/**
 * Whether all who are in have it from an honest act that it is revoked, its own till too, and all that it
 * said is with them.
 */
function isRightlyOut(world: World, liar: Liar, outcast: Member): boolean {
  const members = membersOf(world);
  const { device } = outcast.process.ledger.identity.key;
  const lying = new Set(liar.devices());
  const past = new Set(liar.past.map(({ hash }) => hash));
  const isShutOut = members.every(({ process: { ledger } }) =>
    ledger
      .controlActs()
      .some(
        ({ event, place }) =>
          event.kind === "device/revoked" &&
          event.body.device === device &&
          (past.has(place.hash) || !lying.has(deviceOf(place.origin))),
      ),
  );
  return isShutOut && isSettledWith(members, outcast);
}

/** Nothing of the liar's counts or is kept, and nothing is lost that the till said before. */
function checkWhole(world: World, liar: Liar): void {
  checkVictims(world, liar);
  const past = new Set(liar.past.map(({ hash }) => hash));
  const members = membersOf(world);
  if (members.length === 0) world.problem("nobody belongs to the shop any more");
  for (const { box, process } of members) {
    const { ledger } = process;
    const mine = new Set(liar.devices());
    const rows = ledger.store
      .origins()
      .filter((origin) => mine.has(deviceOf(origin)))
      .flatMap((origin) => Array.from(ledger.store.ofOrigin(origin, 1)));
    const late = rows.filter((row) => !past.has(row.hash));
    const admitted = admittedByPeople(liar, ledger);
    const counting = late.filter(
      (row) => !admitted.has(row.hash) && ledger.isAdmitted(toTransaction(row)),
    );
    if (counting.length > 0) {
      world.problem(`${box.name} counts ${counting.length} transactions of the liar's`);
    }
    // A segment whose beginning counts is kept whole.
    const packed = late.filter(({ place }) => ledger.store.segments.at(place) !== undefined).length;
    const kept = liar.devices().map((device) => ledger.doubt.tallyOf(device).transactions);
    const rest = kept.reduce((sum, count) => sum + count, 0) - packed;
    if (rest > 0) world.problem(`${box.name} still keeps ${rest} of the liar's`);
    checkPast(world, liar, { box, process });
    for (const id of forgedSecrets(liar, { box, process })) {
      world.problem(`${box.name} has the secret ${id} as the liar says it is`);
    }
  }
  checkViolations(world);
}

/** Returns the hashes that a person at an honest till admitted, whoever wrote them. */
function admittedByPeople(liar: Liar, ledger: Ledger): ReadonlySet<Hash> {
  const liars = new Set(liar.devices());
  const hashes = new Set<Hash>();
  for (const { event, place } of ledger.controlActs()) {
    if (event.kind !== "chain/admitted" || liars.has(deviceOf(place.origin))) continue;
    for (let row = ledger.store.withEnd(event.body); row !== undefined;) {
      hashes.add(row.hash);
      row = rowBefore(ledger.store, row);
    }
  }
  return hashes;
}

function checkPast(world: World, liar: Liar, { box, process: { ledger } }: Member): void {
  const lost = headsOf(world, liar).filter((end) => {
    const row = ledger.store.withEnd(end);
    return row === undefined || !ledger.isAdmitted(toTransaction(row));
  });
  for (const { origin, seq } of lost.slice(0, SAMPLES_MAX)) {
    world.problem(
      `${box.name} counts nothing of what ${liar.box.name} said before it was robbed, ${origin} ${seq}`,
    );
  }
}

function holds(ledger: Ledger, end: ChainEnd): boolean {
  return ledger.read(() => ledger.store.withEnd(end) !== undefined);
}
