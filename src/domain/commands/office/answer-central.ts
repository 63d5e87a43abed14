/** A person in the shop takes what head office says of a field, or keeps what the shop does. */

import { err, ok, type Result } from "../../base/result.ts";
import { type BodyOf, type Draft } from "../../events/kinds.ts";
import { type Permission } from "../../events/permission.ts";
import { type DeviceId, streamName, streamType } from "../../identity.ts";
import { minor } from "../../money/amounts.ts";
import {
  type CentralQuestion,
  namedBeside,
  type QuestionContext,
  questionsOf,
} from "../../office/central-questions.ts";
import { centralTypeOf, fieldDrafts } from "../../office/change-fields.ts";
import { readStaff, readStaffMember, rightsOf } from "../../people/staff.ts";
import { nextDay } from "../../settings/dated-values.ts";
import { type EntryState, fieldRegister } from "../../state/entry-state.ts";
import { openWriteIds } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { decideResolveAttention } from "../money/resolve-attention.ts";
import { type Refusal } from "../refusal.ts";
import { isSomebodyLeft, requireNoLess } from "../staff-rights.ts";

export interface CentralAnswer {
  readonly question: Pick<CentralQuestion, "stream" | "field" | "item">;
  readonly takes: boolean;
  readonly offices: ReadonlySet<DeviceId>;
  readonly textOf: QuestionContext["textOf"];
}

/** What was answered, or changed, meanwhile is no question any more. */
export function decideCentral(
  context: DecisionContext,
  { question: { stream, field, item }, takes, offices, textOf }: CentralAnswer,
): Decision {
  const { view, day } = context;
  const allowed = requirePermission(context, PERMISSIONS[streamType(stream)] ?? "catalogue");
  if (!allowed.ok) return allowed;
  const open = questionsOf(view, stream, { offices, day, textOf }).find(
    (it) => it.field === field && it.item.type === item.type,
  );
  const type = centralTypeOf(stream);
  if (open === undefined || type === undefined) return err({ type: "attention/none" });
  const entry = view.state(
    streamType(stream) as "cat" | "set" | "role" | "staff",
    streamName(stream),
  );
  if (item.type === "entry/offered" && !takes) {
    const { resolved } = entry;
    return decideResolveAttention(context, { stream, item: open.item, resolved, note: "" });
  }
  const at = dated(field, nextDay(view, day));
  const to = takes ? open.theirs : open.own;
  const over = openWriteIds(fieldRegister(entry, at));
  const write = { type, stream, field: at, to, over };
  if (item.type === "entry/apart" && !takes && at === field) {
    return withKept(context, open, { entry, written: fieldDrafts([write]) });
  }
  if (type !== "staff") return ok(fieldDrafts([write]));
  const may = mayChange(context, streamName(stream), { field, to });
  if (!may.ok) return may;
  // Who takes something of a person with the same name says that it is the same person.
  const named = field === "name" ? undefined : namedBeside(entry, { day, textOf });
  if (named?.isSame !== true) return ok(fieldDrafts([write]));
  const name = {
    field: "name",
    to: named.offered,
    over: openWriteIds(fieldRegister(entry, "name")),
  };
  return ok(fieldDrafts([write, { type, stream, ...name }]));
}

/**
 * Kept against what head office published at the same time, the value is kept against that for good: it is said as of an
 * offer, so that the office, whose value is gone, asks nobody once more.
 */
function withKept(
  context: DecisionContext,
  { stream, field, theirs }: CentralQuestion,
  { entry, written }: { readonly entry: EntryState; readonly written: ReadonlyArray<Draft> },
): Decision {
  const offer: Draft = {
    kind: "hub/offered",
    streams: [stream],
    body: { values: { [field]: theirs as JsonValue }, about: { [field]: [context.idAt(0)] } },
  };
  const voices = [context.idAt(written.length)];
  const item = { type: "entry/offered", subject: field, amount: minor(0), voices } as const;
  const kept = decideResolveAttention(context, {
    stream,
    item,
    resolved: entry.resolved,
    note: "",
  });
  return kept.ok ? ok([...written, offer, ...kept.value]) : kept;
}

type JsonValue = BodyOf<"hub/offered">["values"][string];

const PERMISSIONS: Readonly<Record<string, Permission>> = {
  set: "settings",
  role: "staff",
  staff: "staff",
};

/** The rules of `change-staff.ts` hold whoever says what a person is to be. */
function mayChange(
  context: DecisionContext,
  number: string,
  { field, to }: { readonly field: string; readonly to: unknown },
): Result<undefined, Refusal> {
  const { view } = context;
  const member = readStaffMember(view, number);
  if (member === undefined) return err({ type: "staff/unknown", staff: number });
  const after = {
    ...member,
    ...(field === "active" ? { active: to === true } : {}),
    ...(field === "role" ? rightsOf(view, String(to)) : {}),
  };
  for (const rights of [member, after]) {
    const within = requireNoLess(context, rights);
    if (!within.ok) return within;
  }
  const others = readStaff(view).filter((it) => it.number !== number);
  return isSomebodyLeft([...others, after]) || !isSomebodyLeft([...others, member])
    ? ok(undefined)
    : err({ type: "staff/last-one", staff: number });
}

/** What was for a day that has begun holds from the next one on. */
function dated(field: string, next: string): string {
  const [base, day] = field.split("@");
  return day === undefined || day >= next ? field : `${base}@${next}`;
}
