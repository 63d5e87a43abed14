/** Codes that say more than which goods they are of: scanned at a real register. */

import { expect, test } from "vitest";

import { type CafeRegister, registerAt } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT", "BANANAS"].includes(sku) });
const EAN = "4006381333931";
const GTIN = `0${EAN}`;

async function atRegister(): Promise<CafeRegister> {
  const register = await registerAt(await newCafe(), ["4", "4444"]);
  setProduct(register.open.till, "CROISSANT", { barcodes: EAN });
  setProduct(register.open.till, "BANANAS", { barcodes: "4012345000016" });
  return register;
}

function sold({ store }: CafeRegister): ReadonlyArray<readonly [string, number]> {
  return (store.getState().order?.lines ?? []).map(({ name, gross }) => [name, gross] as const);
}

test("A pack whose last day is over is sold, and the register says so", async () => {
  const register = await atRegister();

  register.scan(`01${GTIN}17200131`);

  expect(register.message()).toBe("1 × Croissant. Expired: Croissant, 2020-01-31.");
  expect(sold(register)).toEqual([["Croissant", 260]]);
});

test("A pack that is still good is sold without a word", async () => {
  const register = await atRegister();

  register.scan(`01${GTIN}17991231`);

  expect(register.message()).toBe("1 × Croissant.");
});

test("A case is sold as its pieces, each at the price of one", async () => {
  const register = await atRegister();
  setProduct(register.open.till, "CROISSANT", { "pack codes": "14006381333938=6" });

  register.scan("14006381333938");

  expect(register.message()).toBe("6 × Croissant.");
  expect(sold(register)).toEqual([["Croissant", 6 * 260]]);
});

test("A pack of the scales costs what stands on it", async () => {
  const register = await atRegister();

  register.scan("01040123450000163922498");

  expect(sold(register)).toEqual([["Bananas", 498]]);
});
