/**
 * The Zs that a till makes by itself while nobody closes it: when another till says that the day is being
 * closed, and of each day whose cut-over has passed, where nobody works on. A node that nobody logs in to
 * does it as well. No day begins by it.
 */

import { lastZ } from "../../domain/commands/money/close-day.ts";
import { type BusinessDay, type EventId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Clock } from "../../domain/ports.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { isSelfRevoked } from "../membership/own-revocation.ts";
import { type Till } from "../till/till.ts";
import { closeEarlierZs, closeOwnZ } from "./close-day.ts";

export interface OwnZs {
  /** Makes those that others ask for, and those of days that are over. */
  readonly look: () => void;
  /** Answers other tills at once from now on, until the returned function is called. */
  readonly listen: () => () => void;
}

export interface OwnZsDeps {
  readonly till: Pick<Till, "ledger" | "days" | "isClockWrong">;
  readonly clock: Clock;
  /** Whether this process has the duties: one process of a box is enough. */
  readonly hasDuties: () => boolean;
  /** A fault below: it is tried again by itself. */
  readonly onFault: (error: unknown) => void;
}

/** The delay of an answer: a close waits for it, and a sale must not. */
const ANSWER_AFTER_MS = 50;

/**
 * The quiet time before a Z: a person who stays after the cut-over works on the day before, and a Z
 * in between helps nobody.
 */
const QUIET_MS = 30 * 60_000;
/** A till that was off for longer makes its Zs at the cut-over all the same. */
const ASKED_DAYS_MAX = 31;

export function createOwnZs({ till, clock, hasDuties, onFault }: OwnZsDeps): OwnZs {
  const { ledger } = till;
  const answered = new Set<EventId>();
  let revision: number | undefined;
  let past = "";

  function askedFor(view: LedgerView): BusinessDay | undefined {
    const asked = askedDays(till).flatMap((day) =>
      newClosings(view, till, day)
        .filter(({ id }) => !answered.has(id))
        .map(({ id }) => ({ id, day })),
    );
    for (const { id } of asked) answered.add(id);
    return asked.at(-1)?.day;
  }

  /** Returns the key of a look: the last event, and the day. */
  function pastKey(suggested: BusinessDay): string {
    return `${suggested} ${ledger.head(ledger.identity.origin)?.seq ?? 0}`;
  }

  /** Whether a Z can be made: not while an update folds everything again or the past is heard, since a Z says what counts. */
  function isReady(): boolean {
    if (!hasDuties() || ledger.growth() !== undefined) return false;
    return ledger.present.facts() === undefined;
  }

  /** Looks at nothing while no day has changed. */
  function answer(): void {
    const now = ledger.read((view) => view.revision("day"));
    if (now === revision || !isReady()) return;
    revision = now;
    const day = ledger.read(askedFor);
    if (day !== undefined && !isSelfRevoked(ledger)) closeOwnZ(till, day);
  }

  function closePast(): void {
    const { now, suggested } = till.days();
    if (suggested <= now || pastKey(suggested) === past || !isReady()) return;
    if (quietMs(till, clock.nowMs()) < QUIET_MS || till.isClockWrong() || isSelfRevoked(ledger))
      return;
    closeEarlierZs(till, suggested);
    past = pastKey(suggested);
  }

  return {
    look: () => {
      closePast();
      answer();
    },
    listen: () => listenTo(ledger, { clock, answer, onFault }),
  };
}

/** Calls back once for many changes and after them, since each may be a sale. */
function listenTo(
  ledger: Pick<Ledger, "onChange">,
  {
    clock,
    answer,
    onFault,
  }: Pick<OwnZsDeps, "clock" | "onFault"> & { readonly answer: () => void },
): () => void {
  let cancel: (() => void) | undefined;
  const release = ledger.onChange(() => {
    cancel ??= clock.after(ANSWER_AFTER_MS, () => {
      cancel = undefined;
      try {
        answer();
      } catch (error) {
        onFault(error);
      }
    });
  });
  return () => {
    release();
    cancel?.();
  };
}

/** The till's own day, and those since. */
function askedDays(till: OwnZsDeps["till"]): ReadonlyArray<BusinessDay> {
  const { now, suggested } = till.days();
  const days = [now];
  for (let day = now; day < suggested && days.length < ASKED_DAYS_MAX;) {
    day = addDays(day, 1);
    days.push(day);
  }
  return days;
}

/** Returns the closes of other tills since this till's last Z. */
function newClosings(
  view: LedgerView,
  { ledger }: OwnZsDeps["till"],
  day: BusinessDay,
): ReadonlyArray<{ readonly id: EventId }> {
  const { origin } = ledger.identity;
  const since = lastZ(view, origin)?.hlc ?? 0;
  return view.state("day", day).closing.filter(({ till, hlc }) => till !== origin && hlc > since);
}

/** How long ago this till said something, by its own clock. */
function quietMs({ ledger }: OwnZsDeps["till"], nowMs: number): number {
  const { origin } = ledger.identity;
  const head = ledger.head(origin);
  const last = head && ledger.store.at(origin, head.seq);
  return nowMs - (last?.content.first.wall ?? 0);
}
