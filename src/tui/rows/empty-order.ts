/** The pane of an order without goods: how goods are typed, said of goods that this shop sells. */

import { oncePer } from "../../domain/base/lazy.ts";
import { type Catalogue, type Product } from "../../domain/goods/catalogue.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { typedMoney } from "../../domain/text/locale.ts";
import { type RegisterState } from "../register-state.ts";
import { drawable, wrapTo } from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { codeOf } from "./goods-line.ts";
import { goodsPages } from "./goods-rows.ts";
import { blankRow, type PaneRows, type PaneSize, row } from "./pane-row.ts";

interface Examples {
  /** Undefined for a shop without goods. */
  readonly one: Product | undefined;
  /** One of which option 2 can be taken; undefined where there is none. */
  readonly withOption: Product | undefined;
}

/** The pane's cells in a window of 80 columns: rows are the same in every larger one. */
const CELLS = 36;

export function emptyRows(
  till: TillContext,
  state: RegisterState,
  { signs, width }: PaneSize,
): PaneRows {
  const hello = state.session === undefined ? "" : drawable(state.session.staffName, signs);
  const words = till.words.order;
  const { one, withOption } = examplesOf(till.catalogue());
  const lines = words.empty({
    name: hello,
    one: one === undefined ? "100" : typedAs(one),
    withOption: withOption === undefined ? "" : typedAs(withOption),
    price: typedMoney(otherPrice(one), till.currency, till.locale),
  });
  const course = state.session?.course() ?? 0;
  // The course was chosen before the first goods.
  const next = course === 0 ? [] : [row(`  ${words.course({ course })}`)];
  const shown = lines.flatMap((text) =>
    text === "" ? [""] : wrapTo(text, Math.min(CELLS, width - 3)),
  );
  return [
    ...(next.length === 0 ? [blankRow] : next),
    ...shown.map((text) => row(text === "" ? "" : `  ${text}`)),
  ];
}

/** Returns the first goods that the pane beside an empty order shows. */
const examplesOf = oncePer((catalogue: Catalogue): Examples => {
  const goods = goodsPages(catalogue).flatMap(({ products }) => products);
  const pieces = goods.filter(({ soldBy }) => soldBy === "each");
  return {
    one: pieces.find(({ openPrice }) => !openPrice) ?? pieces[0] ?? goods[0],
    withOption: pieces.find((product) => optionCount(catalogue, product) > 1),
  };
});

function optionCount(catalogue: Catalogue, { modifierGroups }: Product): number {
  return modifierGroups.reduce(
    (sum, id) => sum + (catalogue.modifierGroupsById.get(id)?.options.length ?? 0),
    0,
  );
}

/** Returns its number, its short code, or the beginning of its name. */
function typedAs(product: Product): string {
  const code = codeOf(product).toLowerCase();
  return code === "" ? (foldText(product.name).split(" ")[0] ?? "") : code;
}

const TEN = 10;

/** Returns a price a little lower, as people type it: round, where it is more than small change. */
function otherPrice(product: Product | undefined): MinorUnits {
  const lower = Math.floor((product?.price ?? 0) * 0.9);
  return minor(lower > TEN * TEN ? lower - (lower % TEN) : Math.max(lower, 1));
}
