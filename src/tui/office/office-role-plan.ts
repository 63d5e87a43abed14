/** What Enter does on a page of a role, and on the role of a person. */

import { newEntryId } from "../../domain/entry-id.ts";
import { formatRate, parseRate } from "../../domain/money/rates.ts";
import { type RegisterState } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { chooseOne, type OfficePlan, ready, refusedPlan, type Typed } from "./office-enter.ts";
import { withNewPerson } from "./office-people.ts";
import { addRole, changeRole, giveRole } from "./office-role-changes.ts";
import { roleOf, rolesOf } from "./office-role-rows.ts";
import { type RowTarget } from "./office-row.ts";
import { officeWords } from "./office-words.ts";

export type RoleTarget = Extract<
  RowTarget,
  { readonly type: "role-name" | "role-limit" | "role-permission" }
>;

export function planNewRole(till: TillContext, state: RegisterState, called: string): OfficePlan {
  const w = officeWords(till);
  const id = newEntryId(called, new Set(rolesOf(state).map((role) => role.id)));
  return ready(w.newRow({ called }), (now) =>
    addRole(till, now, { id, name: called, what: w.newRow({ called }) }),
  );
}

export function planRole(
  till: TillContext,
  state: RegisterState,
  { target, label, typed, office }: Typed<RoleTarget>,
): OfficePlan {
  const w = officeWords(till);
  const role = office.page.type === "role" ? roleOf(state, office.page.id) : undefined;
  if (role === undefined) return { type: "idle" };
  const { id } = role;
  if (target.type === "role-name") {
    if (typed === role.name && !role.inQuestion.includes("name")) {
      return refusedPlan(w.sameAlready({ label, text: typed }));
    }
    const what = w.changeOf({ label, before: role.name, after: typed });
    return ready(what, (now) => changeRole(till, now, { what, label, wish: { id, name: typed } }));
  }
  if (target.type === "role-limit") {
    const rate = parseRate(typed.replace(/\s*%$/u, ""));
    if (!rate.ok) return refusedPlan(w.noRate({ typed }));
    const [before, after] = [formatRate(role.discountLimit), formatRate(rate.value)];
    if (before === after && !role.inQuestion.includes("discountLimit")) {
      return refusedPlan(w.sameAlready({ label, text: after }));
    }
    const wish = { id, discountLimit: rate.value };
    const what = w.changeOf({ label, before, after });
    return ready(what, (now) => changeRole(till, now, { what, label, wish }));
  }
  const chosen = chooseOne(w, target.choices, { label, typed });
  if (!chosen.ok) return refusedPlan(chosen.fault);
  const { permission, allowed } = target;
  const isAllowed = chosen.value.text === "yes";
  if (isAllowed === allowed && !role.inQuestion.includes("permissions")) {
    return refusedPlan(w.sameAlready({ label, text: chosen.value.label }));
  }
  const wish = { id, [isAllowed ? "allow" : "deny"]: [permission] };
  const what = w.changeOf({
    label,
    before: allowed ? w.yes : w.no,
    after: isAllowed ? w.yes : w.no,
  });
  return ready(what, (now) => changeRole(till, now, { what, label, wish }));
}

/** Of somebody new it is kept until the PIN is there. */
export function planPersonRole(
  till: TillContext,
  state: RegisterState,
  { target, label, typed, office }: Typed<Extract<RowTarget, { readonly type: "person-role" }>>,
): OfficePlan {
  const w = officeWords(till);
  const chosen = chooseOne(w, target.choices, { label, typed });
  if (!chosen.ok) return refusedPlan(chosen.fault);
  const { text: role, label: name } = chosen.value;
  if (office.page.type !== "person") {
    return ready(`${label} ${name}`, (now) => withNewPerson(now, { role }));
  }
  const { number } = office.page;
  const before = target.text ?? "";
  const what = w.changeOf({ label, before: roleOf(state, before)?.name ?? before, after: name });
  if (before === role) return refusedPlan(w.sameAlready({ label, text: name }));
  return ready(what, (now) => giveRole(till, now, { number, role, before, label, what }));
}
