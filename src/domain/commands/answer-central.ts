/** A person in the shop takes what head office says of a field, or keeps what the shop does. */

import { err, ok } from "../base/result.ts";
import { type DeviceId, streamName, streamType } from "../identity.ts";
import { type CentralQuestion, questionsOf } from "../office/central-questions.ts";
import { centralTypeOf, fieldDrafts } from "../office/change-fields.ts";
import { type Permission } from "../people/permission.ts";
import { nextDay } from "../prices/dated-values.ts";
import { fieldRegister } from "../state/entry-state.ts";
import { openWriteIds } from "../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "./decision.ts";
import { decideResolveAttention } from "./resolve-attention.ts";

export interface CentralAnswer {
  readonly question: Pick<CentralQuestion, "stream" | "field" | "item">;
  readonly takes: boolean;
  readonly offices: ReadonlySet<DeviceId>;
}

/** What was answered, or changed, meanwhile is no question any more. */
export function decideCentral(
  context: DecisionContext,
  { question: { stream, field, item }, takes, offices }: CentralAnswer,
): Decision {
  const { view, day } = context;
  const allowed = requirePermission(context, PERMISSIONS[streamType(stream)] ?? "catalogue");
  if (!allowed.ok) return allowed;
  const open = questionsOf(view, stream, { offices, day }).find(
    (it) => it.field === field && it.item.type === item.type,
  );
  const type = centralTypeOf(stream);
  if (open === undefined || type === undefined) return err({ type: "attention/none" });
  const entry = view.state(streamType(stream) as "cat" | "set" | "role", streamName(stream));
  if (item.type === "entry/offered" && !takes) {
    const { resolved } = entry;
    return decideResolveAttention(context, { stream, item: open.item, resolved, note: "" });
  }
  const at = dated(field, nextDay(view, day));
  const to = takes ? open.theirs : open.own;
  const over = openWriteIds(fieldRegister(entry, at));
  return ok(fieldDrafts([{ type, stream, field: at, to, over }]));
}

const PERMISSIONS: Readonly<Record<string, Permission>> = { set: "settings", role: "staff" };

/** What was for a day that has begun holds from the next one on. */
function dated(field: string, next: string): string {
  const [base, day] = field.split("@");
  return day === undefined || day >= next ? field : `${base}@${next}`;
}
