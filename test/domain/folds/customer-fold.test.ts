/** What becomes of a customer whom two tills change apart, in whatever order it is heard. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type KnownEvent } from "../../../src/domain/events/kinds.ts";
import { customerTag } from "../../../src/domain/folds/entry-fold.ts";
import { foldOf } from "../../../src/domain/folds/folds.ts";
import { type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { toCustomer } from "../../../src/domain/people/customers.ts";
import { emptyEntry, type EntryState } from "../../../src/domain/state/entry-state.ts";
import { createShop, firstId, synchroniseAll, type TestTill } from "../../support/shop.ts";
import { told } from "../../support/told.ts";

const ID = "4c".repeat(16);
const STREAM = toStreamId("customer", ID);

describe("a customer whom two tills change apart", () => {
  test("has what each of them changed, when it was not the same field", () => {
    using shop = createShop();
    const b = shop.join("B");
    write(shop.a, { name: "anna" });
    synchroniseAll(shop.tills());
    write(shop.a, { phone: "one" });
    write(b, { email: "other" });

    synchroniseAll(shop.tills());

    for (const till of [shop.a, b]) {
      expect(sealedAt(till)).toMatchObject({
        name: { c: "anna" },
        phone: { c: "one" },
        email: { c: "other" },
      });
    }
  });

  test("says the same on both, and that it is a question, when it was the same field", () => {
    using shop = createShop();
    const b = shop.join("B");
    write(shop.a, { phone: "one" });
    write(b, { phone: "other" });

    synchroniseAll(shop.tills());

    const [one, other] = [shop.a, b].map(entryAt);
    expect(one).toEqual(other);
    expect(one?.fields["phone"]?.open).toHaveLength(2);
  });

  test("stays erased, whatever another till wrote meanwhile", () => {
    using shop = createShop();
    const b = shop.join("B");
    write(shop.a, { name: "anna" });
    synchroniseAll(shop.tills());
    shop.a.write({ kind: "customer/erased", streams: [STREAM], body: {} });
    b.clock.advance(60_000);
    write(b, { name: "anna again" });

    synchroniseAll(shop.tills());

    for (const till of [shop.a, b]) {
      expect(till.ledger().read((view) => toCustomer(ID, view.state("customer", ID)))).toBe(
        "erased",
      );
      expect(till.ledger().read((view) => view.tagged("customer"))).toEqual([]);
      expect(till.ledger().read((view) => view.tagged("customer/erased"))).toEqual([STREAM]);
    }
  });
});

test("an erasure counts wherever in the order of events it stands", () => {
  const fold = foldOf(STREAM);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("name", "phone"), { maxLength: 6 }),
      fc.nat(6),
      (fields, at) => {
        const writes = fields.map((field, seq): KnownEvent =>
          told(["A", seq + 1], "customer/set", {
            body: { set: { [field]: { k: "k", c: `${seq}` } }, over: {} },
          }),
        );
        const erased = told(["B", 1], "customer/erased", { body: {} });
        const events = writes.toSpliced(Math.min(at, writes.length), 0, erased);

        const state = events.reduce<EntryState>(
          (entry, event) => fold?.apply(entry, event, STREAM) as EntryState,
          emptyEntry,
        );

        expect(toCustomer(ID, state)).toBe("erased");
        expect(customerTag(state)).toBe("customer/erased");
      },
    ),
  );
});

function write(till: TestTill, texts: Readonly<Record<string, string>>): EventId {
  const set = Object.fromEntries(Object.entries(texts).map(([field, c]) => [field, { k: "k", c }]));
  return firstId(till.write({ kind: "customer/set", streams: [STREAM], body: { set, over: {} } }));
}

function entryAt(till: TestTill): EntryState {
  return till.ledger().read((view) => view.state("customer", ID));
}

function sealedAt(till: TestTill): unknown {
  const customer = toCustomer(ID, entryAt(till));
  return typeof customer === "object" ? customer.sealed : customer;
}
