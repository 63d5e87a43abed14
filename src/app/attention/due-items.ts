/**
 * When somebody should have seen to what needs them, and all of one kind together, the most pressing kind
 * first.
 *
 * Nothing tells when an item arose, so this box notes since when it has had it.
 */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { type Clock } from "../../domain/ports.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type Store } from "../../ledger/store.ts";
import { attentionListWords } from "../../words/made/attentionList/all.ts";
import { urgencyOf } from "../notify/notice.ts";
import { shopTimeText } from "../shop-time-text.ts";
import { tryStore } from "../store-errors.ts";
import { type Till } from "../till/till.ts";
import { type OpenItem } from "./open-item.ts";

export interface DueItem extends OpenItem {
  /** Since when this box has had it. */
  readonly sinceMs: number;
  readonly dueMs: number;
  /** `due 18:00` */
  readonly dueText: string;
}

const MINUTE_MS = 60_000;
const sinceSchema = lazy(() => z.record(z.string(), z.number()));
const KEY = "attention-since";
/** An item that is gone this long arose anew when it comes back. */
const REMEMBERED_MS = 30 * 86_400_000;

export function dueItems(
  { till, clock }: { readonly till: Till; readonly clock: Clock },
  items: ReadonlyArray<OpenItem>,
  locale: Locale,
): ReadonlyArray<DueItem> {
  const nowMs = clock.nowMs();
  const since = notedSince(till.ledger.store, items, nowMs);
  const { due } = wordsIn(attentionListWords, locale);
  const own = items.map((item): DueItem => {
    const sinceMs = since[item.id] ?? nowMs;
    const dueMs = sinceMs + urgencyOf(item.kind).dueMinutes * MINUTE_MS;
    const at = shopTimeText({ offsetMinutes: till.offsetMinutes, locale }, dueMs, nowMs);
    return Object.assign({ sinceMs, dueMs, dueText: due({ at }) }, item);
  });
  return [...Map.groupBy(own, ({ kind }) => kind).values()]
    .map((group) => group.toSorted((a, b) => a.dueMs - b.dueMs))
    .toSorted(([a], [b]) => (a?.dueMs ?? 0) - (b?.dueMs ?? 0))
    .flat();
}

/** Notes what is new; a full disk, on which that can't be noted, hides no item. */
function notedSince(
  store: Pick<Store, "local" | "setLocal">,
  items: ReadonlyArray<OpenItem>,
  nowMs: number,
): Readonly<Record<string, number>> {
  const parsed = sinceSchema().safeParse(JSON.parse(store.local(KEY) ?? "{}"));
  const before = parsed.success ? parsed.data : {};
  const fresh = items.filter(({ id }) => before[id] === undefined);
  if (fresh.length === 0) return before;
  const current = new Set(items.map(({ id }) => id));
  const kept = Object.entries(before).filter(
    ([id, sinceMs]) => current.has(id) || nowMs - sinceMs < REMEMBERED_MS,
  );
  const after = Object.fromEntries([...kept, ...fresh.map(({ id }) => [id, nowMs] as const)]);
  tryStore(() => store.setLocal(KEY, JSON.stringify(after)));
  return after;
}
