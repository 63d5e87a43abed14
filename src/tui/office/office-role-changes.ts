/** Changes of roles, and of who has which: each is one act of the till, and can be taken back. */

import { type RoleWish } from "../../domain/commands/change-roles.ts";
import { err } from "../../domain/result.ts";
import { type OfficeRole } from "../ports/office-port.ts";
import { type RegisterState, refusedBy, said } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { noteChange, openPage, spentHere, withOffice } from "./office-moves.ts";
import { roleOf } from "./office-role-rows.ts";
import { officeRows } from "./office-rows.ts";
import { officeWords } from "./office-words.ts";

interface Told {
  /** What Enter does, as the preview has it. */
  readonly what: string;
}

export function addRole(
  till: TillContext,
  state: RegisterState,
  { id, name, what }: Told & { readonly id: string; readonly name: string },
): RegisterState {
  const done = state.session?.office.changeRole({ id, isNew: true, name });
  if (done?.ok !== true) return done === undefined ? state : refusedBy(state, done.fault, what);
  const shown = openPage(spentHere(state), { type: "role", id });
  return said(withOffice(shown, { at: firstPermission(till, shown) }), "done", `${what}.`);
}

export function changeRole(
  till: TillContext,
  state: RegisterState,
  change: Told & { readonly label: string; readonly wish: Omit<RoleWish, "isNew"> },
): RegisterState {
  const { what, label, wish } = change;
  const w = officeWords(till);
  const before = roleOf(state, wish.id);
  const done = state.session?.office.changeRole({ ...wish, isNew: false });
  if (done?.ok !== true) return done === undefined ? state : refusedBy(state, done.fault, what);
  const after = roleOf(state, wish.id);
  if (before === undefined || after === undefined) return state;
  const noted = noteChange(spentHere(state), {
    what: w.isAsBefore({ label }),
    takeBack: (office) => {
      const now = office.roles().find(({ id }) => id === wish.id);
      const isSame = now !== undefined && sameRole(now, after);
      return isSame
        ? office.changeRole({ ...backTo(before, after), id: wish.id, isNew: false })
        : err({ message: w.changedSince });
    },
  });
  const next = nextRow(till, noted);
  const warning = pinWarning(w, before, after);
  return warning === undefined
    ? said(next, "done", `${what}.`)
    : said(next, "hint", `${what}. ${warning}`);
}

export function giveRole(
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

/** Whoever may more needs a longer PIN; the one that is there holds, so somebody has to know. */
function pinWarning(
  w: ReturnType<typeof officeWords>,
  before: OfficeRole | undefined,
  after: OfficeRole | undefined,
): string | undefined {
  const digits = after?.pinDigitsMin ?? 0;
  return digits > (before?.pinDigitsMin ?? 0) ? w.longerPin({ digits }) : undefined;
}

function backTo(before: OfficeRole, after: OfficeRole): Omit<RoleWish, "id" | "isNew"> {
  const allow = [...before.permissions.difference(after.permissions)];
  const deny = [...after.permissions.difference(before.permissions)];
  return {
    ...(before.name === after.name ? {} : { name: before.name }),
    ...(before.discountLimit === after.discountLimit
      ? {}
      : { discountLimit: before.discountLimit }),
    ...(allow.length > 0 ? { allow } : {}),
    ...(deny.length > 0 ? { deny } : {}),
  };
}

function sameRole(one: OfficeRole, other: OfficeRole): boolean {
  return (
    one.name === other.name &&
    one.discountLimit === other.discountLimit &&
    one.permissions.symmetricDifference(other.permissions).size === 0
  );
}

function firstPermission(till: TillContext, state: RegisterState): number {
  const at = officeRows(till, state).findIndex(({ target }) => target.type === "role-permission");
  return Math.max(0, at);
}

function nextRow(till: TillContext, state: RegisterState): RegisterState {
  const { at = 0 } = state.office ?? {};
  return withOffice(state, { at: Math.min(at + 1, officeRows(till, state).length - 1) });
}
