/** The devices of the shop, and how a person changes them. */

import { ok, type Result } from "../../domain/base/result.ts";
import {
  decidePromoteBySheet,
  decidePromoteDevice,
  decideRevokeDevice,
} from "../../domain/commands/office/change-device.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type DeviceRevoked } from "../../domain/events/control-events.ts";
import { type ChainEnd, type DeviceId, deviceOf } from "../../domain/identity.ts";
import { type AdmittedDevice } from "../../domain/membership/admission.ts";
import { type WallTime, type ClockReading, markTwice } from "../../domain/text/clock-text.ts";
import { endsOf } from "../../ledger/exchange.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { rowBefore } from "../../ledger/log/chain-links.ts";
import { toTransaction } from "../../ledger/log/stored-transaction.ts";
import { type TransactionRow } from "../../ledger/log/transaction-row.ts";
import { enrolmentBySheet } from "../../ledger/recovery/sheet-enrolment.ts";
import { revokedId } from "../../mesh/gossip/door.ts";
import { type ProvenSheet } from "../backup/recovery-check.ts";
import { isSelfRevoked, hasUnheardRevokers } from "../membership/own-revocation.ts";
import { type Revocation, revocationOf } from "../membership/revocation.ts";
import { type Actor, type Till } from "../till/till.ts";

export interface ShopDevice extends AdmittedDevice {
  /** The one that this runs on. */
  readonly isSelf: boolean;
  /** The reason of its revocation, and the till that replaced it; undefined for one that isn't revoked. */
  readonly revocation: Revocation | undefined;
  /** Its chains as far as they are here, the last used first; the branches of a fork each. */
  readonly chains: ReadonlyArray<DeviceChain>;
}

export interface DeviceChain extends ChainEnd {
  /** The time of its last event, by its own clock. */
  readonly at: ClockReading;
}

/** Returns the devices in the order of their letters. */
export function listDevices({ ledger, offsetMinutes }: Till): ReadonlyArray<ShopDevice> {
  const self = ledger.identity.key.device;
  return ledger.read(() => {
    const chains = endsOf(ledger.heads()).map(({ origin, seq, hash }): DeviceChain => {
      const at = markTwice(saidAt(ledger, { origin, seq, hash }), offsetMinutes);
      return { origin, seq, hash, at };
    });
    return [...ledger.admission().values()]
      .map((device) =>
        toShopDevice(device, { self, chains, revocation: revocationHere(ledger, device) }),
      )
      .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  });
}

function toShopDevice(
  admitted: AdmittedDevice,
  {
    self,
    chains,
    revocation,
  }: Pick<ShopDevice, "chains" | "revocation"> & { readonly self: DeviceId },
): ShopDevice {
  const { device } = admitted;
  const chainsOfDevice = chains.filter(({ origin }) => deviceOf(origin) === device);
  return {
    ...admitted,
    isSelf: device === self,
    revocation,
    chains: chainsOfDevice.toSorted((a, b) => b.at.wallMs - a.at.wallMs),
  };
}

/** A box that was only told so knows it of itself. */
function revocationHere(
  ledger: Ledger,
  { device, revoked }: AdmittedDevice,
): Revocation | undefined {
  const isSaidRevoked = device === ledger.identity.key.device && hasUnheardRevokers(ledger);
  return revoked || isSaidRevoked ? revocationOf(ledger, device) : undefined;
}

export function promoteDevice(
  till: Till,
  actor: Actor,
  device: DeviceId,
): Result<undefined, Refusal> {
  const done = till.act(actor, "promote device", (context) =>
    decidePromoteDevice(context, { device, devices: till.ledger.admission() }),
  );
  return done.ok ? ok(undefined) : done;
}

/**
 * Promotes by the recovery sheet, whose code the caller has checked: it is senior to every
 * authority that a till has made.
 */
export function promoteBySheet(
  till: Till,
  actor: Actor,
  { device, code }: { readonly device: DeviceId } & Pick<ProvenSheet, "code">,
): Result<undefined, Refusal> {
  const { ledger } = till;
  const promote = device === ledger.identity.key.device ? till.answer : till.act;
  const done = promote(actor, "promote device", (context) =>
    decidePromoteBySheet(context, {
      device,
      devices: ledger.admission(),
      enrolment: enrolmentBySheet(ledger, device, code),
    }),
  );
  return done.ok ? ok(undefined) : done;
}

/** Whether this till may take in, promote and shut out others. */
export function mayDecide({ ledger }: Pick<Till, "ledger">): boolean {
  const self = ledger.admission().get(ledger.identity.key.device);
  return self?.authority === true && !isSelfRevoked(ledger);
}

/**
 * Whether the sheet has anything to give to it. The founder gets nothing by it while it is in: of two that
 * the sheet has made authorities neither could be sure to outrank a stolen founder. One that is shut out can
 * answer then, where a person stands.
 */
export function canPromoteBySheet(ledger: Ledger, device: DeviceId): boolean {
  const target = ledger.admission().get(device);
  const acts = ledger.read(() => ledger.controlActs());
  const isBySheet = acts.some(
    ({ event, bySheet }) =>
      bySheet && event.kind === "device/enrolled" && event.body.device === device,
  );
  if (target === undefined || isBySheet) return false;
  if (device === ledger.identity.key.device && isSelfRevoked(ledger)) return true;
  return !target.revoked && device !== ledger.identity.founder;
}

