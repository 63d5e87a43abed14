/** Closing: a till's own Z, and the shop's day over the Zs of all tills that are known here. */

import { err, ok } from "../../domain/base/result.ts";
import { closedDraft, closingDraft, lastZ } from "../../domain/commands/money/close-day.ts";
import { type EndedChain } from "../../domain/day/closed-day.ts";
import { type DayClosed, FRONTIER_MAX, type ZClosed } from "../../domain/events/day-events.ts";
import { REVISION_NOW } from "../../domain/figures/day-sums.ts";
import { type CloseState } from "../../domain/folds/day-fold.ts";
import {
  type BusinessDay,
  type DeviceId,
  type EventId,
  deviceOf,
  type Origin,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { compareEnds } from "../../domain/membership/chain-shape.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { eventsOfKinds, toTransaction } from "../../ledger/log/stored-transaction.ts";
import { createChainSums } from "../till/chain-sums.ts";
import { prepareZ, ZS_AT_ONCE } from "../till/close-z.ts";
import { type Till } from "../till/till.ts";

export interface ClosedZ {
  readonly id: EventId;
  readonly body: ZClosed;
}

type Closing = Pick<Till, "ledger">;

/** Closes what the till has not closed yet up to that day; nothing where it did nothing. */
export function closeOwnZ(closing: Closing, day: BusinessDay): ReadonlyArray<ClosedZ> {
  return closeZs(closing, { day, isIncluded: true });
}

/** Closes the Zs of all days before that one. */
export function closeEarlierZs(closing: Closing, day: BusinessDay): ReadonlyArray<ClosedZ> {
  return closeZs(closing, { day, isIncluded: false });
}

interface UpTo {
  readonly day: BusinessDay;
  readonly isIncluded: boolean;
}

function closeZs(closing: Closing, upTo: UpTo): ReadonlyArray<ClosedZ> {
  const zs: ClosedZ[] = [];
  for (let some = closeSome(closing, upTo); some.length > 0; some = closeSome(closing, upTo)) {
    zs.push(...some);
    if (some.length < ZS_AT_ONCE) break;
  }
  return zs;
}

/** A Z says what counts: without the past nobody knows all of that. */
function closeSome({ ledger }: Closing, upTo: UpTo): ReadonlyArray<ClosedZ> {
  if (ledger.present.facts() !== undefined) return [];
  const maker = prepareZ(ledger);
  const done = ledger.commit<{ readonly type: "z/nothing" }>({
    by: "",
    name: "close Z",
    decide: (context) => {
      const events = maker.drafts(context, upTo);
      return events.length === 0 ? err({ type: "z/nothing" }) : ok({ events });
    },
  });
  if (!done.ok) return [];
  return done.value.events.flatMap(({ known }) =>
    known?.kind === "z/closed" ? [{ id: known.id, body: known.body }] : [],
  );
}

/** Says that the day is being closed: tills that hear it make their Zs. */
export function announceClosing({ ledger }: Closing, day: BusinessDay, asked: string): void {
  ledger.commit({
    by: "",
    name: "closing day",
    decide: () => ok({ events: [closingDraft(day, asked)] }),
  });
}

export interface CloseToWrite {
  readonly day: BusinessDay;
  /** Staff number of who asked; empty for a timer. */
  readonly asked: string;
  /** Tills that have not been heard out. */
  readonly missing: ReadonlyArray<DeviceId>;
  /** The tills that nothing more will be heard of, and why. */
  readonly without: DayClosed["without"];
}

/** Closes the shop's day over all Zs of it that are known here; a day may be closed again. */
export function closeShopDay(
  { ledger }: Closing,
  toClose: CloseToWrite,
): Pick<CloseState, "id" | "body"> {
  const done = ledger.commit<never>({
    by: "",
    name: "close day",
    // The body is made inside the transaction, since a Z may have come in between.
    decide: ({ view }) => {
      const body = closeBody(ledger, view, toClose);
      return ok({ events: [closedDraft(toClose.day, body)] });
    },
  });
  const closed = done.ok ? done.value.events[0]?.known : undefined;
  if (closed?.kind !== "day/closed") throw new Error("Nothing refuses a close.");
  return { id: closed.id, body: closed.body };
}

function closeBody(
  ledger: Ledger,
  view: LedgerView,
  { day, asked, missing, without }: CloseToWrite,
): DayClosed {
  const { zs, closes } = view.state("day", day);
  const gone = [...without, ...closes.flatMap(({ body }) => body.without)];
  const tills = new Set(gone.map(({ device }) => device));
  // A close vouches for the branches that it names, so of a forked chain it names only what counts
  // without a person's word.
  const frontier = ledger
    .soundEnds()
    .toSorted((a, b) => b.seq - a.seq || compareEnds(a, b))
    .slice(0, FRONTIER_MAX)
    .toSorted(compareEnds);
  return {
    zs: zs.map(({ id, body: { series, no, total } }) => ({ z: id, series, no, total })),
    ended: [...endedChains(ledger, view, { day, without: tills })],
    frontier,
    missing: missing.toSorted(),
    without,
    asked,
  };
}

/*
 * Chains that have ended before their Z: a till lost its tail or was set up anew and goes on as a new
 * incarnation, was shut out or replaced, or a person says that nothing will be heard of it any more. What
 * they say after their last Z counts like one, as far as it is here and counts.
 */

interface DayAndTills {
  readonly day: BusinessDay;
  /** Tills that may live, and of which nothing will be heard. */
  readonly without: ReadonlySet<DeviceId>;
}

/** Returns the ended chains of that day, by origin. */
export function endedChains(
  ledger: Ledger,
  view: LedgerView,
  { day, without }: DayAndTills,
): ReadonlyArray<EndedChain> {
  return endedOrigins(ledger, without).flatMap((origin) => {
    const last = ledger.head(origin);
    const from = (lastZ(view, origin)?.body.to ?? 0) + 1;
    if (last === undefined || last.day < day || last.seq < from) return [];
    const sums = createChainSums(ledger, { origin, from, fits: true });
    sums.readUpTo(view, last.seq);
    return sums
      .stretches()
      .filter((stretch) => stretch.day === day && stretch.sums.hasTrade)
      .map(({ from: first, to, sums: { figures, total } }) =>
        Object.assign({ origin, from: first, to, figures, total }, REVISION_NOW),
      );
  });
}

/** Returns the origins of ended chains, never this till's own: it makes its Z. */
function endedOrigins(
  { store, heads, admission, isAdmitted, identity }: Ledger,
  without: ReadonlySet<DeviceId>,
): ReadonlyArray<Origin> {
  const devices = admission();
  const followed = store
    .control()
    .map(toTransaction)
    // Somebody with its key might end a chain on which the till sells.
    .filter((said) => said.first === 1 && isAdmitted(said))
    .flatMap((said) => eventsOfKinds(said, ["incarnation/started"]))
    .flatMap(({ known }) =>
      known?.kind === "incarnation/started" ? (known.body.follows?.origin ?? []) : [],
    );
  const gone = [...heads().keys()].filter((origin) => {
    const device = deviceOf(origin);
    return without.has(device) || devices.get(device)?.revoked === true;
  });
  return [...new Set([...followed, ...gone])]
    .filter((origin) => origin !== identity.origin)
    .toSorted();
}
