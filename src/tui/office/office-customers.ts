/** Customers who are added, and erased for ever. */

import { readNewCustomer } from "../../domain/people/customer-text.ts";
import { CUSTOMER_FIELDS, type CustomerTexts } from "../../domain/people/customers.ts";
import { withoutPerson } from "../lock.ts";
import { type RegisterState, said, refusedBy } from "../register-state.ts";
import { notDone, openedFrom } from "./office-changes.ts";
import { chooseOne, type OfficePlan, ready, refusedPlan, type Typed } from "./office-enter.ts";
import { withOffice, noteChange, pageBefore } from "./office-moves.ts";
import { type RowTarget } from "./office-row.ts";
import { officeWords } from "./office-words.ts";

type EraseTarget = Extract<RowTarget, { readonly type: "customer-erase" }>;

/** Nobody is found; or whoever is here may not look. */
export function planNobody(state: RegisterState, typed: string): OfficePlan {
  const found = state.session?.office.customers.find(typed);
  if (found?.ok === false) return refusedPlan(found.fault.message);
  return typed === "" ? { type: "idle" } : refusedPlan(officeWords(state).nobodyFound({ typed }));
}

/** Phone and card may follow the name, as behind `&+` at the register. */
export function planNewCustomer(state: RegisterState, called: string): OfficePlan {
  const w = officeWords(state);
  const texts = readNewCustomer(called);
  const shown = CUSTOMER_FIELDS.flatMap((field) => {
    const text = field === "name" || field === "phone" || field === "card" ? texts[field] : "";
    return text === "" ? [] : [text];
  });
  const what = w.newRow({ called: shown.join(", ") });
  return ready(what, (now) => addCustomer(now, { texts, what }));
}

/** Receipts that the law may ask for are told of first, and Enter is pressed knowing how many. */
export function planErase(
  state: RegisterState,
  { target, label, typed, office }: Typed<EraseTarget>,
): OfficePlan {
  const w = officeWords(state);
  const { page } = office;
  const customer =
    page.type === "customer" ? state.session?.office.customers.look(page.id) : undefined;
  if (customer === undefined) return { type: "idle" };
  const chosen = chooseOne(w, target.choices, { label, typed });
  if (!chosen.ok) return refusedPlan(chosen.fault);
  const { id, name, receipts } = customer;
  const what = w.erases({ name });
  const told = String(receipts);
  if (receipts > 0 && office.asked !== told) {
    return ready(w.enterTwice({ change: what }), (now) =>
      said(withOffice(now, { asked: told }), "hint", w.erasesAnyway({ count: receipts })),
    );
  }
  return ready(what, (now) => eraseCustomer(now, { id, withReceipts: receipts > 0, what }));
}

/* Changes of customers: each is one act of the till, and can be taken back, but for erasing one. */

interface Told {
  /** What Enter does, as the preview has it. */
  readonly what: string;
}

/** Whoever is added by mistake is not found by the register any more; nothing but erasing forgets them. */
function addCustomer(
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

/** What could be taken back, what was told and typed goes with them: nobody shall read it any more. */
function eraseCustomer(
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
