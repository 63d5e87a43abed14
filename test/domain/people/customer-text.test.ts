import { expect, test } from "vitest";

import {
  checkCustomerText,
  checkCustomerTexts,
  readNewCustomer,
} from "../../../src/domain/people/customer-text.ts";
import { type CustomerField } from "../../../src/domain/people/customers.ts";

test.each([
  ["Rossi, Anna", { name: "Rossi, Anna", phone: "", card: "" }],
  ["rossi anna 0660 123456", { name: "rossi anna", phone: "0660 123456", card: "" }],
  ["Rossi, +43 660 12 34-56", { name: "Rossi", phone: "+43 660 12 34-56", card: "" }],
  ["Rossi 0660 1234 /29000017", { name: "Rossi", phone: "0660 1234", card: "29000017" }],
  ["Rossi /KADE-12", { name: "Rossi", phone: "", card: "KADE-12" }],
  ["Rossi /", { name: "Rossi", phone: "", card: "" }],
  // A number that is too short to call is a part of the name.
  ["Studio 54", { name: "Studio 54", phone: "", card: "" }],
  ["", { name: "", phone: "", card: "" }],
])("a new customer is read out of %o", (line, texts) => {
  expect(readNewCustomer(line)).toEqual(texts);
});

test.each<[CustomerField, string, string]>([
  ["name", " ", "customer/name-invalid"],
  ["name", "...", "customer/name-invalid"],
  ["name", "x".repeat(81), "customer/name-invalid"],
  ["phone", "call me", "customer/phone-invalid"],
  ["email", "anna", "customer/email-invalid"],
  ["card", "123", "customer/card-invalid"],
  ["note", "one\u0000two", "customer/text-invalid"],
  ["note", "pays with 4111 1111 1111 1111", "text/card-number"],
  ["card", "4111111111111111", "text/card-number"],
])("the %s %o is refused", (field, text, type) => {
  expect(checkCustomerText(field, text)).toMatchObject({ fault: { type } });
});

test("a loyalty card's barcode is no bank card, and what is not known may be taken away", () => {
  expect(checkCustomerTexts({ card: "2900000000017", phone: "", email: " " })).toEqual({
    ok: true,
    value: { card: "2900000000017", phone: "", email: "" },
  });
});
