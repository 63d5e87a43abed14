/** Numbers of payment cards: which texts are taken for one, and that no kind of event keeps one. */

import { describe, expect, test } from "vitest";
import * as z from "zod";

import { type Draft, type Kind, KINDS, typedTexts } from "../../../src/domain/events/kinds.ts";
import { type DeviceId, firstOrigin } from "../../../src/domain/identity.ts";
import { holdCardNumber, isCardNumberIn } from "../../../src/domain/people/card-numbers.ts";

const VISA = "4111111111111111";

describe("a text holds a payment card's number", () => {
  test.each([
    VISA,
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "4111.1111/1111_1111",
    "4111  1111 – 1111\t1111",
    "card 4111 1111 1111 1111 12/27 123",
    "0664 1234, 4111 1111 1111 1111",
    "5555555555554444",
    "2223003122003222",
    "2720990000000007",
    "378282246310005",
    "6011111111111117",
    "no4111111111111111x",
  ])("in %o", (text) => {
    expect(isCardNumberIn(text)).toBe(true);
  });

  test.each([
    "4111111111111112",
    "411111111111",
    "4006381333931",
    "14006381333938",
    "29000000000000017",
    "3056930009020004",
    "2220000000000000",
    "41111111111111111111111",
    "4111 11, table 12",
    "4111a1111b1111c1111",
    "",
  ])("not in %o", (text) => {
    expect(isCardNumberIn(text)).toBe(false);
  });

  test("not in the name of a place on a device's first chain, whatever its digits", () => {
    const places = Array.from({ length: 2000 }, (_, at) => {
      const device = `${"m".repeat(22)}${2222 + at}` as DeviceId;
      return `${firstOrigin(device)}:${at + 1}:${"1".repeat(8)}`;
    });

    expect(places.filter((place) => isCardNumberIn(place))).toEqual([]);
  });

  test("unless it is one of the shop's own cards", () => {
    expect(isCardNumberIn(VISA, () => ["411111"])).toBe(false);
    expect(isCardNumberIn(VISA, () => ["5000", "411112"])).toBe(true);
    expect(isCardNumberIn(`${VISA}, 5555 5555 5555 4444`, () => ["411111"])).toBe(true);
  });
});

/** Written by the till, copied from a text that was looked at, or sealed: that is looked at before. */
const NO_FREE_TEXTS: ReadonlySet<string> = new Set([
  "zone",
  "batch",
  "shortCode",
  "plu",
  "taxClass",
  "category",
  "area",
  "station",
  "modifierGroups[]",
  "categories[]",
  "list",
  "id",
  "onTopOf[]",
  "profile",
  "stations[]",
  "standsInFor[]",
  "abilities[]",
  "logo",
  "replacedBy",
  "number",
  "customer",
  "sku",
  "kitchen",
  "group",
  "option",
  "by",
  "series",
  "k",
  "c",
  "job",
  "why",
  "role",
  "owner",
  "language",
  "verifierId",
  "staff",
  "subject",
  "text",
  "tableBefore",
  "nameBefore",
  "pouch",
  "part",
  "asked",
  "method",
  "program",
]);

/** Names and notes that a kind copies from where somebody wrote them, and whose schemas don't say `copied` of them. */
const COPIES: ReadonlySet<string> = new Set([
  "order/line-added name",
  "order/line-added label",
  "order/line-returned name",
  "order/line-returned label",
  "order/deposit-added name",
  "order/deposit-added label",
  "order/empties-returned name",
  "order/empties-returned label",
  "order/forfeit-added name",
  "order/forfeit-added label",
  "order/voucher-added name",
  "order/voucher-added label",
  "order/line-changed name",
  "order/line-changed label",
  "payment/started name",
  "payment/corrected name",
  "payment/corrected to",
  "payment/tipped to",
  "order/reassigned from",
  "order/reassigned to",
  "order/charged rule",
  "order/charged label",
  "order/charged off[]",
  "receipt/issued rule",
  "receipt/issued name",
  "receipt/issued label",
  "refund/issued rule",
  "refund/issued label",
  "refund/issued name",
  "order/return-taken name",
  "z/closed name",
  "ticket/issued table",
  "ticket/issued name",
  "ticket/issued note",
]);

test.each(Object.keys(KINDS) as ReadonlyArray<Kind>)("no free text of %s is forgotten", (kind) => {
  const texts = textsOf(z.toJSONSchema(KINDS[kind].schema()) as JsonSchema, []);
  const looked = typedTexts(kind);

  const forgotten = texts
    .filter((path) => !path.some((name) => looked.includes(name.replace("[]", ""))))
    .filter((path) => !NO_FREE_TEXTS.has(path.at(-1) ?? ""))
    .filter((path) => !COPIES.has(`${kind} ${path.at(-1)}`));

  expect(forgotten).toEqual([]);
  const names = new Set(texts.flat().map((name) => name.replace("[]", "")));
  expect(looked.filter((name) => !names.has(name))).toEqual([]);
});

test.each(
  (Object.keys(KINDS) as ReadonlyArray<Kind>).flatMap((kind) =>
    typedTexts(kind).map((field) => [kind, field] as const),
  ),
)("%s with a card's number as its %s is refused", (kind, field) => {
  const draft = { kind, streams: ["x/y"], body: { set: [{ [field]: VISA }], over: {} } };

  expect(holdCardNumber([draft as unknown as Draft], () => [])).toBe(true);
  expect(holdCardNumber([draft as unknown as Draft], () => ["4111"])).toBe(false);
});

interface JsonSchema {
  /** Said of a text that the program copies from one that was looked at. */
  readonly copied?: boolean;
  readonly type?: string;
  readonly pattern?: string;
  readonly enum?: ReadonlyArray<unknown>;
  readonly const?: unknown;
  readonly $ref?: string;
  readonly anyOf?: ReadonlyArray<JsonSchema>;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
}

/** Paths of the strings that may be anything. */
function textsOf(node: JsonSchema, path: ReadonlyArray<string>): ReadonlyArray<string[]> {
  if (node.copied === true) return [];
  const isAny = node.pattern === undefined && node.enum === undefined && node.const === undefined;
  const { additionalProperties: others, items } = node;
  const last = path.at(-1) ?? "";
  return [
    ...((node.type === "string" && isAny) || node.$ref !== undefined ? [[...path]] : []),
    ...(node.anyOf ?? []).flatMap((one) => textsOf(one, path)),
    ...(items === undefined ? [] : textsOf(items, [...path.slice(0, -1), `${last}[]`])),
    ...Object.entries(node.properties ?? {}).flatMap(([name, inner]) =>
      textsOf(inner, [...path, name]),
    ),
    ...(typeof others === "object" ? textsOf(others, path) : []),
  ];
}
