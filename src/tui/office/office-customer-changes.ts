/** Changes of customers: each is one act of the till, and can be taken back, but for erasing one. */

import { type CustomerTexts } from "../../domain/people/customers.ts";
import { err } from "../../domain/result.ts";
import { withoutPerson } from "../lock.ts";
import { type OfficeCustomer, type OfficeCustomers } from "../ports/office-port.ts";
import { type RegisterState, refusedBy, said } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { nextRow, notDone, openedFrom } from "./office-changes.ts";
import { noteChange, pageBefore, spentHere, withOffice } from "./office-moves.ts";
import { officeWords } from "./office-words.ts";

interface Told {
  /** What Enter does, as the preview has it. */
  readonly what: string;
}

type CustomerWish = Parameters<OfficeCustomers["change"]>[1];

/** Whoever is added by mistake is not found by the register any more; nothing but erasing forgets them. */
export function addCustomer(
  state: RegisterState,
  { texts, what }: Told & { readonly texts: Pick<CustomerTexts, "name" | "phone" | "card"> },
): RegisterState {
  const w = officeWords(state);
  const done = state.session?.office.customers.add(texts);
  if (done?.ok !== true) return notDone(state, done, what);
  const id = done.value;
  const page = { type: "customer", id } as const;
  // The first thing that is not known yet.
  const at = texts.phone === "" ? PHONE_ROW : PHONE_ROW + 1;
  const shown = openedFrom(state, withOffice(state, { page, at, text: "" }), at);
  const noted = noteChange(shown, {
    what: w.comesNoMoreNow({ name: texts.name }),
    customer: id,
    takeBack: (office) => office.customers.change(id, { texts: {}, active: false }),
  });
  return said(noted, "done", w.customerAdded({ name: texts.name }));
}

const PHONE_ROW = 1;

export function changeCustomer(
  till: TillContext,
  state: RegisterState,
  {
    id,
    wish,
    what,
    label,
  }: Told & {
    readonly id: string;
    readonly wish: CustomerWish;
    readonly label: string;
  },
): RegisterState {
  const w = officeWords(state);
  const customers = state.session?.office.customers;
  const before = customers?.look(id);
  const done = customers?.change(id, wish);
  if (done?.ok !== true) return notDone(state, done, what);
  const after = customers?.look(id);
  if (before === undefined || after === undefined) return state;
  const noted = noteChange(spentHere(state), {
    what: w.isAsBefore({ label }),
    customer: id,
    takeBack: (office) => {
      // Whoever changed it since has not seen this press.
      const now = office.customers.look(id);
      const isSame = now !== undefined && says(now, wish, after);
      return isSame
        ? office.customers.change(id, backTo(before, wish))
        : err({ message: w.changedSince });
    },
  });
  return said(nextRow(till, noted), "done", `${what}.`);
}

/** What could be taken back, what was told and typed goes with them: nobody shall read it any more. */
export function eraseCustomer(
  state: RegisterState,
  { id, withReceipts, what }: Told & { readonly id: string; readonly withReceipts: boolean },
): RegisterState {
  const w = officeWords(state);
  const done = state.session?.office.customers.erase(id, { withReceipts });
  if (done?.ok !== true) {
    return done === undefined ? state : refusedBy(state, done.fault, `${what}.`);
  }
  const listed = withoutPerson(pageBefore(state) ?? state);
  const changes = (state.office?.changes ?? []).filter(({ customer }) => customer !== id);
  const message = {
    level: "done",
    text: w.erased({ days: done.value.days }),
    forgets: true,
  } as const;
  return { ...withOffice(listed, { changes }), message };
}

function says(
  now: OfficeCustomer,
  { texts, active, group }: CustomerWish,
  after: OfficeCustomer,
): boolean {
  const fields = [
    ...Object.keys(texts),
    ...(active === undefined ? [] : ["active"]),
    ...(group === undefined ? [] : ["group"]),
  ];
  return fields.every((field) => {
    const name = field as keyof CustomerTexts | "active" | "group";
    return now[name] === after[name] && !now.inQuestion.includes(name);
  });
}

function backTo(before: OfficeCustomer, { texts, active, group }: CustomerWish): CustomerWish {
  const back = Object.keys(texts).map((field) => [field, before[field as keyof CustomerTexts]]);
  return {
    texts: Object.fromEntries(back) as Partial<CustomerTexts>,
    ...(active === undefined ? {} : { active: before.active }),
    ...(group === undefined ? {} : { group: before.group }),
  };
}
