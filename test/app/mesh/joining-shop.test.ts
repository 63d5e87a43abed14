/** What a box that joins takes from the till that invites it, which may be anybody's who has a code. */

import { expect, test } from "vitest";

import { joiningShopSchema } from "../../../src/app/mesh/joining-shop.ts";
import { refusedSchema, requestSchema } from "../../../src/mesh/pairing/pairing-messages.ts";

const SHOP = {
  shop: "a".repeat(26),
  founder: "b".repeat(26),
  inviter: "b".repeat(26),
  zone: "Europe/Amsterdam",
  name: "Café Kade",
  demo: false,
  code: "B",
};
const REQUEST = {
  type: "request",
  deviceKey: "0".repeat(64),
  sealKey: "0".repeat(64),
  name: "Bar",
  signature: "0".repeat(128),
};
/** What a terminal obeys: escapes, line breaks, and the signs that turn the order of what follows. */
const OBEYED = ["\u001b[2J", "\r", "\n", "\u007f", "\u009b2J", "\u2028", "\u202e", "\u2066"];

test.each(OBEYED)("no name or sentence of the other side's brings %j to the screen", (sign) => {
  const text = `Kade${sign}s`;
  const read = [
    joiningShopSchema.safeParse({ ...SHOP, name: text }).data?.name,
    joiningShopSchema.safeParse({ ...SHOP, code: `B${sign}` }).data?.code,
    refusedSchema().safeParse({ type: "refused", reason: "declined", message: text }).data?.message,
    requestSchema().safeParse({ ...REQUEST, name: text }).data?.name,
  ];

  for (const shown of read) expect(shown ?? "").not.toContain(sign.charAt(0));
});

test("what a shop says of itself is taken as it stands", () => {
  expect(joiningShopSchema.parse({ ...SHOP, code: "ZZABCDE" })).toMatchObject({
    name: "Café Kade",
    code: "ZZABCDE",
  });
});
