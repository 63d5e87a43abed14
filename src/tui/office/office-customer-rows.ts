/** The rows of customers: whom the shop knows, and what it knows of one. */

import { type CustomerView } from "../../domain/people/customer-search.ts";
import { checkCustomerGroup, checkCustomerText } from "../../domain/people/customer-text.ts";
import { CUSTOMER_FIELDS, type CustomerField, GROUP_FIELD } from "../../domain/people/customers.ts";
import { ok } from "../../domain/result.ts";
import { type OfficeCustomer, type OfficeSession } from "../ports/office-port.ts";
import { type RegisterState } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import { TAKE_AWAY } from "./office-enter.ts";
import { type OfficeRow, readCalled, type RecordField, recordRow, yesNo } from "./office-row.ts";
import { officeWords, type OfficeWords } from "./office-words.ts";

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
  const { receipts } = customer;
  return [
    ...[...CUSTOMER_FIELDS, GROUP_FIELD].map((field) =>
      recordRow(textField(w, customer, field), { label: names[field] }),
    ),
    recordRow(activeField(w, customer), { label: names.active }),
    {
      label: w.erase,
      detail: receipts === 0 ? "" : w.onReceipts({ count: receipts }),
      target: { type: "customer-erase", choices: yesNo(w).slice(0, 1) },
    },
  ];
}

function textField(
  w: OfficeWords,
  customer: OfficeCustomer,
  field: CustomerField | "group",
): RecordField {
  const { id } = customer;
  return {
    ...recordOf(customer, field),
    text: customer[field],
    hints: [field === "name" ? w.renameHint : w.clearHint],
    read: (typed) => {
      const meant = typed === TAKE_AWAY && field !== "name" ? "" : typed;
      const checked =
        field === "group" ? checkCustomerGroup(meant) : checkCustomerText(field, meant);
      // Why it does not fit the till says itself.
      return ok(checked.ok ? checked.value : typed);
    },
    write: ({ customers }, text) =>
      customers.change(
        id,
        field === "group" ? { texts: {}, group: text } : { texts: { [field]: text } },
      ),
  };
}

function activeField(w: OfficeWords, customer: OfficeCustomer): RecordField {
  return {
    ...recordOf(customer, "active"),
    text: customer.active ? "yes" : "no",
    choices: yesNo(w),
    hints: [w.comesHint],
    write: ({ customers }, text) =>
      customers.change(customer.id, { texts: {}, active: text === "yes" }),
  };
}

function recordOf({ id, inQuestion }: OfficeCustomer, field: CustomerField | "group" | "active") {
  return {
    field,
    customer: id,
    inQuestion: inQuestion.includes(field),
    now: ({ customers }: Pick<OfficeSession, "customers">) => {
      const now = customers.look(id);
      return now && JSON.stringify([now[field], now.inQuestion.includes(field)]);
    },
  };
}
