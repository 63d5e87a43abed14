import fc from "fast-check";
import { expect, test } from "vitest";

import { emptyEntry, entryRow } from "../../../src/domain/folds/entry-fold.ts";
import { type EntryState } from "../../../src/domain/folds/entry-state.ts";
import { type Register } from "../../../src/domain/folds/register.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { TODAY } from "../../support/shop.ts";
import { idOf } from "../../support/told.ts";

const eventId = fc.nat(4).map((seq) => idOf("A", seq + 1));
const value = fc.jsonValue({ maxDepth: 2 });
const write = fc.record({ id: eventId, value, blind: fc.boolean() });
const register: fc.Arbitrary<Register<unknown>> = fc.record({
  open: fc.array(write, { maxLength: 3 }),
  gone: fc.array(eventId, { maxLength: 3 }),
});
const entry: fc.Arbitrary<EntryState> = fc.record({
  fields: fc.dictionary(fc.constantFrom("name", "price", "x", "7", "constructor"), register, {
    noNullPrototype: true,
  }),
  codes: fc.array(fc.record({ id: eventId, code: fc.string() }), { maxLength: 3 }),
  removedCodes: fc.array(eventId, { maxLength: 3 }),
  plans: fc.array(
    fc.record({ id: eventId, price: fc.nat().map(minor), fromDay: fc.constant(TODAY) }),
    { maxLength: 3 },
  ),
});

test("an entry is read back from its row as it was, its fields in their order", () => {
  fc.assert(
    fc.property(entry, (state) => {
      const text = JSON.stringify(entryRow.pack(state));
      const back = entryRow.unpack(JSON.parse(text));

      expect(JSON.stringify(back)).toBe(JSON.stringify(jsonOf(state)));
      expect(JSON.stringify(entryRow.pack(back))).toBe(text);
    }),
  );
});

test("what one event wrote names that event once", () => {
  const id = idOf("A", 39);
  const words = ["name", "price", "plu", "course"];
  const fields = Object.fromEntries(words.map((word) => [word, writtenBy(id, word)]));

  const text = JSON.stringify(entryRow.pack({ ...emptyEntry, fields }));

  expect(text.split(id)).toHaveLength(2);
  expect(text.length).toBeLessThan(JSON.stringify(fields).length / 2);
});

function writtenBy(id: EventId, written: string): Register<unknown> {
  return { open: [{ id, value: written, blind: false }], gone: [] };
}

/** Minus zero is zero in a row, as it always was. */
function jsonOf(state: EntryState): unknown {
  return JSON.parse(JSON.stringify(state));
}
