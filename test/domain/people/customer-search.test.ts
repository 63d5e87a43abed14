import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  createCustomerIndex,
  type CustomerView,
} from "../../../src/domain/people/customer-search.ts";
import { NO_TEXTS } from "../../../src/domain/people/customer-text.ts";

const CUSTOMERS = [
  customer("1", { name: "Rossi, Anna", phone: "+43 660 1234567", card: "2900000000017" }),
  customer("2", { name: "Rossi, Marco", phone: "0043 699 7654321", email: "marco@example.org" }),
  customer("3", { name: "Müller-Groß, Zoë", phone: "030 555 12", card: "KADE-12" }),
  customer("5", { name: "Anna" }),
];
const index = createCustomerIndex(CUSTOMERS);

describe("a customer is found", () => {
  test.each([
    ["ros an", ["1"]],
    ["ANNA rossi", ["1"]],
    ["rossi", ["1", "2"]],
    ["gross", ["3"]],
    ["zoe mull", ["3"]],
    ["0660 123", ["1"]],
    ["+43 660", ["1"]],
    ["4567", ["1"]],
    ["2900000000017", ["1"]],
    ["kade-12", ["3"]],
    ["marco@", ["2"]],
    ["12", []],
    ["", []],
    ["&", []],
  ])("by %o", (typed, ids) => {
    expect(index.find(typed).hits.map(({ id }) => id)).toEqual(ids);
  });

  test("and taken, when nobody else can be meant or the whole name was typed", () => {
    expect(index.find("ros an").only?.id).toBe("1");
    expect(index.find("rossi").only).toBeUndefined();
    expect(index.find("anna").hits.map(({ id }) => id)).toEqual(["5", "1"]);
    expect(index.find("anna").only?.id).toBe("5");
  });

  test("by a card that two have, as both", () => {
    const twice = createCustomerIndex([
      customer("1", { name: "Rossi", card: "2900000000017" }),
      customer("2", { name: "Bianchi", card: "2900000000017" }),
    ]);

    expect(twice.find("2900000000017")).toMatchObject({
      hits: [{ id: "2" }, { id: "1" }],
      only: undefined,
    });
  });
});

test("whoever has a name is found by the beginnings of its words, in any order", () => {
  const word = fc.stringMatching(/^[a-zäöüß]{1,6}$/u);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), fc.nat(5), (words, length) => {
      const own = createCustomerIndex([...CUSTOMERS, customer("own", { name: words.join(" ") })]);
      const typed = words.toReversed().map((it) => it.slice(0, 1 + (length % it.length)));

      expect(own.find(typed.join(" ")).hits.map(({ id }) => id)).toContain("own");
    }),
  );
});

function customer(id: string, change: Partial<CustomerView>): CustomerView {
  return { ...NO_TEXTS, id, active: true, group: "", ...change };
}
