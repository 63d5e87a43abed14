/** The form of a customer's fields, and of a customer typed in a line: `Rossi, Anna 0660 123456 /2900001`. */

import { refusal, type RefusalOf } from "../base/refusal-table.ts";
import { err, ok, type Result } from "../base/result.ts";
import { CUSTOMER_GROUP_MAX } from "../events/register-schemas.ts";
import { type CARD_NUMBER_FAULTS, isCardNumberIn } from "./card-numbers.ts";
import { readCustomerGroup } from "./customer-group.ts";
import { CUSTOMER_FIELDS, type CustomerField, type CustomerTexts } from "./customers.ts";

/** The longest texts in characters: sealed, each must fit into an event. */
export const CUSTOMER_TEXT_MAX: Readonly<Record<CustomerField, number>> = {
  name: 80,
  phone: 30,
  email: 100,
  card: 24,
  taxId: 30,
  address: 120,
  note: 150,
};

export const CUSTOMER_FAULTS = {
  "customer/name-invalid": refusal<{ max: number }>("wrong"),
  "customer/phone-invalid": refusal<{ max: number }>("wrong"),
  "customer/email-invalid": refusal<{ max: number }>("wrong"),
  "customer/card-invalid": refusal<{ max: number }>("wrong"),
  "customer/text-invalid": refusal<{ field: CustomerField; max: number }>("wrong"),
  "customer/group-invalid": refusal<{ max: number }>("wrong"),
};

export type CustomerFault = RefusalOf<typeof CUSTOMER_FAULTS | typeof CARD_NUMBER_FAULTS>;

export const NO_TEXTS: CustomerTexts = {
  name: "",
  phone: "",
  email: "",
  card: "",
  taxId: "",
  address: "",
  note: "",
};

const SHAPES: Readonly<Partial<Record<CustomerField, RegExp>>> = {
  // A letter or digit somewhere, or nothing could be typed to find it.
  name: /[\p{L}\p{N}]/u,
  phone: /^\+?[\d ()/.-]*\d[\d ()/.-]*$/u,
  email: /^[^\s@]+@[^\s@]+$/u,
  card: /^[\p{L}\p{N}-]{4,}$/u,
};

const FAULTS: Readonly<Partial<Record<CustomerField, "name" | "phone" | "email" | "card">>> = {
  name: "name",
  phone: "phone",
  email: "email",
  card: "card",
};

/** Blanks at the ends don't count. */
export function checkCustomerText(
  field: CustomerField,
  typed: string,
  ownPrefixes?: () => ReadonlyArray<string>,
): Result<string, CustomerFault> {
  const text = typed.trim().replaceAll(/\s+/gu, " ");
  const max = CUSTOMER_TEXT_MAX[field];
  const shape = SHAPES[field];
  const isEmpty = text === "" && field !== "name";
  const isFit = isEmpty || shape === undefined || shape.test(text);
  if (!isFit || /\p{Cc}/u.test(text) || Array.from(text).length > max) {
    const kind = FAULTS[field];
    return kind === undefined
      ? err({ type: "customer/text-invalid", field, max })
      : err({ type: `customer/${kind}-invalid`, max });
  }
  return isCardNumberIn(text, ownPrefixes) ? err({ type: "text/card-number" }) : ok(text);
}

export function checkCustomerTexts(
  typed: Partial<CustomerTexts>,
  ownPrefixes?: () => ReadonlyArray<string>,
): Result<Partial<CustomerTexts>, CustomerFault> {
  const checked: Partial<Record<CustomerField, string>> = {};
  for (const field of CUSTOMER_FIELDS) {
    const text = typed[field];
    if (text === undefined) continue;
    const fit = checkCustomerText(field, text, ownPrefixes);
    if (!fit.ok) return fit;
    checked[field] = fit.value;
  }
  return ok(checked);
}

/** However it is typed it is one key; empty for no group. */
export function checkCustomerGroup(typed: string): Result<string, CustomerFault> {
  const group = readCustomerGroup(typed);
  return group === undefined
    ? err({ type: "customer/group-invalid", max: CUSTOMER_GROUP_MAX })
    : ok(group);
}

/** The name, then digits that are the phone, then a card after a stroke; each but the name may be missing. */
export function readNewCustomer(line: string): Pick<CustomerTexts, "name" | "phone" | "card"> {
  const { rest = "", card = "" } =
    /^(?<rest>.*?)(?:\s*\/\s*(?<card>[\p{L}\p{N}-]*))?$/u.exec(line.trim())?.groups ?? {};
  const { name = rest, phone = "" } =
    /^(?<name>.*?[^\s,;])[\s,;]+(?<phone>\+?\d[\d ().-]{3,})$/u.exec(rest)?.groups ?? {};
  return { name: name.trim(), phone: phone.trim(), card };
}
