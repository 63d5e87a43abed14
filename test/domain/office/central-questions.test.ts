import { describe, expect, test } from "vitest";

import { decideCentral } from "../../../src/domain/commands/office/answer-central.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type DeviceId, type EventId, toStreamId } from "../../../src/domain/identity.ts";
import {
  type CentralQuestion,
  centralQuestions,
} from "../../../src/domain/office/central-questions.ts";
import { entryName } from "../../../src/domain/prices/catalogue-view.ts";
import { fieldValue } from "../../../src/domain/state/entry-state.ts";
import { act, createShop, synchronise, type TestTill, TODAY, valueOf } from "../../support/shop.ts";

const LATTE = toStreamId("cat", entryName("product", "LATTE"));
const offices = new Set(["an office" as DeviceId]);

describe("an offer of head office", () => {
  test("is asked about and taken, as it was before others came that nobody can take", () => {
    using shop = createShop();
    const { ids } = shop.a.write(productSet({ name: "Latte" }));
    const office = shop.join("H", ["hub"]);
    office.write(offer(LATTE, "name", { value: "Caffè latte", about: ids }));
    office.write(offer(LATTE, "price", { value: "free", about: ids }));
    synchronise(office, shop.a);

    const [question, ...more] = questionsAt(shop.a);
    expect([question?.own, question?.theirs, more]).toEqual(["Latte", "Caffè latte", []]);
    if (question !== undefined) {
      valueOf(
        act(shop.a, (context) =>
          decideCentral(context, { question, takes: true, offices, textOf }),
        ),
      );
    }

    const named = shop.a.ledger().read((view) => view.state("cat", "product/LATTE"));
    expect(fieldValue(named, "name")).toBe("Caffè latte");
    expect(questionsAt(shop.a)).toEqual([]);
  });

  test.each<readonly [string, string, unknown]>([
    ["cat/product/LATTE", "price", "free"],
    ["cat/product/LATTE", "price@2027-01-01", "free"],
    ["cat/product/LATTE", "list:happy", "x"],
    ["cat/product/LATTE", "code:", true],
    ["cat/tax-class/LATTE", "standard@2027-01-01", 9],
    ["cat/tax-class/LATTE", "@", 1],
    ["cat/station/BAR", "name", "Bar"],
    ["cat/nothing", "name", "Bar"],
  ])(
    "that no event of this build can say is nothing to ask about: %s, %s",
    (stream, field, value) => {
      using shop = createShop();
      const { ids } = shop.a.write(productSet({ name: "Latte" }));
      shop.a.write(offer(stream, field, { value, about: ids }));

      expect(questionsAt(shop.a)).toEqual([]);
    },
  );

  test.each(["constructor", "toString", "__proto__", "constructor@2027-01-01"])(
    "of a field that every object has puts no question out of reach: %s",
    (field) => {
      using shop = createShop();
      const b = shop.join("B");
      const { ids } = shop.a.write(productSet({ name: "Latte" }));
      shop.a.write(offer(LATTE, field, { value: 1 }));
      shop.a.write(offer(LATTE, field, { value: 2, about: ids }));
      shop.a.write(offer("cat/tax-class/LATTE", field, { value: [], about: ids }));
      shop.a.write(offer(LATTE, "name", { value: "Caffè latte", about: ids }));
      synchronise(shop.a, b);

      for (const till of [shop.a, b]) {
        expect(questionsAt(till).filter((it) => it.field === "name")).toHaveLength(1);
        expect(questionsAt(till).map(({ own }) => typeof own)).not.toContain("function");
      }
    },
  );
});

function textOf(): undefined {
  return undefined;
}

function questionsAt(till: TestTill): ReadonlyArray<CentralQuestion> {
  return till.ledger().read((view) => centralQuestions(view, { offices, day: TODAY, textOf }));
}

function productSet(set: Readonly<Record<string, string>>): Draft {
  return { kind: "product/set", streams: [LATTE], body: { set, over: {} } };
}

function offer(
  stream: string,
  field: string,
  { value, about = [] }: { readonly value: unknown; readonly about?: ReadonlyArray<EventId> },
): Draft {
  const body = {
    values: Object.fromEntries([[field, value]]),
    about: about.length === 0 ? {} : Object.fromEntries([[field, about]]),
  };
  const event: unknown = { kind: "hub/offered", streams: [stream], body };
  return event as Draft;
}
