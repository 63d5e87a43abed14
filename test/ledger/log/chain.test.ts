import { describe, expect, test } from "vitest";

import {
  businessDaySchema,
  deviceIdSchema,
  type Hash,
  originSchema,
  shopIdSchema,
} from "../../../src/domain/identity.ts";
import {
  chainStart,
  deviceIdOf,
  deviceKeyFromSeed,
  eventHash,
  isSignedBy,
  isStatementSignedBy,
  shopIdOf,
  transactionHash,
  transactionTag,
} from "../../../src/ledger/log/chain.ts";

const SHOP = shopIdSchema.parse("s".repeat(26));
const ORIGIN = originSchema.parse(`${"a".repeat(26)}.${"b".repeat(13)}`);
const START = chainStart(SHOP, ORIGIN);
const EVENT = { headerBytes: Buffer.from("header"), bodyBytes: Buffer.from("body") };

describe("the chain of an origin", () => {
  test("begins elsewhere for each shop and each origin", () => {
    const otherShop = shopIdSchema.parse("t".repeat(26));
    const otherOrigin = originSchema.parse(`${"a".repeat(26)}.${"c".repeat(13)}`);

    expect(chainStart(otherShop, ORIGIN)).not.toBe(START);
    expect(chainStart(SHOP, otherOrigin)).not.toBe(START);
  });

  test("hangs on what came before, on each header and on each body", () => {
    const hash = eventHash(START, EVENT);

    expect(hash).toMatch(/^[0-9a-f]{64}$/u);
    expect(eventHash("00".repeat(32) as Hash, EVENT)).not.toBe(hash);
    expect(eventHash(START, { ...EVENT, headerBytes: Buffer.from("Header") })).not.toBe(hash);
    expect(eventHash(START, { ...EVENT, bodyBytes: Buffer.from("Body") })).not.toBe(hash);
  });

  test("can't be read in another way by moving bytes from the header to the body", () => {
    const moved = { headerBytes: Buffer.from("headerb"), bodyBytes: Buffer.from("ody") };

    expect(eventHash(START, moved)).not.toBe(eventHash(START, EVENT));
  });

  test("is hashed event by event", () => {
    expect(transactionHash(START, [EVENT, EVENT])).toBe(eventHash(eventHash(START, EVENT), EVENT));
  });

  test("never changes how it is hashed: old ledgers must stay whole", () => {
    expect(eventHash("00".repeat(32) as Hash, EVENT)).toMatchInlineSnapshot(
      `"2024c93adfdc7dec12343947dc47ef65fb2b8046ef200f44857a5e64b3b79fce"`,
    );
    expect(START).toMatchInlineSnapshot(
      `"a0daf342cf0e11bdd58a0c4e1eb3557a4eb75992dbeb002b8b7cbc0bfdf156e0"`,
    );
  });
});

describe("a device's key", () => {
  const key = deviceKeyFromSeed(new Uint8Array(32).fill(1));
  const other = deviceKeyFromSeed(new Uint8Array(32).fill(2));

  test("names the device", () => {
    expect(deviceIdOf(key.publicKey)).toBe(key.device);
    expect(key.device).not.toBe(other.device);
    expect(key.device).toMatchInlineSnapshot(`"go4vh5lflmmge5mgi77u3ip4od"`);
  });

  test("signs the end of a transaction, for that hash and that device only", () => {
    const signature = key.sign(START);

    expect(isSignedBy(key.publicKey, START, signature)).toBe(true);
    expect(isSignedBy(other.publicKey, START, signature)).toBe(false);
    expect(isSignedBy(key.publicKey, "00".repeat(32) as Hash, signature)).toBe(false);
  });

  test("signs nothing that could be taken for something else", () => {
    const signature = key.signStatement("tillmesh/secret/1\0", START);

    expect(isSignedBy(key.publicKey, START, signature)).toBe(false);
    const signed = { prefix: "tillmesh/secret/1\0", statement: START, signature };
    expect(isStatementSignedBy(key.publicKey, signed)).toBe(true);
  });

  test.each(["", "zz", "00".repeat(32), "ff".repeat(40)])(
    "that is none signs nothing: %j",
    (none) => {
      expect(isSignedBy(none, START, key.sign(START))).toBe(false);
    },
  );
});

describe("the name of a shop", () => {
  const founding = {
    nonce: "33".repeat(16),
    name: "Café",
    currency: "EUR",
    zone: "Europe/Berlin",
    cutover: 300,
    demo: false,
    firstDay: businessDaySchema.parse("2026-11-19"),
    device: deviceIdSchema.parse("a".repeat(26)),
    deviceName: "Bar",
    code: "A",
    key: "11".repeat(32),
    sheetKey: "22".repeat(32),
    sheetSealKey: "44".repeat(32),
  };

  test.each<Partial<typeof founding>>([
    { key: "12".repeat(32) },
    { sheetKey: "12".repeat(32) },
    { nonce: "12".repeat(16) },
    { name: "Another" },
    { currency: "USD" },
    { zone: "UTC" },
    { cutover: 0 },
    { demo: true },
    { code: "B" },
  ])("commits to all that its founding says: %j", (other) => {
    expect(shopIdOf({ ...founding, ...other })).not.toBe(shopIdOf(founding));
  });

  test("is the same in whatever order that is told, and says nothing of itself", () => {
    const turned = Object.fromEntries(Object.entries(founding).toReversed()) as typeof founding;

    expect(shopIdOf(turned)).toBe(shopIdOf(founding));
    expect(shopIdOf({ ...founding, shop: "x" } as typeof founding)).toBe(shopIdOf(founding));
  });
});

describe("the tag of a transaction", () => {
  const parts = { random: new Uint8Array(16), wallMs: 1, previous: START, command: "pay" };

  test("differs for two voices with one random state that say or follow different things", () => {
    const tag = transactionTag(parts);

    expect(tag).toMatch(/^[0-9a-f]{8}$/u);
    expect(transactionTag({ ...parts, command: "void" })).not.toBe(tag);
    expect(transactionTag({ ...parts, wallMs: 2 })).not.toBe(tag);
    expect(transactionTag({ ...parts, previous: "00".repeat(32) as Hash })).not.toBe(tag);
    expect(transactionTag({ ...parts, random: new Uint8Array(16).fill(1) })).not.toBe(tag);
  });
});
