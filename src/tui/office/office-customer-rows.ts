/** The rows of customers: whom the shop knows, and what it knows of one. */

import { type CustomerView } from "../../domain/people/customer-search.ts";
import { CUSTOMER_FIELDS, GROUP_FIELD } from "../../domain/people/customers.ts";
import { type RegisterState } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import { type OfficeRow, readCalled, yesNo } from "./office-row.ts";
import { officeWords } from "./office-words.ts";

/** By what is typed, and a new one of that name last. */
export function customerRows(state: RegisterState, text: string): ReadonlyArray<OfficeRow> {
  const customers = state.session?.office.customers;
  const { name: called, isNew } = readCalled(text);
  const found = customers?.find(called);
  if (customers === undefined || found?.ok !== true) return [];
  const contested = customers.contested();
  const rows = (isNew ? [] : found.value).map((customer): OfficeRow => {
    const { id, name } = customer;
    const target = { type: "page", page: { type: "customer", id } } as const;
    const detail = detailOf(state, customer);
    return { label: name, detail, inQuestion: contested.has(id), target };
  });
  // Without a letter it is a phone or a card.
  if (!/\p{L}/u.test(called) || rows.length > 0) return rows;
  const target = { type: "create", page: { type: "new-customer", called } } as const;
  return [{ label: officeWords(state).newRow({ called }), detail: "", target }];
}

/** Two of one name are told apart by what else is known. */
function detailOf(state: RegisterState, { phone, email, card, active }: CustomerView): string {
  const known = [phone, email, card].find((text) => text !== "") ?? "";
  return active ? known : officeWords(state).comesNoMore;
}

export function rowsOfCustomer(state: RegisterState, id: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const customer = state.session?.office.customers.look(id);
  if (customer === undefined) return [];
  const names = wordsFor(state).officeCustomers;
  const { active, inQuestion, receipts } = customer;
  const [yes, no] = yesNo(w);
  return [
    ...[...CUSTOMER_FIELDS, GROUP_FIELD].map((field): OfficeRow => {
      const text = customer[field];
      const target = { type: "customer-field", field, text } as const;
      const isAsked = inQuestion.includes(field);
      return { label: names[field], detail: text, inQuestion: isAsked, target };
    }),
    {
      label: names.active,
      detail: active ? w.yes : w.no,
      inQuestion: inQuestion.includes("active"),
      target: { type: "customer-active", active, choices: yesNo(w) },
    },
    {
      label: w.erase,
      detail: receipts === 0 ? "" : w.onReceipts({ count: receipts }),
      target: { type: "customer-erase", choices: [yes, no].flatMap((it) => it ?? []).slice(0, 1) },
    },
  ];
}
