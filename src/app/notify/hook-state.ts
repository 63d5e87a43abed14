/** The shop's hook, and how it does on this box. */

import { hookName, type NotifyHook, readHook } from "../../domain/settings/notify-rules.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type Till } from "../till/till.ts";
import { createNoticeBook, hasFailedAt, stateOf } from "./notice-book.ts";

export interface HookState {
  /** What a person reads of it: a webhook may have a secret behind its host. */
  readonly hook: string;
  /** The notices that wait, and those of them that it did not take. */
  readonly waiting: number;
  readonly failing: number;
  /** Why it failed, the last time; empty where it did not. */
  readonly why: string;
  /** How often one notice has failed in a row. */
  readonly tries: number;
}

/** Undefined while the shop has none. */
export function hookOf({ ledger }: Pick<Till, "ledger">): NotifyHook | undefined {
  return readHook(ledger.read((view) => readSetting(view, "notify")));
}

/** Undefined while the shop has no hook. */
export function hookState(till: Pick<Till, "ledger">, nowMs: number): HookState | undefined {
  const hook = hookOf(till);
  if (hook === undefined) return undefined;
  const open = createNoticeBook(till.ledger.store)
    .notices()
    .filter((notice) => ["waits", "ends"].includes(stateOf(notice, nowMs)));
  const failing = open
    .filter((notice) => hasFailedAt(hook, notice))
    .toSorted((a, b) => b.nextMs - a.nextMs);
  return {
    hook: hookName(hook),
    waiting: open.length,
    failing: failing.length,
    why: failing[0]?.failure ?? "",
    tries: Math.max(0, ...failing.map(({ tries }) => tries)),
  };
}
