/**
 * The days that a timer closes: each one before today on which something was done, and of which a close does
 * not hold all yet. A night that was missed is made up for by the next one.
 *
 * Several boxes of a shop may have such a timer. Each says first that it closes; of those that hear each
 * other the one with the lowest letter does it, and the others do it after all where it doesn't.
 */

import { pause } from "../../domain/base/pause.ts";
import { type ClosedDay, closedDay } from "../../domain/day/closed-day.ts";
import { daySumPrefix } from "../../domain/figures/day-sums.ts";
import { CLOSED_DAY_TAG } from "../../domain/folds/day-fold.ts";
import {
  type BusinessDay,
  type DeviceId,
  deviceOf,
  type EventId,
  streamName,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import { compareCodes, connectedDevices } from "../notify/senior-box.ts";
import { type Till } from "../till/till.ts";
import { announceClosing, closeEarlierZs } from "./close-day.ts";
import {
  awaitZs,
  type ClosingDeps,
  type DayWasClosed,
  endTerminals,
  writeClose,
} from "./close-evening.ts";

/** The result of one night, as it is after the close. */
export type Night =
  | { readonly type: "closed"; readonly done: DayWasClosed }
  /** Another box of the shop closes the day. */
  | { readonly type: "left"; readonly day: BusinessDay; readonly to: DeviceId }
  /** Somebody closed it before, and all of it is in that close; nobody was told of it here. */
  | { readonly type: "was-closed"; readonly day: BusinessDay; readonly close: EventId };

/** The days looked back for a close that was missed or not notified. */
const LOOKED_BACK_DAYS = 7;
/** The wait for other boxes that close tonight: a slow box starts the program in two seconds. */
const OTHERS_AWAITED_MS = 3000;
const LEFT_AWAITED_MS = 5000;
const LOOK_EVERY_MS = 100;
/** An announcement of before belongs to another night, or to somebody who has given up. */
const ANNOUNCED_MS = 15 * 60_000;
/** The closes that somebody was notified of, by day; this box's own affair. */
const NOTIFIED_KEY = "nights-told";
const NOTIFIED_DAYS_MAX = 60;

/** Closes what is left, the days of long ago first. */
export async function closeNights(deps: ClosingDeps): Promise<ReadonlyArray<Night>> {
  const { till } = deps;
  const { now, suggested } = till.days();
  // Once the next day has begun here, what a terminal takes is of that one.
  const terminals = now < suggested ? await endTerminals(deps, { day: now, asked: "" }) : [];
  closeEarlierZs(till, suggested);
  const days = nightsLeft(till);
  const last = days.at(-1);
  if (last === undefined) return [];
  announceClosing(till, last, "");
  const since = deps.clock.nowMs();
  const withoutZ = await awaitZs(deps, last);
  const senior = await seniorBox(deps, { day: last, since });
  if (senior !== undefined && (await isLeft(deps, days))) {
    return days.map((day) => ({ type: "left", day, to: senior }));
  }
  const view = await deps.mesh();
  return days.map((day): Night => {
    const close = till.ledger.read((read) =>
      isHeld(read, day) ? lastClose(read, day) : undefined,
    );
    if (close !== undefined) return { type: "was-closed", day, close };
    const known = { view, withoutZ, terminals: day === now ? terminals : [] };
    return { type: "closed", done: writeClose(deps, { day, asked: "" }, known) };
  });
}

/** Days before today with anything in them that no close holds, or of whose close nobody was told. */
export function nightsLeft(till: Till): ReadonlyArray<BusinessDay> {
  const { suggested } = till.days();
  const notified = notifiedCloses(till);
  return till.ledger.read((view) => {
    const closed = new Set<string>(view.tagged(CLOSED_DAY_TAG).map(streamName));
    const since = addDays(suggested, -LOOKED_BACK_DAYS);
    const left: BusinessDay[] = [];
    for (let day = till.founding.firstDay; day < suggested; day = addDays(day, 1)) {
      const isNew = closed.has(day) ? !isHeld(view, day) : hasTrade(view, day);
      const close = day < since ? undefined : lastClose(view, day);
      if (isNew || (close !== undefined && notified[day] !== close)) left.push(day);
    }
    return left;
  });
}

/** Notes a close, so that its command is not run again. */
export function noteNotified(till: Till, day: BusinessDay, close: EventId): void {
  const notified = Object.entries({ ...notifiedCloses(till), [day]: close });
  const kept = notified.toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(-NOTIFIED_DAYS_MAX);
  till.ledger.store.setLocal(NOTIFIED_KEY, JSON.stringify(Object.fromEntries(kept)));
}

function notifiedCloses({ ledger }: Till): Readonly<Record<string, unknown>> {
  try {
    const notified: unknown = JSON.parse(ledger.store.local(NOTIFIED_KEY) ?? "{}");
    return typeof notified === "object" && notified !== null ? { ...notified } : {};
  } catch {
    return {};
  }
}

/** All that is known of the day stands in a close. */
function isHeld(view: LedgerView, day: BusinessDay): boolean {
  const { closes, laterZs } = dayOf(view, day);
  return closes.length > 0 && laterZs.length === 0;
}

function lastClose(view: LedgerView, day: BusinessDay): EventId | undefined {
  return dayOf(view, day).closes.at(-1)?.id;
}

/** Returns the day without keeping it, since years of days are looked at once each. */
function dayOf(view: LedgerView, day: BusinessDay): ClosedDay {
  return closedDay({ state: view.glance }, day);
}

function hasTrade(view: LedgerView, day: BusinessDay): boolean {
  return view.sums(daySumPrefix(day)).length > 0 || view.state("day", day).zs.length > 0;
}

/** The box with the lowest letter that is connected and has said just now that it closes; not this one. */
async function seniorBox(
  { till, clock, mesh }: ClosingDeps,
  { day, since }: { readonly day: BusinessDay; readonly since: number },
): Promise<DeviceId | undefined> {
  const { ledger } = till;
  const view = await mesh();
  const connected = new Set(connectedDevices(view));
  if (connected.size === 0) return undefined;
  const waited = clock.nowMs() - since;
  if (waited < OTHERS_AWAITED_MS) await pause(clock, OTHERS_AWAITED_MS - waited);
  const devices = ledger.admission();
  const self = ledger.identity.key.device;
  const said = ledger.read((read) => read.state("day", day).closing);
  const boxes = said
    .filter(({ wallMs }) => Math.abs(clock.nowMs() - wallMs) < ANNOUNCED_MS)
    .map((closing) => deviceOf(closing.till))
    .filter((device) => device === self || connected.has(device))
    .toSorted((a, b) => compareCodes(devices.get(a)?.code ?? "", devices.get(b)?.code ?? ""));
  return boxes[0] === self ? undefined : boxes[0];
}

/** Whether the other box has closed them within a moment. */
async function isLeft(
  { till, clock }: ClosingDeps,
  days: ReadonlyArray<BusinessDay>,
): Promise<boolean> {
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    if (till.ledger.read((view) => days.every((day) => isHeld(view, day)))) return true;
    if (waitedMs >= LEFT_AWAITED_MS) return false;
    await pause(clock, LOOK_EVERY_MS);
  }
}
