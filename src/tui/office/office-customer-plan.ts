/** What Enter does on customers: somebody new, another value, and erasing somebody for ever. */

import {
  checkCustomerGroup,
  checkCustomerText,
  readNewCustomer,
} from "../../domain/people/customer-text.ts";
import { CUSTOMER_FIELDS } from "../../domain/people/customers.ts";
import { type OfficeCustomer } from "../ports/office-port.ts";
import { type RegisterState, said } from "../register-state.ts";
import { type TillContext } from "../till-context.ts";
import { addCustomer, changeCustomer, eraseCustomer } from "./office-customer-changes.ts";
import {
  chooseOne,
  type OfficePlan,
  ready,
  refusedPlan,
  TAKE_AWAY,
  type Typed,
} from "./office-enter.ts";
import { withOffice } from "./office-moves.ts";
import { type RowTarget } from "./office-row.ts";
import { officeWords } from "./office-words.ts";

type CustomerTarget = Extract<
  RowTarget,
  { readonly type: "customer-field" | "customer-active" | "customer-erase" }
>;
type On<Type extends CustomerTarget["type"]> = Typed<
  Extract<CustomerTarget, { readonly type: Type }>
> & { readonly customer: OfficeCustomer };

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

export function planCustomerRow(
  till: TillContext,
  state: RegisterState,
  { target, ...row }: Typed<CustomerTarget>,
): OfficePlan {
  const { page } = row.office;
  const customer =
    page.type === "customer" ? state.session?.office.customers.look(page.id) : undefined;
  if (customer === undefined) return { type: "idle" };
  switch (target.type) {
    case "customer-field":
      return planText(till, state, { ...row, target, customer });
    case "customer-active":
      return planActive(till, state, { ...row, target, customer });
    default:
      return planErase(state, { ...row, target, customer });
  }
}

function planText(
  till: TillContext,
  state: RegisterState,
  { target, label, typed, customer }: On<"customer-field">,
): OfficePlan {
  const w = officeWords(state);
  const { field, text: before } = target;
  const meant = typed === TAKE_AWAY && field !== "name" ? "" : typed;
  const checked = field === "group" ? checkCustomerGroup(meant) : checkCustomerText(field, meant);
  // Why it does not fit the till says itself.
  const text = checked.ok ? checked.value : typed;
  if (text === before && !customer.inQuestion.includes(field)) {
    return refusedPlan(w.sameAlready({ label, text }));
  }
  const what = w.changeOf({ label, before, after: text });
  const wish = field === "group" ? { texts: {}, group: text } : { texts: { [field]: text } };
  return ready(what, (now) => changeCustomer(till, now, { id: customer.id, wish, what, label }));
}

function planActive(
  till: TillContext,
  state: RegisterState,
  { target, label, typed, customer }: On<"customer-active">,
): OfficePlan {
  const w = officeWords(state);
  const chosen = chooseOne(w, target.choices, { label, typed });
  if (!chosen.ok) return refusedPlan(chosen.fault);
  const active = chosen.value.text === "yes";
  if (active === target.active && !customer.inQuestion.includes("active")) {
    return refusedPlan(w.sameAlready({ label, text: chosen.value.label }));
  }
  const what = w.changeOf({
    label,
    before: target.active ? w.yes : w.no,
    after: chosen.value.label,
  });
  const wish = { texts: {}, active };
  return ready(what, (now) => changeCustomer(till, now, { id: customer.id, wish, what, label }));
}

/** Receipts that the law may ask for are told of first, and Enter is pressed knowing how many. */
function planErase(
  state: RegisterState,
  { target, label, typed, customer, office }: On<"customer-erase">,
): OfficePlan {
  const w = officeWords(state);
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
