/**
 * Closing the shop's day from one till: its own Z, word to the others, their Zs as far as they come soon,
 * and the close over all that is known here. Nothing holds it up, and what comes later is a supplement
 * until the day is closed again.
 */

import { pause } from "../../domain/base/pause.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { lastZ } from "../../domain/commands/money/close-day.ts";
import { deviceName } from "../../domain/commands/office/change-device.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { closedDay, type ClosedDay } from "../../domain/day/closed-day.ts";
import { type DayClosed } from "../../domain/events/day-events.ts";
import {
  type BusinessDay,
  type DeviceId,
  deviceOf,
  type EventId,
  type Origin,
} from "../../domain/identity.ts";
import { type DayTill } from "../../report/day-tills.ts";
import { type CardDesk } from "../cards/card-desk.ts";
import { settleTerminals, type TerminalAtClose } from "../cards/settle-all.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { isSelfRevoked } from "../membership/own-revocation.ts";
import { createChainSums } from "../till/chain-sums.ts";
import { type TillHere, type Till } from "../till/till.ts";
import { announceClosing, closeOwnZ, closeShopDay } from "./close-day.ts";
import { refuseDay, tillsNotHeard } from "./what-is-open.ts";

export interface ClosingDeps extends Pick<TillHere, "till" | "clock"> {
  /** Returns the state of the mesh; asked again while other tills make their Zs. */
  readonly mesh: () => MeshView | undefined | Promise<MeshView | undefined>;
  /** The card terminals, which end their day before; missing where none is driven. */
  readonly cards?: Pick<CardDesk, "settle" | "terminals"> | undefined;
}

export interface DayToClose {
  readonly day: BusinessDay;
  /** Staff number of who asks; empty for a timer. */
  readonly asked: string;
  /** Tills of which nothing will be heard any more, and why, as a person says. */
  readonly without?: DayClosed["without"];
}

export interface DayWasClosed {
  readonly day: BusinessDay;
  /** The id of its `day/closed`. */
  readonly close: EventId;
  /** All closes of the day together, this one with them. */
  readonly closed: ClosedDay;
  readonly body: DayClosed;
  /** Nobody knows all that they did on the day. */
  readonly missing: ReadonlyArray<DayTill>;
  /** What became of the ends of day of the terminals that this till drives. */
  readonly terminals: ReadonlyArray<TerminalAtClose>;
  /** The connected tills that did not make their Z in time: it is in the next close. */
  readonly withoutZ: ReadonlyArray<DeviceId>;
}

/** How long a close waits for the Zs of tills that are connected. */
export const ZS_AWAITED_MS = 3000;
const LOOK_EVERY_MS = 100;

/** Closes a day for the box itself, whoever asks; it begins no new day. */
export async function closeDay(
  deps: ClosingDeps,
  toClose: DayToClose,
): Promise<Result<DayWasClosed, Refusal>> {
  const { till } = deps;
  const { day } = toClose;
  const refused = refuseClose(till, toClose, await deps.mesh());
  if (!refused.ok) return refused;
  const terminals = await endTerminals(deps, toClose);
  closeOwnZ(till, day);
  announceClosing(till, day, toClose.asked);
  const withoutZ = await awaitZs(deps, day);
  return ok(writeClose(deps, toClose, { view: await deps.mesh(), withoutZ, terminals }));
}

/** What a terminal that does not answer took is named, and holds nothing up. */
export function endTerminals(
  { till, cards }: Pick<ClosingDeps, "till" | "cards">,
  toClose: Pick<DayToClose, "day" | "asked">,
): Promise<ReadonlyArray<TerminalAtClose>> {
  return cards === undefined ? Promise.resolve([]) : settleTerminals(till, cards, toClose);
}

