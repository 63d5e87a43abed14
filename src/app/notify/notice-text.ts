/** A notice as a hook is handed it: one line of JSON. */

import { hash } from "node:crypto";

import { receivers } from "../../domain/settings/notify-rules.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { escapedJson } from "../../domain/text/clean-text.ts";
import { wallToWords } from "../orders/order-json.ts";
import { type Till } from "../till/till.ts";
import { type Notice } from "./notice-book.ts";

/** Whoever gets a notice with the `over` of the last one of its `id` can drop it. */
export function noticeText(till: Till, notice: Notice): string {
  const { id, kind, to, sinceMs, dueMs, sentence, toldMs, isUrgent } = notice;
  const rules = till.ledger.read((view) => readSetting(view, "notify-to"));
  return escapedJson({
    id,
    over: toldMs !== undefined,
    kind,
    to,
    addresses: receivers(rules, to) ?? [],
    urgent: isUrgent,
    since: momentOf(till, sinceMs),
    due: momentOf(till, dueMs),
    sentence,
    till: till.code(),
    shop: till.founding.name,
  });
}

/** The shop's local time, with its offset. */
export function momentOf({ offsetMinutes }: Till, wallMs: number): string {
  return wallToWords({ wallMs: Math.floor(wallMs), offsetMinutes: offsetMinutes(wallMs) });
}

/** A notice of nothing, which no book has. */
export function testNotice({
  nowMs,
  sentence,
  device,
}: {
  readonly nowMs: number;
  readonly sentence: string;
  readonly device: string;
}): Notice {
  return {
    id: hash("sha256", `test\0${device}\0${nowMs}`).slice(0, ID_DIGITS),
    kind: "test",
    to: "manager",
    knownTo: "box",
    isUrgent: false,
    keys: [],
    sentence,
    sinceMs: nowMs,
    dueMs: nowMs,
    notedMs: nowMs,
    tries: 0,
    nextMs: nowMs,
  };
}

const ID_DIGITS = 12;
