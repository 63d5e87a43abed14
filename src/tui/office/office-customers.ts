/** Customers: whom the shop knows, what it knows of one, and how one is added, or erased for ever. */

import { ok, type Result } from "../../domain/base/result.ts";
import { type CustomerView } from "../../domain/people/customer-search.ts";
import {
  checkCustomerGroup,
  checkCustomerText,
  readNewCustomer,
} from "../../domain/people/customer-text.ts";
import {
  CUSTOMER_FIELDS,
  type CustomerField,
  type GROUP_FIELD,
} from "../../domain/people/customers.ts";
import { withoutPerson } from "../lock.ts";
import { type OfficeCustomer } from "../ports/office-port.ts";
import { type Field, fieldRow, planChange, type View, yesRow } from "./office-form.ts";
import { groupsOfLists } from "./office-goods.ts";
import {
  actRow,
  IDLE,
  type OfficePlan,
  openPage,
  pageBefore,
  pageRow,
  readCalled,
  rowOf,
  refusedPlan,
  type Rows,
  withOffice,
  yesNo,
  yesOrNo,
} from "./office-row.ts";
import { type OfficeWords } from "./office-words.ts";

/** Returns those whom the typed text finds, or a row that adds one of that name. */
export function customerRows(view: View): Rows {
  const { text, w } = view;
  const { customers } = view.office;
  const { name: called, isNew } = readCalled(text);
  const found = customers.find(called);
  if (!found.ok) return [];
  const contested = customers.contested();
  const rows = (isNew ? [] : found.value).map((customer) => {
    const { id, name } = customer;
    const more = { detail: detailOf(w, customer), inQuestion: contested.has(id) };
    return pageRow(name, { type: "customer", id }, more);
  });
  // Text without a letter is a phone or a card, so it can't be a new name.
  if (!/\p{L}/u.test(called) || rows.length > 0) return rows;
  return [actRow(w.newRow({ called }), () => planNewCustomer(view, called))];
}

/** Tells two of one name apart by their phone, e-mail or card. */
function detailOf(w: OfficeWords, { phone, email, card, active }: CustomerView): string {
  return active ? ([phone, email, card].find((text) => text !== "") ?? "") : w.comesNoMore;
}

/** Says that nobody is called so, or that the person may not look. */
export function planNobody({ office, text: typed, w }: View): OfficePlan {
  const found = office.customers.find(typed);
  if (!found.ok) return refusedPlan(found.fault.message);
  return typed === "" ? IDLE : refusedPlan(w.nobodyFound({ typed }));
}

const PHONE_ROW = 1;

/**
 * Phone and card may follow the name, as behind `&+` at the register. Whoever is added by mistake is not
 * found by the register any more; nothing but erasing forgets them.
 */
function planNewCustomer(view: View, called: string): OfficePlan {
  const { w } = view;
  const texts = readNewCustomer(called);
  const { name, phone, card } = texts;
  return planChange(view, {
    what: w.newRow({ called: [name, phone, card].filter((text) => text !== "").join(", ") }),
    write: ({ customers }) => customers.add(texts),
    done: () => w.customerAdded({ name }),
    // The arrows stand on the first thing that is not known yet.
    goesTo: (now, id) =>
      openPage(now, { type: "customer", id }, phone === "" ? PHONE_ROW : PHONE_ROW + 1),
    undo: (id) => ({
      what: w.comesNoMoreNow({ name }),
      customer: id,
      takeBack: ({ customers }) => customers.change(id, { texts: {}, active: false }),
    }),
  });
}

export function rowsOfCustomer(view: View<{ readonly id: string }>): Rows {
  const { till, office, words, w, page } = view;
  const { id } = page;
  const customer = office.customers.look(id);
  if (customer === undefined) return [];
  const names = words.officeCustomers;
  const { active, group, receipts, inQuestion, points } = customer;
  const groupHint = w.groupHint({ groups: groupsOfLists(till).join(", ") });
  const fields: ReadonlyArray<CustomerRow> = [
    ...CUSTOMER_FIELDS.map((field): CustomerRow => ({
      id: field,
      text: customer[field],
      isName: field === "name",
      clears: field !== "name",
      hints: [field === "name" ? w.renameHint : w.clearHint],
      read: (typed) => ifFit(checkCustomerText(field, typed), typed),
      write: ({ customers }, text) => customers.change(id, { texts: { [field]: text } }),
    })),
    {
      id: "group",
      text: group,
      clears: true,
      hints: [groupHint, w.clearHint],
      read: (typed) => ifFit(checkCustomerGroup(typed), typed),
      write: ({ customers }, text) => customers.change(id, { texts: {}, group: text }),
    },
    {
      id: "active",
      text: yesOrNo(active),
      choices: yesNo(w),
      hints: [w.comesHint],
      write: ({ customers }, text) => customers.change(id, { texts: {}, active: text === "yes" }),
    },
  ];
  const erasing = {
    label: w.erase,
    detail: receipts === 0 ? "" : w.onReceipts({ count: receipts }),
    hints: [w.eraseHint],
  };
  return [
    ...fields.map((field) =>
      fieldRow(view, {
        ...field,
        label: names[field.id],
        customer: id,
        inQuestion: inQuestion.includes(field.id),
        now: ({ customers }) => {
          const now = customers.look(id);
          return now && JSON.stringify([now[field.id], now.inQuestion.includes(field.id)]);
        },
      }),
    ),
    ...(points === undefined
      ? []
      : [rowOf(words.labels.points, { detail: words.points.sums(points) })]),
    yesRow(view, erasing, () => planErase(view, customer)),
  ];
}

interface CustomerRow extends Omit<Field, "label"> {
  readonly id: CustomerField | typeof GROUP_FIELD | "active";
}

/** The till says itself why a text does not fit. */
function ifFit(checked: Result<string, unknown>, typed: string): Result<string, string> {
  return ok(checked.ok ? checked.value : typed);
}

/** Says first how many receipts name them. What could be taken back, was said and typed goes with them. */
function planErase(view: View, { id, name, receipts }: OfficeCustomer): OfficePlan {
  const { w } = view;
  return planChange(view, {
    what: w.erases({ name }),
    ...(receipts === 0 ? {} : { warning: w.erasesAnyway({ count: receipts }) }),
    write: ({ customers }) => customers.erase(id, { withReceipts: receipts > 0 }),
    done: ({ days }) => w.erased({ days }),
    goesTo: (now) => {
      const changes = (now.office?.changes ?? []).filter(({ customer }) => customer !== id);
      return withOffice(withoutPerson(pageBefore(now) ?? now), { changes });
    },
    forgets: true,
  });
}