function refuseClose(
  till: Till,
  { day, without = [] }: DayToClose,
  view: MeshView | undefined,
): Result<undefined, Refusal> {
  const { ledger } = till;
  if (isSelfRevoked(ledger)) return err({ type: "device/revoked" });
  if (ledger.present.facts() !== undefined) return err({ type: "day/history-awaited" });
  const heard = new Set([
    ledger.identity.key.device,
    ...connectedTills(till, view).map(({ device }) => device),
  ]);
  const alive = without.find(({ device }) => heard.has(device));
  const admitted = alive && ledger.admission().get(alive.device);
  if (admitted !== undefined) return err({ type: "day/without-heard", name: deviceName(admitted) });
  return refuseDay(till, day);
}

export function writeClose(
  { till, clock }: Pick<ClosingDeps, "till" | "clock">,
  { day, asked, without = [] }: DayToClose,
  {
    view,
    withoutZ,
    terminals = [],
  }: Pick<DayWasClosed, "withoutZ"> &
    Partial<Pick<DayWasClosed, "terminals">> & { readonly view: MeshView | undefined },
): DayWasClosed {
  const gone = new Set(without.map(({ device }) => device));
  const missing = tillsNotHeard({ till, clock, view }, day).filter(
    ({ device }) => !gone.has(device),
  );
  const { id: close, body } = closeShopDay(till, {
    day,
    asked,
    missing: missing.map(({ device }) => device),
    without,
  });
  const closed = till.ledger.read((read) => closedDay(read, day));
  return { day, close, body, closed, missing, withoutZ, terminals };
}

/** Returns those that are connected and have not made theirs. */
export async function awaitZs(
  { till, clock, mesh }: ClosingDeps,
  day: BusinessDay,
): Promise<ReadonlyArray<DeviceId>> {
  const owes = createOwing(till, day);
  let isOver = false;
  const cancel = clock.after(ZS_AWAITED_MS, () => {
    isOver = true;
  });
  try {
    for (;;) {
      const owing = connectedTills(till, await mesh()).filter(owes);
      if (owing.length === 0 || isOver) return owing.map(({ device }) => device);
      await pause(clock, LOOK_EVERY_MS);
    }
  } finally {
    cancel();
  }
}

type Connected = MeshView["peers"][number];

function connectedTills({ ledger }: Till, view: MeshView | undefined): ReadonlyArray<Connected> {
  const devices = ledger.admission();
  const self = ledger.identity.key.device;
  return (view?.peers ?? []).filter(({ device, isConnected }) => {
    const admitted = devices.get(device);
    const isTill = admitted?.rights.includes("till") === true && !admitted.revoked;
    return isConnected && isTill && device !== self;
  });
}

/** Whether a till has anything of the day that is in none of its Zs, as far as it was heard here. */
function createOwing({ ledger }: Till, day: BusinessDay): (peer: Connected) => boolean {
  // The origins that were looked at: a chain is read again only when it made a Z, or grew without
  // trade.
  const looked = new Map<Origin, { readonly place: string; readonly owes: boolean }>();

  function owesOn(origin: Origin): boolean {
    return ledger.read((view) => {
      const from = (lastZ(view, origin)?.body.to ?? 0) + 1;
      const last = ledger.head(origin);
      const known = looked.get(origin);
      const place = `${from} ${last?.hash ?? ""}`;
      if (known?.place === place) return known.owes;
      if (known?.owes === true && known.place.startsWith(`${from} `)) return true;
      const sums = createChainSums(ledger, { origin, from });
      sums.readUpTo(view, last?.seq ?? 0);
      const owes = sums.stretches().some((it) => it.day <= day && it.sums.hasTrade);
      looked.set(origin, { place, owes });
      return owes;
    });
  }

  return ({ device, isHeardOut }) => {
    if (!isHeardOut) return true;
    const origins = [...ledger.heads().keys()].filter((origin) => deviceOf(origin) === device);
    const [speaking] = origins.toSorted((a, b) => headMs(b) - headMs(a));
    return speaking !== undefined && owesOn(speaking);
  };

  /** An ended chain of it makes no Z any more. */
  function headMs(origin: Origin): number {
    const head = ledger.head(origin);
    const row = head && ledger.store.at(origin, head.seq);
    return row?.content.first.hlc ?? 0;
  }
}
