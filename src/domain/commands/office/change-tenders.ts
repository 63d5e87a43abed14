/** A tender of the shop's own: one more, under another name, or taken no more. */

import { assertNever } from "../../base/assert-never.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { readSetting } from "../../settings/settings.ts";
import { type OwnTender, tenderAdded, tenderNamed, tenderRenamed } from "../../tenders/tenders.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { settingWritten } from "./change-settings.ts";

export type TenderWish =
  | { readonly type: "add"; readonly name: string }
  /** `tender`: its name, or its digit. */
  | { readonly type: "rename"; readonly tender: string; readonly to: string }
  | { readonly type: "remove"; readonly tender: string };

/** Old receipts keep the names that they have. */
export function decideChangeTenders(
  context: Pick<DecisionContext, "view" | "staff">,
  wish: TenderWish,
): Decision {
  const allowed = requirePermission(context, "settings");
  if (!allowed.ok) return allowed;
  const changed = changedTenders(readSetting(context.view, "tenders"), wish);
  if (!changed.ok) return changed;
  return settingWritten(context.view, { key: "tenders", value: changed.value });
}

function changedTenders(
  tenders: ReadonlyArray<OwnTender>,
  wish: TenderWish,
): Result<OwnTender[], Refusal> {
  if (wish.type === "add") return orWrong(tenderAdded(tenders, wish.name));
  const tender = tenderNamed(tenders, wish.tender);
  if (tender === undefined) return err({ type: "tender/unknown", text: wish.tender });
  switch (wish.type) {
    case "rename":
      return orWrong(tenderRenamed(tenders, { id: tender.id, to: wish.to }));
    case "remove":
      return ok(tenders.filter(({ id }) => id !== tender.id));
    default:
      return assertNever(wish, "wish");
  }
}

function orWrong(read: Result<OwnTender[], string>): Result<OwnTender[], Refusal> {
  return read.ok ? read : err({ type: "setting/wrong", key: "tenders", message: read.fault });
}
