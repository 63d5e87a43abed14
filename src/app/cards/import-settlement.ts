/** An acquirer's settlement comes into the ledger: the same file once, whoever imports it again. */

import { hash } from "node:crypto";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { requirePermission } from "../../domain/commands/decision.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import {
  SETTLEMENT_PARTS_MAX,
  SETTLEMENT_ROWS_MAX,
  type SettlementRow,
} from "../../domain/events/settlement-events.ts";
import { settlementFileTag } from "../../domain/folds/settlement-fold.ts";
import { toStreamId } from "../../domain/identity.ts";
import { type Actor, type Till } from "../till/till.ts";

export interface SettlementToImport {
  readonly name: string;
  readonly rows: ReadonlyArray<SettlementRow>;
}

const FILE_LETTERS = 32;
const NAME_MAX = 100;

/** Resolves to false where what it says was imported before. */
export function importSettlement(
  till: Till,
  actor: Actor,
  { name, rows }: SettlementToImport,
): Result<boolean, Refusal> {
  // By what it says and not by its bytes: another mapping may read more of it.
  const file = hash("sha256", JSON.stringify(rows), "hex").slice(0, FILE_LETTERS);
  let isNew = true;
  const done = till.act(actor, "import settlement", (context) => {
    const allowed = requirePermission(context, "reports");
    if (!allowed.ok) return allowed;
    isNew = context.view.tagged(settlementFileTag(file)).length === 0;
    if (!isNew) return err({ type: "settlement/known" });
    const parts = Math.ceil(rows.length / SETTLEMENT_ROWS_MAX);
    if (parts === 0 || parts > SETTLEMENT_PARTS_MAX) return err({ type: "settlement/empty" });
    return ok(
      Array.from({ length: parts }, (_, at): Draft => {
        const part = at + 1;
        const some = rows.slice(at * SETTLEMENT_ROWS_MAX, part * SETTLEMENT_ROWS_MAX);
        return {
          kind: "settlement/imported",
          streams: [toStreamId("settlement", `${file}-${part}`)],
          body: { file, name: name.slice(0, NAME_MAX), part, rows: some },
        };
      }),
    );
  });
  if (done.ok) return ok(true);
  return isNew ? done : ok(false);
}
