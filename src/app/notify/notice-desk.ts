/**
 * Tells people of what needs them, by the shop's hook: at least once, by one box of those that hear each
 * other, again and again for a week where the hook fails.
 *
 * The process with the duties does it, in the background: a hook that hangs holds up nothing.
 */

import { type Clock } from "../../domain/ports.ts";
import { hookText, isQuietAt, type NotifyHook } from "../../domain/settings/notify-rules.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { timeToCompare } from "../../domain/text/clock-text.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { isSelfRevoked } from "../membership/own-revocation.ts";
import { type Till } from "../till/till.ts";
import { hookOf } from "./hook-state.ts";
import { causeKey, nextNotices } from "./next-notices.ts";
import { createNoticeBook, hasFailedAt, type Notice, stateOf } from "./notice-book.ts";
import { noticeText } from "./notice-text.ts";
import { type Cause } from "./notice.ts";
import { failureText, type Notified } from "./notify-command.ts";
import { callHook } from "./notify-hook.ts";
import { seniorAmong } from "./senior-box.ts";

export interface NoticeDesk {
  /**
   * Looks from time to time until it is closed.
   *
   * `causes`: what is so now. Asked only while the shop has a hook.
   */
  readonly keepWatching: (causes: CausesOf) => void;
  readonly close: () => Promise<void>;
}

type CausesOf = (view: MeshView | undefined) => ReadonlyArray<Cause>;

export interface NoticeDeskDeps {
  readonly dir: string;
  readonly till: Till;
  readonly clock: Clock;
  readonly hasDuties: () => boolean;
  readonly mesh: () => MeshView | undefined;
  /** Told of a fault that is tried again by itself. */
  readonly onFault: (error: unknown) => void;
  /** How long a hook may take; missing for the usual time. */
  readonly patienceMs?: number | undefined;
}

const LOOK_EVERY_MS = 15_000;
const RETRY_MS = 60_000;
const RETRY_MS_MAX = 3_600_000;
/** The time within which the others of the shop are heard after a start. */
const SETTLED_MS = 30_000;

export function createNoticeDesk(deps: NoticeDeskDeps): NoticeDesk {
  const { till, clock, hasDuties, onFault } = deps;
  const book = createNoticeBook(till.ledger.store);
  const ending = new AbortController();
  const seen = new Map<string, number>();
  let beganMs = clock.nowMs();
  let cancel: (() => void) | undefined;
  let isTelling = false;
  let lastRound: Promise<void> | undefined;

  function look(causes: CausesOf): void {
    try {
      lookOnce(causes);
    } catch (error) {
      onFault(error);
    }
    cancel = clock.after(LOOK_EVERY_MS, () => look(causes));
  }

  function lookOnce(causesOf: CausesOf): void {
    const hook = hookOf(till);
    if (hook === undefined || !hasDuties() || isSelfRevoked(till.ledger)) return;
    const nowMs = clock.nowMs();
    const causes = causesOf(deps.mesh());
    noteSeen(seen, causes, nowMs);
    book.write(nextNotices(book.notices(), { causes, sinceByKey: seen, nowMs }));
    if (!isTelling) lastRound = tellAll(hook);
  }

  /** Tells one after the other, so that a hook that hangs runs once. */
  async function tellAll(hook: NotifyHook): Promise<void> {
    isTelling = true;
    try {
      for (let next = nextToTell(hook); next !== undefined; next = nextToTell(hook)) {
        const text = noticeText(till, next);
        const { dir, patienceMs } = deps;
        const done = await callHook(hook, text, { dir, clock, patienceMs, ending: ending.signal });
        if (ending.signal.aborted) return;
        note(next, hook, done);
      }
    } catch (error) {
      onFault(error);
    } finally {
      isTelling = false;
    }
  }

  function nextToTell(hook: NotifyHook): Notice | undefined {
    const nowMs = clock.nowMs();
    const isQuiet = isQuietNow(till, nowMs);
    const isChosen = isSenior() && nowMs - beganMs >= SETTLED_MS;
    const [next] = book
      .notices()
      .filter((notice) => {
        const state = stateOf(notice, nowMs);
        if (state !== "waits" && state !== "ends") return false;
        if (isPaused(notice, hook, nowMs) || (isQuiet && !notice.isUrgent)) return false;
        return notice.knownTo === "box" || state === "ends" || isChosen;
      })
      .toSorted(
        (one, other) =>
          Number(other.isUrgent) - Number(one.isUrgent) || one.notedMs - other.notedMs,
      );
    return next;
  }

  function isSenior(): boolean {
    return seniorAmong(till, deps.mesh()) === till.ledger.identity.key.device;
  }

  function note({ id }: Notice, hook: NotifyHook, done: Notified): void {
    const nowMs = clock.nowMs();
    book.write(
      book
        .notices()
        .map((notice) => (notice.id === id ? noted(notice, { hook, done, nowMs }) : notice)),
    );
  }

  return {
    keepWatching: (causes) => {
      beganMs = clock.nowMs();
      cancel = clock.after(LOOK_EVERY_MS, () => look(causes));
    },
    close: async () => {
      cancel?.();
      ending.abort();
      await lastRound;
    },
  };
}

function isQuietNow({ ledger, offsetMinutes }: Till, nowMs: number): boolean {
  const rule = ledger.read((view) => readSetting(view, "notify-quiet"));
  return isQuietAt(rule, timeToCompare({ wallMs: nowMs, offsetMinutes: offsetMinutes(nowMs) }));
}

/** Whether the pause after a failure of this hook lasts; a clock that was set back makes it no longer. */
function isPaused(notice: Notice, hook: NotifyHook, nowMs: number): boolean {
  const leftMs = notice.nextMs - nowMs;
  return hasFailedAt(hook, notice) && leftMs > 0 && leftMs <= RETRY_MS_MAX;
}

/** The end of `23:40` in a time of day. */

function noteSeen(seen: Map<string, number>, causes: ReadonlyArray<Cause>, nowMs: number): void {
  const keys = new Set(causes.map(causeKey));
  for (const key of seen.keys()) if (!keys.has(key)) seen.delete(key);
  for (const key of keys) if (!seen.has(key)) seen.set(key, nowMs);
}

function noted(
  notice: Notice,
  {
    hook,
    done,
    nowMs,
  }: { readonly hook: NotifyHook; readonly done: Notified; readonly nowMs: number },
): Notice {
  if (done.type !== "sent") {
    const tries = (hasFailedAt(hook, notice) ? notice.tries : 0) + 1;
    const waitMs = Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** (tries - 1));
    const failure = failureText(done);
    return { ...notice, tries, nextMs: nowMs + waitMs, failure, failedBy: hookText(hook) };
  }
  const { failure: _, failedBy: __, ...told } = { ...notice, tries: 0, nextMs: nowMs };
  return notice.toldMs === undefined ? { ...told, toldMs: nowMs } : { ...told, overMs: nowMs };
}
