import { hash } from "node:crypto";

import { expect, test } from "vitest";
import { z } from "zod";

import { type KindDefinition } from "../../../src/domain/events/event.ts";
import { KINDS, SCHEMA_REVISION } from "../../../src/domain/events/kinds.ts";
import { taxSchema } from "../../../src/domain/events/register-schemas.ts";

/**
 * When this fails, a schema has changed. If ledgers exist that were written with the old one: give
 * the kind a new version with an upcaster, or, for what is only added, raise SCHEMA_REVISION so that
 * rows are folded anew. Then write the new pair here.
 */
test("a schema never changes unnoticed", () => {
  const schemas = Object.entries(KINDS).map(([kind, { v, schema }]) => [
    kind,
    v,
    z.toJSONSchema(schema(), { unrepresentable: "any" }),
  ]);
  const print = hash("sha256", JSON.stringify(schemas)).slice(0, 12);

  expect({ revision: SCHEMA_REVISION, print }).toMatchInlineSnapshot(`
    {
      "print": "bfbc30184fab",
      "revision": 1,
    }
  `);
});

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
