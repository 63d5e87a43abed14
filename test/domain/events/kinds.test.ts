import { expect, test } from "vitest";

import { type KindDefinition } from "../../../src/domain/events/event.ts";
import { KINDS } from "../../../src/domain/events/kinds.ts";
import { taxSchema } from "../../../src/domain/events/register-schemas.ts";

test.each<[string, KindDefinition]>(Object.entries(KINDS))(
  "every older version of %s has an upcaster to the next one",
  (_, { v, upcasters = [] }) => {
    expect(upcasters).toHaveLength(v - 1);
  },
);

test("a tax may stand on top of another, for ever", () => {
  const cess = { label: "CESS", rate: 1000, included: false, onTopOf: ["CGST"] };

  expect(taxSchema.parse(cess)).toEqual(cess);
});

test("a field that a newer build invented is kept", () => {
  const body = { set: { name: "Wine", ageRestricted: true }, over: {} };

  expect(KINDS["product/set"].schema().parse(body)).toEqual(body);
  expect(() => KINDS["product/set"].schema().parse({ set: { share: 0.5 }, over: {} })).toThrow(
    "fraction",
  );
});
