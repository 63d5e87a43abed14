/** Writes the changes of a sheet: all or none, on the state that the sheet was compared with. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type DecisionContext, requirePermission } from "../../domain/commands/decision.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Permission } from "../../domain/events/permission.ts";
import { type StreamType } from "../../domain/folds/folds.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type TillHere, type Actor, type LongWork } from "../till/till.ts";

export interface ImportEnds {
  /** Called with the progress in events. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The sheet is wrong: each problem by itself, nothing written. */
export interface SheetFault<Problem> {
  readonly type: "sheet/wrong";
  readonly problems: ReadonlyArray<Problem>;
}

interface Moved {
  readonly type: "sheet/moved";
}

export interface SheetImport<Prepared, Fault> extends ImportEnds {
  readonly name: string;
  readonly permission: Permission;
  /** Checks further permissions, which depend on what would be written. */
  readonly gate?: (context: DecisionContext, prepared: Prepared) => Result<undefined, Refusal>;
  /** The streams that the sheet was compared with. */
  readonly streams: ReadonlyArray<StreamType>;
  /** Worked out on that revision of them. */
  readonly prepared: Prepared;
  readonly work: (prepared: Prepared) => Pick<LongWork<Moved>, "events" | "also">;
  readonly prepareAgain: () => Result<Prepared, Fault>;
}

/** Rises with any of them. */
export function revisionOf(
  view: Pick<LedgerView, "revision">,
  streams: ReadonlyArray<StreamType>,
): number {
  return streams.reduce((sum, type) => sum + view.revision(type), 0);
}

/**
 * Durable when it returns. Where the state has changed since `prepared`, the sheet is compared with what
 * is there now: what was imported is returned.
 */
export function importSheet<Prepared extends { readonly revision: number }, Fault>(
  { till, random }: Pick<TillHere, "till" | "random">,
  actor: Actor,
  sheet: SheetImport<Prepared, Fault>,
): Result<Prepared, Refusal | Fault> {
  const { name, permission, streams, work, prepareAgain, onProgress } = sheet;
  let current = sheet.prepared;
  for (;;) {
    const prepared = current;
    const { revision } = prepared;
    const done = till.actAtLength<Moved>(actor, {
      name,
      random,
      ...work(prepared),
      gate: (context) => {
        const allowed = requirePermission(context, permission);
        if (!allowed.ok) return allowed;
        const besides = sheet.gate?.(context, prepared) ?? allowed;
        if (!besides.ok) return besides;
        const isSame = revisionOf(context.view, streams) === revision;
        return isSame ? ok(undefined) : err({ type: "sheet/moved" });
      },
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    if (done.ok) return ok(prepared);
    if (done.fault.type !== "sheet/moved") return err(done.fault);
    const again = prepareAgain();
    if (!again.ok) return again;
    current = again.value;
  }
}
