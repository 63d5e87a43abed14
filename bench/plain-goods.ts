/**
 * What the plain registers show: the same goods as the till's, found by the same index, and the line that
 * is typed on. How it comes onto the screen is theirs.
 */

import { loadFixture } from "../src/app/catalogue/fixtures.ts";
import { createGoodsIndex } from "../src/domain/entry/entry-search.ts";
import { toCatalogue } from "../src/domain/founding/shop-fixture.ts";
import { type Product } from "../src/domain/goods/catalogue.ts";

/** Rows under the pane: the line that is typed on, and the keys. */
const FOOT = 2;

export interface PlainRegister {
  /** Enter and Escape empty the line. */
  readonly press: (sign: string) => void;
  /** All above the foot, on a screen of so many rows. */
  readonly pane: (rows: number) => ReadonlyArray<string>;
  readonly line: () => string;
}

export function createPlainRegister(): PlainRegister {
  const fixture = loadFixture("grocery");
  if (!fixture.ok) throw new Error(fixture.fault.sentence);
  const index = createGoodsIndex(toCatalogue(fixture.value));
  let typed = "";
  return {
    press: (sign) => {
      if (sign === "\r" || sign === "\u001b") typed = "";
      else if (sign === "\u007f") typed = typed.slice(0, -1);
      else typed += sign;
    },
    pane: (rows) => {
      const height = rows - FOOT - 1;
      const hits = index.hits(typed).slice(0, height).map(hitRow);
      const pane = Array.from(
        { length: height },
        (_, at) => `${" ".repeat(40)}| ${hits[at] ?? ""}`,
      );
      return ["Order", ...pane];
    },
    line: () => ` > ${typed}`,
  };
}

function hitRow({ name, plu, price }: Product): string {
  return `${name.padEnd(24).slice(0, 24)} ${plu.padEnd(6)} ${(price / 100).toFixed(2)}`;
}
