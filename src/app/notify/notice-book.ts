/**
 * The notices of this box: what was told, what waits, and what went wrong, in its store and in no other.
 *
 * Only the process with the duties writes it; others read.
 */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { hookText, type NotifyHook } from "../../domain/settings/notify-rules.ts";
import { ADDRESSEES } from "../../domain/state/attention.ts";
import { type Store } from "../../ledger/store.ts";

const noticeSchema = lazy(() =>
  z.object({
    /** The same on every box. */
    id: z.string(),
    kind: z.string(),
    to: z.enum(ADDRESSEES),
    knownTo: z.enum(["shop", "box"]),
    isUrgent: z.boolean(),
    /** The causes that it names. */
    keys: z.array(z.string()),
    sentence: z.string(),
    sinceMs: z.number(),
    dueMs: z.number(),
    /** When this box first had it to tell. */
    notedMs: z.number(),
    /** When it was told. */
    toldMs: z.number().optional(),
    /** When it ended. */
    endedMs: z.number().optional(),
    /** When it was told that it is over. */
    overMs: z.number().optional(),
    /** The tries in a row that failed, when the next one is, and why the last one did. */
    tries: z.int(),
    nextMs: z.number(),
    failure: z.string().optional(),
    /** The hook that failed, as the settings have it: another one has failed at nothing yet. */
    failedBy: z.string().optional(),
  }),
);
export type Notice = z.infer<ReturnType<typeof noticeSchema>>;

export interface NoticeBook {
  readonly notices: () => ReadonlyArray<Notice>;
  /** Writes only what is different. */
  readonly write: (notices: ReadonlyArray<Notice>) => void;
}

const KEY = "notices";
/** More open at once than anybody reads; the oldest ended ones are forgotten first. */
const NOTICES_MAX = 500;

export function createNoticeBook(store: Pick<Store, "local" | "setLocal">): NoticeBook {
  return {
    notices: () => read(store.local(KEY)),
    write: (notices) => {
      const isFull = notices.length > NOTICES_MAX;
      const kept = isFull ? notices.toSorted(openFirst).slice(0, NOTICES_MAX) : notices;
      const text = JSON.stringify(kept);
      if (text !== (store.local(KEY) ?? "[]")) store.setLocal(KEY, text);
    },
  };
}

function openFirst(one: Notice, other: Notice): number {
  return (other.endedMs ?? Infinity) - (one.endedMs ?? Infinity) || one.notedMs - other.notedMs;
}

/** What an older build can't read is none of its notices: they are told again. */
function read(text: string | undefined): ReadonlyArray<Notice> {
  if (text === undefined) return [];
  const parsed = z.array(noticeSchema()).safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : [];
}

/** Whether this hook did not take the notice, the last time. */
export function hasFailedAt(
  hook: NotifyHook,
  { tries, failedBy }: Pick<Notice, "tries" | "failedBy">,
): boolean {
  return tries > 0 && failedBy === hookText(hook);
}

/** How long it is tried to tell of something. */
const TOLD_FOR_MS = 7 * 86_400_000;

/** `told` and `over` are what the hook has taken. */
export type NoticeState = "waits" | "told" | "ends" | "over" | "given-up";

/** Returns what became of a notice; `ends`: it was told, and its end was not yet. */
export function stateOf({ toldMs, endedMs, overMs, notedMs }: Notice, nowMs: number): NoticeState {
  if (overMs !== undefined) return "over";
  const isLate = nowMs - (endedMs ?? notedMs) >= TOLD_FOR_MS;
  if (toldMs === undefined) return isLate ? "given-up" : "waits";
  if (endedMs === undefined) return "told";
  return isLate ? "given-up" : "ends";
}
