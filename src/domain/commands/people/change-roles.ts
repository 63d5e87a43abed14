/**
 * Decisions about roles: what those who have one may do. A change counts from the next act of each of
 * them on each till that hears of it.
 *
 * Two tills apart can each take the right to change staff from one of the last two who have it: neither
 * could know. Nobody is left then who could write it back: the recovery sheet does (rescue-staff.ts).
 */

import { err, ok, type Result } from "../../base/result.ts";
import { type Permission } from "../../events/permission.ts";
import { toStreamId } from "../../identity.ts";
import { milliPercent, type MilliPercent } from "../../money/amounts.ts";
import { permissionWords } from "../../people/role-words.ts";
import { readRole, readRoles, readStaff, type Role } from "../../people/staff.ts";
import { type EntryState, fieldValue } from "../../state/entry-state.ts";
import { isInQuestion, openWriteIds } from "../../state/register.ts";
import { foldText } from "../../text/entry-text.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { isSomebodyLeft, requireNoLess } from "../staff-rights.ts";

type Context = Pick<DecisionContext, "view" | "staff">;

/** The fields of a role to set; the others stay as they are. */
export interface RoleWish {
  readonly id: string;
  /** The role must not exist yet; else it must. */
  readonly isNew: boolean;
  readonly name?: string;
  readonly allow?: ReadonlyArray<Permission>;
  readonly deny?: ReadonlyArray<Permission>;
  readonly discountLimit?: MilliPercent;
}

interface RoleValues {
  readonly name: string;
  readonly permissions: ReadonlyArray<string>;
  readonly discountLimit: MilliPercent;
}

const FIELDS = ["name", "permissions", "discountLimit"] as const;
const ROLE_ID = /^(?=.{1,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/u;
const NAME_MAX = 40;

/** Refused where nothing would change. */
export function decideChangeRole(context: Context, wish: RoleWish): Decision {
  const allowed = requirePermission(context, "staff");
  if (!allowed.ok) return allowed;
  const before = roleBefore(context, wish);
  if (!before.ok) return before;
  const after = roleAfter(before.value, wish);
  const named = requireName(context, after);
  if (!named.ok) return named;
  for (const role of [before.value, after]) {
    const within = requireNoLess(context, role);
    if (!within.ok) return within;
  }
  const isLeft = isSomebodyLeft(readStaff(context.view), ({ role }) =>
    role === wish.id ? after : undefined,
  );
  if (!isLeft) return err({ type: "role/last-one", name: after.name });
  return written(context, wish, { before: before.value, after });
}

/** A new one may nothing at first, and takes nothing off. */
function roleBefore({ view }: Context, { id, isNew }: RoleWish): Result<Role, Refusal> {
  const there = readRole(view, id);
  if (isNew && there !== undefined) return err({ type: "role/taken", id });
  if (isNew && !ROLE_ID.test(id)) return err({ type: "role/id-invalid", text: id });
  if (isNew) {
    return ok({ id, name: "", permissions: new Set(), discountLimit: milliPercent(0) });
  }
  return there === undefined
    ? err({ type: "role/unknown", text: id, roles: readRoles(view) })
    : ok(there);
}

function roleAfter(
  before: Role,
  { name = before.name, allow = [], deny = [], discountLimit = before.discountLimit }: RoleWish,
): Role {
  const permissions = before.permissions.union(new Set(allow)).difference(new Set(deny));
  return { ...before, name: name.trim(), permissions, discountLimit };
}

function requireName({ view }: Context, { id, name }: Role): Result<undefined, Refusal> {
  const isName = /^[\p{L}\p{N}]\P{Cc}*$/u.test(name) && Array.from(name).length <= NAME_MAX;
  if (!isName) return err({ type: "role/name-invalid", max: NAME_MAX });
  const otherRoles = readRoles(view).filter((other) => other !== id);
  const isTaken = otherRoles.some(
    (other) => foldText(readRole(view, other)?.name ?? other) === foldText(name),
  );
  return isTaken ? err({ type: "role/name-taken", name }) : ok(undefined);
}

function written(
  { view }: Context,
  wish: RoleWish,
  { before, after }: { readonly before: Role; readonly after: Role },
): Decision {
  const entry = view.state("role", wish.id);
  const [old, now] = [valuesOf(entry, before), valuesOf(entry, after)];
  const said = FIELDS.filter((field) => wish.isNew || isSaid(wish, field));
  const fields = said.filter(
    (field) =>
      wish.isNew ||
      JSON.stringify(old[field]) !== JSON.stringify(now[field]) ||
      isInQuestion(entry, field, said),
  );
  if (fields.length === 0) return err({ type: "role/same", name: after.name });
  const set = Object.fromEntries(fields.map((field) => [field, now[field]]));
  const replaced = fields.map((field) => [field, openWriteIds(entry.fields[field])] as const);
  const over = Object.fromEntries(replaced.filter(([, writes]) => writes.length > 0));
  return ok([{ kind: "role/set", streams: [toStreamId("role", wish.id)], body: { set, over } }]);
}

function isSaid({ name, allow, deny, discountLimit }: RoleWish, field: keyof RoleValues): boolean {
  if (field === "name") return name !== undefined;
  return field === "permissions"
    ? allow !== undefined || deny !== undefined
    : discountLimit !== undefined;
}

/** Words of permissions that a newer build invented stay. */
function valuesOf(entry: EntryState, { name, permissions, discountLimit }: Role): RoleValues {
  const words = (fieldValue(entry, "permissions") ?? []) as ReadonlyArray<string>;
  return { name, permissions: permissionWords(permissions, words), discountLimit };
}