/** Returns what of its chains goes on counting. */
export function revokeDevice(
  till: Till,
  actor: Actor,
  wish: {
    readonly device: DeviceId;
    readonly reason: string;
    /** The time from which its events are cut as well; milliseconds since 1970. */
    readonly beforeMs?: number | undefined;
  },
): Result<DeviceRevoked["heads"], Refusal> {
  const { ledger } = till;
  const { device, reason, beforeMs } = wish;
  // A till that a junior one has revoked may answer: it is senior, so its revocation counts first.
  const isAnswer =
    isSelfRevoked(ledger) && ledger.compareDevices(ledger.identity.key.device, device) < 0;
  // Read where it is decided: nothing of the device may arrive in between and be cut unseen.
  const id = revokedId(device, ledger.identity.key.device);
  // The statement is kept so that any till that meets the device can prove its revocation to it:
  // the device receives nothing else any more.
  const release = till.whileCommitting(() => {
    if (ledger.words.row(id) === undefined) ledger.words.put(id, Buffer.from(reason));
  });
  let done: ReturnType<Till["act"]>;
  try {
    const revoke = isAnswer ? till.answer : till.act;
    done = revoke(actor, "revoke device", (context) =>
      decideRevokeDevice(context, {
        device,
        reason,
        takesBackFrom: beforeMs === undefined ? undefined : ledger.soundEnds(),
        devices: ledger.admission(),
        ends: endsToName(ledger, { device, beforeMs, isAnswer }),
      }),
    );
  } finally {
    // A disk without room must not leave it to the next commit.
    release();
  }
  if (!done.ok) return done;
  const [revocation] = done.value.events.map(({ known }) => known);
  return ok(revocation?.kind === "device/revoked" ? revocation.body.heads : []);
}

function endsToName(
  ledger: Ledger,
  {
    device,
    beforeMs,
    isAnswer,
  }: {
    readonly device: DeviceId;
    readonly beforeMs: number | undefined;
    readonly isAnswer: boolean;
  },
): ReadonlyArray<ChainEnd> {
  if (beforeMs !== undefined) return heardBefore(ledger, device, beforeMs);
  return isAnswer ? endsBeforeRevocation(ledger, device) : ledger.soundEnds();
}

function saidAt({ store }: Ledger, end: ChainEnd): WallTime {
  const row = store.withEnd(end);
  if (row === undefined) throw new Error(`What ${end.origin} said last is not in the store.`);
  const { wall: wallMs, zone: offsetMinutes } = row.content.first;
  return { wallMs, offsetMinutes };
}

/*
 * How far a device's chains were here at a time of day: what a stolen till said since is taken back by naming
 * no more of it. By the order in which this box stored things, since what a thief writes says any time.
 */

type HeardLedger = Pick<Ledger, "identity" | "read" | "soundEnds" | "store">;

/**
 * Returns the sound ends of the device's chains that were here before this box's own last event
 * before `atMs`.
 */
function heardBefore(
  { identity, read, soundEnds, store }: HeardLedger,
  device: DeviceId,
  atMs: number,
): ReadonlyArray<ChainEnd> {
  return read(() => {
    const until = lastArrivalBefore(store, identity.key.device, atMs);
    return soundEnds()
      .filter(({ origin }) => deviceOf(origin) === device)
      .flatMap((end) => {
        let row = store.withEnd(end);
        while (row !== undefined && row.arrival > until) row = rowBefore(store, row);
        return row === undefined ? [] : [{ origin: end.origin, seq: row.last, hash: row.hash }];
      });
  });
}

/**
 * The ends of the device's chains before it shut this one out: whoever answers that names nothing of it from
 * there on.
 */
function endsBeforeRevocation(
  { identity, read, soundEnds, store }: HeardLedger,
  device: DeviceId,
): ReadonlyArray<ChainEnd> {
  const self = identity.key.device;
  return read(() => {
    const acts = store
      .control()
      .filter((row) => deviceOf(row.origin) === device && shutsOut(row, self));
    return soundEnds()
      .filter(({ origin }) => deviceOf(origin) === device)
      .flatMap((end) => {
        const firsts = acts.filter((act) => act.origin === end.origin).map(({ first }) => first);
        let row = store.withEnd(end);
        while (row !== undefined && row.last >= Math.min(...firsts)) row = rowBefore(store, row);
        return row === undefined ? [] : [{ origin: end.origin, seq: row.last, hash: row.hash }];
      });
  });
}

function shutsOut(row: TransactionRow, self: DeviceId): boolean {
  return toTransaction(row).events.some(
    ({ known }) => known?.kind === "device/revoked" && known.body.device === self,
  );
}

/** Events between that one and the time are left out: nothing proves when they came. */
function lastArrivalBefore(store: Ledger["store"], self: DeviceId, atMs: number): number {
  let last = 0;
  for (const origin of store.origins()) {
    if (deviceOf(origin) !== self) continue;
    for (const { arrival, content } of store.ofOrigin(origin, 1)) {
      if (content.first.wall < atMs) last = Math.max(last, arrival);
    }
  }
  return last;
}
