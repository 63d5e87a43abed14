/** What a shop's people are asked of head office beside prices: a list, a setting, a role, a barcode. They take it or keep theirs. */

import { describe, expect, test } from "vitest";

import { type Draft } from "../../../src/domain/events/kinds.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { fieldValue, listedField } from "../../../src/domain/state/entry-state.ts";
import { openWriteIds } from "../../../src/domain/state/register.ts";
import { answer, groupOfOne, handOn, questionsAt } from "../../support/group-of-shops.ts";
import { type TestTill } from "../../support/shop.ts";

interface Kept {
  readonly type: "cat" | "set" | "role";
  readonly name: string;
  /** As the entry's state names it. */
  readonly field: string;
  /** The event that says a value there. */
  readonly event: (value: unknown, over: ReturnType<typeof openWriteIds>) => object;
  readonly values: readonly [first: unknown, own: unknown, theirs: unknown];
}

const LISTED: Kept = {
  type: "cat",
  name: "product/LATTE",
  field: listedField("happy"),
  event: (price, over) => ({ kind: "price/listed", body: { list: "happy", price, over } }),
  values: [300, 290, 280].map((fixed) => ({ fixed, off: 0 })) as [object, object, object],
};
const SETTING: Kept = {
  type: "set",
  name: "lock-after",
  field: "value",
  event: (value, over) => ({ kind: "setting/set", body: { value, over } }),
  values: [5, 7, 9],
};
const ROLE: Kept = {
  type: "role",
  name: "waiter",
  field: "permissions",
  event: (permissions, over) => ({
    kind: "role/set",
    body: { set: { permissions }, over: over.length === 0 ? {} : { permissions: over } },
  }),
  values: [["sell"], ["sell", "void"], ["sell", "discount"]],
};

describe("a question of head office", () => {
  test.each([
    ["a price on a list", LISTED],
    ["a setting", SETTING],
    ["a role", ROLE],
  ])("about %s is taken, or the shop's value is kept", (_, kept) => {
    for (const takes of [true, false]) {
      using group = groupOfOne(false, ["LATTE"]);
      const { model, till, office, publish } = group;
      const [first, own, theirs] = kept.values;
      say(model, kept, first);
      publish();
      say(till, kept, own);
      handOn(till, office);
      say(model, kept, theirs);
      publish();

      const [question, ...others] = questionsAt(till);
      expect([question?.own, question?.theirs, others]).toEqual([own, theirs, []]);
      answer(till, question, takes);
      handOn(till, office);

      expect(valueAt(till, kept)).toEqual(takes ? theirs : own);
      expect(questionsAt(till)).toEqual([]);
      expect(publish().changes.map(({ fate }) => fate)).toEqual([takes ? "adopt" : "kept"]);
      expect(questionsAt(till)).toEqual([]);
    }
  });

  test("about a barcode that the shop took away is none once it is there again", () => {
    using group = groupOfOne(false, ["LATTE"]);
    const { model, till, office, publish } = group;
    addCode(model, "4006381333931");
    publish();
    removeCodes(till);
    handOn(till, office);
    expect(publish().changes.map(({ fate }) => fate)).toEqual(["own"]);
    expect(questionsAt(till)).toMatchObject([{ own: false, theirs: true }]);

    addCode(till, "4006381333931");
    handOn(till, office);

    expect(questionsAt(till)).toEqual([]);
    expect(publish().changes.map(({ fate }) => fate)).toEqual(["adopt"]);
    expect(questionsAt(till)).toEqual([]);
  });
});

function say(till: TestTill, { type, name, field, event }: Kept, value: unknown): void {
  const { fields } = till.ledger().read((view) => view.state(type, name));
  const said: unknown = {
    streams: [toStreamId(type, name)],
    ...event(value, openWriteIds(fields[field])),
  };
  till.write(said as Draft);
}

function valueAt(till: TestTill, { type, name, field }: Kept): unknown {
  return till.ledger().read((view) => fieldValue(view.state(type, name), field));
}

const LATTE = [toStreamId("cat", "product/LATTE")];

function addCode(till: TestTill, code: string): void {
  till.write({ kind: "product/code-added", streams: LATTE, body: { code, type: "ean" } });
}

function removeCodes(till: TestTill): void {
  const { codes } = till.ledger().read((view) => view.state("cat", "product/LATTE"));
  const targets = codes.map(({ id }) => id);
  till.write({ kind: "product/code-removed", streams: LATTE, body: { targets } });
}
