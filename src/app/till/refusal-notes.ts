/**
 * What this box refused to whom, added up for ten minutes and then written to the technical journal.
 *
 * Nobody waits for it: a refusal is first counted in memory, every few seconds in the store beside the
 * ledger, where all processes of the box add theirs, and after ten minutes, or when the register ends,
 * in an event. What a process has counted since it last looked is lost when it is killed.
 */

import * as z from "zod";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { isOfRights, type RefusalOfRights } from "../../domain/commands/approval.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { type Permission } from "../../domain/events/permission.ts";
import { LINES_PER_DAY_MAX, MORE_REFUSALS } from "../../domain/folds/refusals-of-day.ts";
import { type BusinessDay, toStreamId, businessDaySchema } from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";
import { type CommitContext, type Decided, type Ledger } from "../../ledger/ledger.ts";
import { asStoreError } from "../store-errors.ts";

export interface RefusalNotes {
  /** Counts a refusal that a person got, if it was for a missing permission. */
  readonly note: (refusal: Refusal) => void;
  /** `what`: `pin`, or `inactive`. */
  readonly noteLogIn: (staff: string, what: string) => void;
  /** Takes back the last refusal, because somebody approved the act after all. */
  readonly takeBack: (act: string) => void;
  /** Keeps what was counted, and writes what is ten minutes old, or `all`. */
  readonly look: (how?: Due) => void;
  /** Returns the refusals that no event records yet, of all processes of this box. */
  readonly pending: () => PendingRefusals;
}

export interface RefusalNotesDeps {
  readonly ledger: Ledger;
  readonly clock: Pick<Clock, "nowMs">;
  /** The till's business day. */
  readonly day: () => BusinessDay;
  /** In a training nothing is noted: its shop is thrown away. */
  readonly isTraining: boolean;
}

const PENDING_KEY = "refusals-pending";
/** The most events of one transaction. */
const PIECE_MAX = 50;

export function createRefusalNotes(deps: RefusalNotesDeps): RefusalNotes {
  const { ledger, clock, day, isTraining } = deps;
  /** Counted here, and not kept yet. */
  let fresh: PendingRefusals = [];
  /** Counted, and vouched for since. */
  let vouched: ReadonlyArray<Refused> = [];
  let last: (Refused & { readonly act: string }) | undefined;

  function add(staff: string, what: string): void {
    if (isTraining) return;
    const sinceMs = Math.trunc(clock.nowMs());
    fresh = mergeRefusals(fresh, [{ day: day(), staff, what, count: 1, sinceMs }]);
  }

  function all(): PendingRefusals {
    let pending = mergeRefusals(readPending(ledger), fresh);
    for (const one of vouched) pending = withoutOne(pending, one);
    return pending;
  }

  /** The counts are read and written in one transaction, so that of two processes none loses the other's. */
  function keep(): void {
    if (fresh.length === 0 && vouched.length === 0) return;
    ledger.db.write(() => {
      savePending(ledger, all());
    });
    fresh = [];
    vouched = [];
  }

  return {
    note: (refusal) => {
      if (!isOfRights(refusal)) return;
      const { staff, act = "" } = refusal;
      const what = rightOf(refusal);
      last = { staff, what, act };
      add(staff, what);
    },
    noteLogIn: add,
    takeBack: (act) => {
      if (isTraining || last?.act !== act) return;
      vouched = [...vouched, last];
      last = undefined;
    },
    look: (how = "due") => {
      // The ledger is closed already, so nothing can be written.
      if (!ledger.db.open) return;
      try {
        keep();
        while (writePiece(deps, how));
      } catch (cause) {
        // On a full disk the counts stay in memory, and the next try writes them.
        if (asStoreError(cause) === undefined) throw cause;
      }
    },
    pending: all,
  };
}

function rightOf(refusal: RefusalOfRights): Permission {
  if (refusal.type === "permission/missing") return refusal.permission;
  return refusal.type === "comp/beyond-budget" ? "comp" : "discount";
}

/** False when none is due any more. */
function writePiece({ ledger, clock, day }: RefusalNotesDeps, how: Due): boolean {
  const nowMs = clock.nowMs();
  function isDueNow(one: PendingRefusal): boolean {
    return isDue(one, { how, nowMs, day: day() });
  }
  if (!readPending(ledger).some(isDueNow)) return false;
  let left: PendingRefusals | undefined;
  const done = ledger.commit({
    by: "",
    name: "note refusals",
    decide: (context) => {
      // A revoked device records nothing, because its events count for nothing.
      if (context.admission.get(context.device)?.revoked === true) return err(undefined);
      const pending = readPending(ledger);
      const due = pending.filter(isDueNow).slice(0, PIECE_MAX);
      const { lines, beyond } = withinDay(context, due);
      left = mergeRefusals(
        pending.filter((one) => !due.includes(one)),
        beyond.map(unnamed),
      );
      return decided(lines, context);
    },
    also: () => {
      savePending(ledger, left ?? []);
    },
  });
  if (done.ok || left === undefined) return done.ok;
  // Nothing was written, because all of them were beyond the day's limit of refusals.
  savePending(ledger, left);
  return true;
}

