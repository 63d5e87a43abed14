import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readCustomerSheet, toCustomerSheet } from "../../../src/domain/office/customer-sheet.ts";
import { type CustomerView } from "../../../src/domain/people/customer-search.ts";
import { NO_TEXTS } from "../../../src/domain/people/customer-text.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const ANNA = customer({ id: "a1", name: "Rossi, Anna", phone: "+43 660 1", card: "29001" });
const OTTO = customer({
  id: "b2",
  name: "Weiss, Otto",
  note: "=1+1 'sugar', \"no\"",
  active: false,
});

describe("a sheet of customers", () => {
  test("that was written here changes nothing when it is read, whatever stands in it", () => {
    const text = fc.constantFrom("", "x", "=SUM(A1)", "-1", "'+a", 'a"b;c,d', "ünï");
    const person = fc.record({
      name: fc.constantFrom("Rossi", "=Anna", "-ß", "O'Hara, Jim"),
      phone: fc.constantFrom("", "+43 660 1", "0699"),
      email: fc.constantFrom("", "a@b"),
      taxId: text,
      address: text,
      note: text,
      active: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 8 }), (people) => {
        const all = people.map((it, at) => customer({ ...it, id: `id${at}`, card: `29000${at}` }));

        const done = valueOf(read(all, toCustomerSheet(all)));

        expect(done).toEqual({ added: [], changed: [], unchanged: all.length });
      }),
      { seed: 20_261_121, numRuns: 200 },
    );
  });

  test("knows by id, else by card, else by name and phone, and adds the others", () => {
    const done = read(
      [ANNA, OTTO],
      [
        ["ID", "Name", "Phone", "Card", "Tax_ID", "active"],
        ["b2", "Weiss, Otto", "", "", "", "yes"],
        ["", "Rossi, Anna Maria", "+43 660 1", "29001", "", ""],
        ["", "Bianchi, Ida", "030 1", "", "ATU1", ""],
        ["", "", "", "", "", ""],
      ],
    );

    expect(valueOf(done)).toEqual({
      added: [
        {
          texts: { name: "Bianchi, Ida", phone: "030 1", card: "", taxId: "ATU1" },
          active: true,
        },
      ],
      changed: [
        { id: "b2", texts: {}, active: true },
        { id: "a1", texts: { name: "Rossi, Anna Maria" } },
      ],
      unchanged: 0,
    });
    const again = read(
      [ANNA],
      [
        ["name", "phone"],
        ["rossi, ANNA", "+43660 1"],
      ],
    );
    expect(valueOf(again).changed).toEqual([
      { id: "a1", texts: { name: "rossi, ANNA", phone: "+43660 1" } },
    ]);
  });

  test("without a column leaves what is known, and an empty cell takes it away", () => {
    const left = read(
      [ANNA],
      [
        ["id", "name"],
        ["a1", "Rossi, Anna"],
      ],
    );
    const gone = read(
      [ANNA],
      [
        ["id", "phone"],
        ["a1", ""],
      ],
    );

    expect(valueOf(left).unchanged).toBe(1);
    expect(valueOf(gone).changed).toEqual([{ id: "a1", texts: { phone: "" } }]);
  });

  test("has a group as one key, however it is typed; empty for none any more", () => {
    const members = { ...ANNA, group: "members" };
    const done = read(
      [members, OTTO],
      [
        ["id", "name", "group"],
        ["a1", "Rossi, Anna", "MEMBERS"],
        ["b2", "Weiss, Otto", " Staff "],
        ["", "Bianchi, Ida", "Trade"],
        ["", "Eva", ""],
      ],
    );
    const gone = read(
      [members],
      [
        ["id", "group"],
        ["a1", ""],
      ],
    );
    const wrong = read(
      [members],
      [
        ["id", "group"],
        ["a1", "gold card"],
      ],
    );

    expect(valueOf(done)).toEqual({
      added: [
        { texts: { name: "Bianchi, Ida" }, active: true, group: "trade" },
        { texts: { name: "Eva" }, active: true },
      ],
      changed: [{ id: "b2", texts: {}, group: "staff" }],
      unchanged: 1,
    });
    expect(valueOf(gone).changed).toEqual([{ id: "a1", texts: {}, group: "" }]);
    expect(faultOf(wrong)).toEqual([
      {
        line: 2,
        column: "group",
        message: '"gold card" is no group: one word of letters and digits, at most 20 characters',
      },
    ]);
  });

  test("names everything that is wrong by line and column, in one reading", () => {
    const done = read(
      [ANNA, OTTO],
      [
        ["id", "name", "phone", "email", "card", "note", "active"],
        ["", "", "abc", "ida", "", "", "perhaps"],
        ["zz", "Ida", "", "", "", "", ""],
        ["gone", "Ida", "", "", "", "", ""],
        ["", "Ida", "", "", "29001", "4111 1111 1111 1111", ""],
        ["b2", "Otto", "", "", "29001", "", ""],
        ["", "Eva", "1", "", "29002", "", ""],
        ["", "Eva", "1", "", "", "", ""],
        ["", "Eva M", "1", "", "29002", "", ""],
        ["", "short"],
      ],
    );

    expect(
      faultOf(done).map(({ line, column, message }) => `${line} ${column}: ${message}`),
    ).toEqual([
      '2 name: "" is no name: one has a letter or digit, and at most 80 characters',
      '2 phone: "abc" is no phone number: digits, at most 30 characters',
      '2 email: "ida" is no address: name@place, at most 100 characters',
      '2 active: "perhaps" is neither yes nor no',
      '3 id: "zz" is nobody\'s here: leave it empty for somebody new',
      '4 id: "gone" was erased: leave it empty for somebody new',
      "5 note: looks like the number of a bank card, which is kept nowhere",
      "6 card: Rossi, Anna (a1) has that card: take it off there first",
      "8 : this is the customer of line 7 too",
      "9 card: this is the card of line 7 too",
      "10 : has 2 fields, but there are 7 headings",
    ]);
  });

  test.each([
    [[], "there is no heading"],
    [[["phone"]], 'the column "name" is missing'],
    [
      [["name", "shoe"]],
      '"shoe" is no column: there are id, name, phone, email, card, tax id, address, note, group, active',
    ],
    [[["name", "Name"]], 'the column "name" is there twice'],
    [[["name"]], "there is no customer below the headings"],
  ])("of %j is none: %s", (cells, message) => {
    expect(faultOf(read([], cells))[0]?.message).toBe(message);
  });

  test("says who is meant where several of one name and phone are known", () => {
    const twin = customer({ ...ANNA, id: "c3", card: "" });

    const done = read(
      [ANNA, twin],
      [
        ["name", "phone"],
        ["Rossi, Anna", "+43 660 1"],
      ],
    );

    expect(faultOf(done)).toEqual([
      { line: 2, column: "id", message: "2 customers fit: say the id of the one that is meant" },
    ]);
  });
});

function customer(known: Partial<CustomerView>): CustomerView {
  return { ...NO_TEXTS, id: "", active: true, group: "", ...known };
}

function read(all: ReadonlyArray<CustomerView>, cells: ReadonlyArray<ReadonlyArray<string>>) {
  const rows = cells.map((row, at) => ({ line: at + 1, cells: row }));
  return readCustomerSheet(rows, { all, isErased: (id) => id === "gone" });
}
