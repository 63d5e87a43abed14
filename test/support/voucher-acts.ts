/** What people do with vouchers at real tills that hear each other only when a test says so. */

import { sellVoucher } from "../../src/app/orders/sell-voucher.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { askForPurse, givePurse, voucherPurse } from "../../src/app/vouchers/purse-rights.ts";
import { voucherName, voucherView } from "../../src/app/vouchers/vouchers.ts";
import { inCash, type RungPayment } from "../../src/domain/commands/order/ring-up.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { type Cafe, MIA } from "./cafe.ts";
import { valueOf } from "./shop.ts";
import { meet, type TillAt, twoTills } from "./two-tills.ts";

/** Two tills of the café, both with the pepper of its codes. */
export async function tillsWithSecrets(cafe: Cafe): ReturnType<typeof twoTills> {
  const tills = await twoTills(cafe);
  const { counter, bar } = tills;
  for (const row of counter.till.ledger.secrets.rows()) bar.till.ledger.secrets.receive(row);
  return tills;
}

interface Sold {
  readonly id: string;
  readonly code: string;
}

/** Sells a voucher of so many cents, for cash. */
export function sellOne({ till }: Pick<TillAt, "till">, cents: number): Sold {
  const amount = minor(cents);
  const { made } = valueOf(sellVoucher(till, MIA, { amount, payment: inCash(amount) }));
  const [first] = made;
  if (first === undefined) throw new Error("No voucher was made.");
  return { id: first.voucher.id, code: first.code };
}

interface Paying {
  readonly goods?: ReadonlyArray<string>;
  /** How the rest is paid. */
  readonly payment?: RungPayment;
}

/** Sells goods, and a voucher pays first. */
export function payByVoucher(
  { till }: Pick<TillAt, "till">,
  id: string,
  { goods = ["flat white"], payment = { type: "none" } }: Paying = {},
): ReturnType<typeof sell> {
  const voucher = { voucher: id, name: till.ledger.read(voucherName) };
  return sell(till, MIA, { entries: goods, payment, service: undefined, voucher });
}

export function leftOf({ till }: Pick<TillAt, "till">, id: string): number {
  return voucherView(till, id).left;
}

/** What each till has by right, as one of them knows it. */
export function rightsAt(
  { till }: Pick<TillAt, "till">,
  id: string,
): Readonly<Record<string, number>> {
  const { accounts } = till.ledger.read((view) => view.state("voucher", id));
  return accounts;
}

/** One till asks another, which gives what it can; both hear of it. */
export function gather(to: TillAt, from: TillAt, id: string): void {
  askForPurse(to.till, voucherPurse(id), (device, asked) => {
    if (device !== from.till.ledger.identity.key.device) return;
    givePurse(from.till, to.till.ledger.identity.key.device, asked);
  });
  meet(to, from);
}
