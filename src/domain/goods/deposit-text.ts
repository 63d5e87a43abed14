/** Deposits of goods as people type them: `24*BOTTLE + CRATE`. */

import { err, ok, type Result } from "../base/result.ts";
import { duplicates } from "../doubts/duplicates.ts";
import { DEPOSITS_MAX, type GoodsDeposit } from "./deposit.ts";
import { stockSkuSchema } from "./stock-quantity.ts";

const PART = /^(?:(?<count>\d{1,3}) ?\* ?)?(?<sku>[^\s*]+)$/u;

/** Reads `BOTTLE`, or `24*BOTTLE + CRATE`; empty for no deposit. */
export function readDeposits(text: string): Result<ReadonlyArray<GoodsDeposit>, string> {
  if (text.trim() === "") return ok([]);
  const deposits: GoodsDeposit[] = [];
  for (const part of text.split("+")) {
    const { count = "1", sku = "" } = PART.exec(part.trim())?.groups ?? {};
    if (!stockSkuSchema.safeParse(sku).success || Number(count) < 1) {
      return err(
        `"${part.trim().slice(0, 40)}" is no deposit: an SKU such as BOTTLE, or 24*BOTTLE + CRATE`,
      );
    }
    deposits.push({ sku, count: Number(count) });
  }
  const [twice] = duplicates(deposits.map(({ sku }) => sku));
  if (twice !== undefined) return err(`names ${twice} twice`);
  return deposits.length > DEPOSITS_MAX
    ? err(`has ${deposits.length} deposits: at most ${DEPOSITS_MAX}`)
    : ok(deposits);
}

/** Returns the deposits as `readDeposits` takes them. */
export function depositsText(deposits: ReadonlyArray<GoodsDeposit>): string {
  return deposits.map(({ sku, count }) => (count === 1 ? sku : `${count}*${sku}`)).join(" + ");
}
