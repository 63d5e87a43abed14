/** Roles that are added, and given to people. */

import { newEntryId } from "../../domain/entry-id.ts";
import { err } from "../../domain/result.ts";
import { type RegisterState, refusedBy, said } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { chooseOne, type OfficePlan, ready, refusedPlan, type Typed } from "./office-enter.ts";
import { noteChange, openPage, spentHere, withOffice } from "./office-moves.ts";
import { withNewPerson } from "./office-people.ts";
import { roleOf, rolesOf, firstPermission, pinWarning } from "./office-role-rows.ts";
import { type RowTarget } from "./office-row.ts";
import { officeWords } from "./office-words.ts";

export function planNewRole(till: TillContext, state: RegisterState, called: string): OfficePlan {
  const w = officeWords(till);
  const id = newEntryId(called, new Set(rolesOf(state).map((role) => role.id)));
  return ready(w.newRow({ called }), (now) =>
    addRole(now, { id, name: called, what: w.newRow({ called }) }),
  );
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

interface Told {
  /** What Enter does, as the preview has it. */
  readonly what: string;
}

/** Changes of roles, and of who has which: each is one act of the till, and can be taken back. */
function addRole(
  state: RegisterState,
  { id, name, what }: Told & { readonly id: string; readonly name: string },
): RegisterState {
  const done = state.session?.office.changeRole({ id, isNew: true, name });
  if (done?.ok !== true) return done === undefined ? state : refusedBy(state, done.fault, what);
  const shown = openPage(spentHere(state), { type: "role", id });
  return said(withOffice(shown, { at: firstPermission(shown, id) }), "done", `${what}.`);
}

function giveRole(
  till: TillContext,
  state: RegisterState,
  change: Told & {
    readonly number: string;
    readonly role: string;
    readonly before: string;
    readonly label: string;
  },
): RegisterState {
  const w = officeWords(till);
  const { number, role, before, label, what } = change;
  const done = state.session?.office.giveRole({ number, role });
  if (done?.ok !== true) return done === undefined ? state : refusedBy(state, done.fault, what);
  const noted = noteChange(spentHere(state), {
    what: w.isAsBefore({ label }),
    takeBack: (office) => {
      const people = office.people();
      const now = people.ok ? people.value.find((it) => it.number === number)?.role : role;
      return now === role
        ? office.giveRole({ number, role: before })
        : err({ message: w.changedSince });
    },
  });
  const warning = pinWarning(w, roleOf(state, before), roleOf(state, role));
  return warning === undefined
    ? said(noted, "done", `${what}.`)
    : said(noted, "hint", `${what}. ${warning}`);
}
