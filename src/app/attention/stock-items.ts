/** Articles of which more is gone than came, and guarded ones that are short somewhere. They end by themselves. */

import { type Product } from "../../domain/goods/catalogue.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { deviceOf } from "../../domain/identity.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { type TillWords } from "../../words/made/till/words.ts";
import { deviceNameOf } from "../membership/till-name.ts";
import { takersOf } from "../stock/takers.ts";
import { type StockShort } from "../till/stock-short.ts";
import { type Till } from "../till/till.ts";
import { itemId } from "./item-id.ts";
import { type OpenItem } from "./open-item.ts";

/** Returns one item for each article. */
export function stockItems(till: Till, locale: Locale): ReadonlyArray<OpenItem> {
  const words = wordsIn(tillWords, locale).attention;
  const products = till.catalogue().productsBySku;
  return till.ledger.read(till.stockShort).flatMap((short) => {
    const product = products.get(short.sku);
    return product === undefined ? [] : itemsOf(short, { till, product, words, locale });
  });
}

interface Saying {
  readonly till: Till;
  readonly product: Product;
  readonly words: TillWords["attention"];
  readonly locale: Locale;
}

function itemsOf(short: StockShort, saying: Saying): ReadonlyArray<OpenItem> {
  const { product, words, locale } = saying;
  const { sku, name, stock, unit } = product;
  const tills = stock === "guarded" ? tillsText(short, saying) : "";
  if (stock === "none") return [];
  const subject = { type: "box" } as const;
  const plain = { amount: undefined, answers: [], subject };
  if (short.level < 0) {
    const quantity = amountText(0 - short.level, unit, locale);
    const text = words.stockBelow({ name, quantity, tills: tills === "" ? undefined : tills });
    const kind = "stock/below-zero";
    return [{ ...plain, id: itemId([kind, sku]), kind, addressee: "manager", text }];
  }
  if (tills === "") return [];
  const kind = "stock/short";
  const text = words.stockShort({ name, tills });
  return [{ ...plain, id: itemId([kind, sku]), kind, addressee: "lead", text }];
}

function tillsText(
  { accounts, sku }: StockShort,
  { till, product: { unit }, words, locale }: Saying,
): string {
  const admission = till.ledger.admission();
  return accounts
    .map(({ origin, quantity, why }) =>
      words.stockShortTill({
        till: deviceNameOf(admission, deviceOf(origin)),
        quantity: amountText(quantity, unit, locale),
        why,
        by: why === "taken" ? takersText(till, { sku, from: origin }) : "",
      }),
    )
    .join("; ");
}

/** `Ravi (Bar)`: who has taken rights of that till, and at which. */
function takersText(till: Till, taken: Parameters<typeof takersOf>[1]): string {
  const { ledger } = till;
  const told = takersOf(ledger, taken).map(
    ({ by, origin }) =>
      `${till.staffName(by)} (${deviceNameOf(ledger.admission(), deviceOf(origin))})`,
  );
  return [...new Set(told)].join(", ");
}
