import { expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import {
  bytesToVerifier,
  isPin,
  makePinVerifier,
  verifierToBytes,
} from "../../../src/app/till/pin.ts";

const pepper = { id: "pepper/1", key: Buffer.alloc(32, 1) };

test("the right PIN of the right person is right, and nothing else is", async () => {
  const verifier = await makePinVerifier("1", "1111", { pepper, random: createSeededRandom("a") });
  const claim = { staff: "1", pin: "1111", peppers: [pepper.key] };

  expect(await isPin(verifier, claim)).toBe(true);
  expect(await isPin(verifier, { ...claim, pin: "1112" })).toBe(false);
  expect(await isPin(verifier, { ...claim, pin: "" })).toBe(false);
  expect(await isPin(verifier, { ...claim, staff: "2" })).toBe(false);
  expect(await isPin(verifier, { ...claim, peppers: [Buffer.alloc(32, 2)] })).toBe(false);
});

test("a verifier names its pepper, and holds neither the PIN nor the pepper", async () => {
  const verifier = await makePinVerifier("1", "8341", { pepper, random: createSeededRandom("b") });

  const bytes = verifierToBytes(verifier);

  expect(verifier).toMatchObject({ kdf: "scrypt", N: 32_768, pepper: "pepper/1" });
  expect(Buffer.from(bytes).toString()).not.toContain("8341");
  expect(Buffer.from(bytes).toString()).not.toContain(pepper.key.toString("hex"));
  expect(bytesToVerifier(bytes)).toEqual(verifier);
});

test("two people with one PIN have verifiers without anything in common", async () => {
  const random = createSeededRandom("c");
  const [one, other] = await Promise.all([
    makePinVerifier("1", "1111", { pepper, random }),
    makePinVerifier("2", "1111", { pepper, random }),
  ]);

  expect(one.salt).not.toBe(other.salt);
  expect(one.tag).not.toBe(other.tag);
});

test.for(['{"kdf":"md5"}', "no JSON", "", '{"kdf":"scrypt","N":1e9}'])(
  "a verifier that no till has made (%s) is none, because a liar may have written it",
  (text) => {
    expect(bytesToVerifier(Buffer.from(text))).toBeUndefined();
  },
);

test("the right one of several peppers of one name is enough", async () => {
  const verifier = await makePinVerifier("1", "1111", { pepper, random: createSeededRandom("f") });
  const peppers = [Buffer.alloc(32, 2), pepper.key];

  expect(await isPin(verifier, { staff: "1", pin: "1111", peppers })).toBe(true);
  expect(await isPin(verifier, { staff: "1", pin: "1112", peppers })).toBe(false);
});

test("a verifier is checked at the cost that it names", async () => {
  const random = createSeededRandom("e");
  const cost = { N: 2, r: 1, p: 1 };
  const quick = await makePinVerifier("1", "1111", { pepper, random, cost });
  const claim = { staff: "1", pin: "1111", peppers: [pepper.key] };

  expect(quick).toMatchObject(cost);
  expect(await isPin(quick, claim)).toBe(true);
  expect(await isPin({ ...quick, N: 4 }, claim)).toBe(false);
});