function decided(
  lines: PendingRefusals,
  { origin, day: today }: Pick<CommitContext, "origin" | "day">,
): Result<Decided, undefined> {
  const streams = [toStreamId("attention", origin)];
  const events = lines.map(({ day, staff, what, count }): Draft => {
    const body = { what, staff, count, ...(day === today ? {} : { day }) };
    return { kind: "journal/noted", streams, body };
  });
  return events.length === 0 ? err(undefined) : ok({ events });
}

/** Parts what finds room among the lines of its day from what doesn't. */
function withinDay(
  { view, origin }: CommitContext,
  due: PendingRefusals,
): { readonly lines: PendingRefusals; readonly beyond: PendingRefusals } {
  const { refusals = {} } = view.state("attention", origin);
  const used = new Map<string, number>();
  const lines: PendingRefusal[] = [];
  const beyond: PendingRefusal[] = [];
  for (const one of due) {
    const linesUsed = used.get(one.day) ?? refusals[one.day]?.lines ?? 0;
    const isCounted = one.what !== MORE_REFUSALS;
    if (isCounted && linesUsed >= LINES_PER_DAY_MAX) beyond.push(one);
    else lines.push(one);
    used.set(one.day, linesUsed + (isCounted ? 1 : 0));
  }
  return { lines, beyond };
}

/** Pending counts that this build can't read are dropped. */
function readPending({ store }: Ledger): PendingRefusals {
  const text = store.local(PENDING_KEY);
  if (text === undefined) return [];
  const pending = pendingRefusalsSchema.safeParse(JSON.parse(text));
  return pending.success ? pending.data : [];
}

function savePending({ store }: Ledger, pending: PendingRefusals): void {
  store.setLocal(PENDING_KEY, JSON.stringify(pending));
}

/* Refusals that no event says yet: one entry for each person, act and business day. */

const pendingRefusalsSchema = z.array(
  z.object({
    day: businessDaySchema,
    staff: z.string(),
    what: z.string(),
    count: z.int().positive(),
    /** The time of the first of them, by this box's clock. */
    sinceMs: z.int(),
  }),
);

type PendingRefusal = z.infer<typeof pendingRefusalsSchema>[number];

type PendingRefusals = ReadonlyArray<PendingRefusal>;

type Refused = Pick<PendingRefusal, "staff" | "what">;

const ADDED_UP_MS = 10 * 60_000;
/** The largest count of an event: nobody is refused that often in ten minutes. */
const COUNT_MAX = 1_000_000;

/** Adds up those of one person, act and day. */
function mergeRefusals(one: PendingRefusals, other: PendingRefusals): PendingRefusals {
  const merged = [...one];
  for (const more of other) {
    const at = merged.findIndex((it) => isSame(it, more) && it.day === more.day);
    const mergedNote = merged[at];
    if (mergedNote === undefined) merged.push(more);
    else merged[at] = { ...mergedNote, count: Math.min(COUNT_MAX, mergedNote.count + more.count) };
  }
  return merged;
}

function withoutOne(pending: PendingRefusals, taken: Refused): PendingRefusals {
  const at = pending.findLastIndex((it) => isSame(it, taken));
  const pendingNote = pending[at];
  if (pendingNote === undefined) return pending;
  return pendingNote.count === 1
    ? pending.toSpliced(at, 1)
    : pending.with(at, { ...pendingNote, count: pendingNote.count - 1 });
}

/** Refusals beyond the day's limit are counted without names. */
function unnamed({ day, count, sinceMs }: PendingRefusal): PendingRefusal {
  return { day, count, sinceMs, staff: "", what: MORE_REFUSALS };
}

type Due = "due" | "all";

/** Whether an event is to say it; the count of what went beyond a day's lines waits for the next day. */
function isDue(
  { what, day: own, sinceMs }: PendingRefusal,
  { how, nowMs, day }: { readonly how: Due; readonly nowMs: number; readonly day: string },
): boolean {
  if (what === MORE_REFUSALS) return own < day;
  // A clock that was set back must not hold it for years.
  return how === "all" || sinceMs > nowMs || nowMs - sinceMs >= ADDED_UP_MS;
}

function isSame(one: Refused, other: Refused): boolean {
  return one.staff === other.staff && one.what === other.what;
}
