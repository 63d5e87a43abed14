/**
 * Somebody may change staff again by the word of the recovery sheet: two tills apart can each take that
 * right from one of the last two who have it, and nobody is left then who could give it back.
 *
 * Whoever has the sheet's code is the owner: nobody's permission is asked, and others who may change
 * staff are no reason to refuse, because they may have forgotten their PINs.
 */

import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { NO_DISCOUNT_LIMIT, type Permission, PERMISSIONS } from "../../events/permission.ts";
import { toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { checkNewPin, type PinRule, pinRuleFor } from "../../people/pin-rule.ts";
import { readRole, readRoles, readStaffMember, type Role } from "../../people/staff.ts";
import { type EntryState, fieldValue, PIN_FIELD } from "../../state/entry-state.ts";
import { isInQuestion, openWriteIds } from "../../state/register.ts";
import { type Decision } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { type NewPin } from "./change-staff.ts";

interface Context {
  readonly view: LedgerView;
}

const STAFF: Permission = "staff";

/** Says which PINs the person may have then. */
export function mayRescue({ view }: Context, number: string): Result<PinRule, Refusal> {
  const member = readStaffMember(view, number);
  if (member === undefined) return err({ type: "staff/unknown", staff: number });
  return ok(pinRuleFor(new Set([...managingRole(view, member.role).permissions, STAFF])));
}

/** Active, with a role that may change staff, and with a new PIN. */
export function decideRescueStaff(context: Context, { number, pin, verifierId }: NewPin): Decision {
  const rule = mayRescue(context, number);
  if (!rule.ok) return rule;
  const checked = checkNewPin(pin, rule.value, number);
  if (!checked.ok) return checked;
  const { view } = context;
  const entry = view.state("staff", number);
  const role = managingRole(view, readStaffMember(view, number)?.role ?? "");
  const streams = [toStreamId("staff", number)];
  return ok([
    { kind: "staff/rescued", streams, body: { role: role.id } },
    ...roleDrafts(view, role),
    ...personDrafts(entry, { streams, role: role.id }),
    {
      kind: "staff/pin-set",
      streams,
      body: { verifierId, over: openWriteIds(entry.fields[PIN_FIELD]) },
    },
  ]);
}

/** The person's own if it may change staff; else the role that may, or else may most. */
function managingRole(view: LedgerView, own: string): Role {
  const roles = readRoles(view).flatMap((id) => readRole(view, id) ?? []);
  const [first] = roles.toSorted(
    (a, b) =>
      Number(mayManage(b)) - Number(mayManage(a)) ||
      Number(mayManage(b) && b.id === own) - Number(mayManage(a) && a.id === own) ||
      b.permissions.size - a.permissions.size,
  );
  return first ?? { ...NEW_ROLE, permissions: new Set(PERMISSIONS) };
}

function mayManage({ permissions }: Role): boolean {
  return permissions.has(STAFF);
}

/** The role for a shop that has none. */
const NEW_ROLE = { id: "manager", name: "Manager", discountLimit: NO_DISCOUNT_LIMIT } as const;

function roleDrafts(view: LedgerView, { id, name, permissions, discountLimit }: Role) {
  const entry = view.state("role", id);
  const isThere = Object.keys(entry.fields).length > 0;
  const written = (fieldValue(entry, "permissions") ?? []) as ReadonlyArray<string>;
  if (written.includes(STAFF) && !isInQuestion(entry, "permissions", ["permissions"])) return [];
  // Words that a newer build invented stay.
  const words = [...new Set([...written, ...permissions, STAFF])];
  const set = { permissions: words, ...(isThere ? {} : { name, discountLimit }) };
  const over = overs(entry, ["permissions"]);
  const draft: Draft = { kind: "role/set", streams: [toStreamId("role", id)], body: { set, over } };
  return [draft];
}

function personDrafts(
  entry: EntryState,
  { streams, role }: Pick<Draft, "streams"> & { readonly role: string },
): ReadonlyArray<Draft> {
  const wanted = { role, active: true };
  const fields = (["role", "active"] as const).filter(
    (field) =>
      fieldValue(entry, field) !== wanted[field] || isInQuestion(entry, field, ["role", "active"]),
  );
  if (fields.length === 0) return [];
  const set = Object.fromEntries(fields.map((field) => [field, wanted[field]]));
  return [{ kind: "staff/set", streams, body: { set, over: overs(entry, fields) } }];
}

function overs({ fields }: EntryState, names: ReadonlyArray<string>) {
  const replaced = names.map((name) => [name, openWriteIds(fields[name])] as const);
  return Object.fromEntries(replaced.filter(([, writes]) => writes.length > 0));
}
