/** What adds up the past has to wait for it: a box that was told today has its sums and not what they are made of. */

import { err, ok, type Result } from "../domain/base/result.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type Till } from "./till/till.ts";

/** A fault while this till sells by what another one has told of today. */
export function hasWholePast({ ledger }: Pick<Till, "ledger">): Result<undefined, Refusal> {
  return ledger.present.facts() === undefined
    ? ok(undefined)
    : err({ type: "report/history-awaited" });
}
