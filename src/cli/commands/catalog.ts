/** `till catalog list|export|import`: the goods of the shop, on the screen and as a file. */

import { importGoods, prepareImport } from "../../app/catalogue/import-goods.ts";
import { type Speech } from "../../app/speech.ts";
import { padEnd } from "../../app/words/text-columns.ts";
import { findGoods } from "../../domain/entry/find-goods.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { familyKey, inGrid, variantText } from "../../domain/goods/families.ts";
import { toGoodsSheet } from "../../domain/office/goods-sheet.ts";
import { localMoney } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliWords } from "../../words/made/cli/all.ts";
import { cliGoodsWords } from "../../words/made/cliGoods/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { notFoundFault } from "../fault.ts";
import { NO_IMPORT, summaryLines, toImportJson, warningLine } from "../import-words.ts";
import { oneLine } from "../one-line.ts";
import { outFile } from "../out-file.ts";
import { sentencesOf } from "../sentences-of.ts";
import { CATALOGUE_MOVED, importSheet, putSheet } from "../sheet-io.ts";
import { speechIn } from "../speech-in.ts";
import { type JsonOptions, storeDir, type StoreOptions, whoActs, withTill } from "../with-till.ts";
import { leftText } from "./catalog-entry.ts";
import { type ForeignOptions, importForeignFile, takeCatalogue } from "./catalog-foreign.ts";

const said = sentencesOf(cliGoodsWords);

export interface CatalogListOptions extends JsonOptions {
  readonly category?: string;
  readonly inactive?: boolean;
}

export interface CatalogExportOptions extends StoreOptions {
  readonly out?: string;
}

export interface CatalogImportOptions extends ForeignOptions {
  readonly deactivateMissing?: boolean;
}

export function listTheGoods(
  words: ReadonlyArray<string>,
  options: CatalogListOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const catalogue = till.catalogue();
    const { category, inactive = false } = options;
    if (category !== undefined && !catalogue.categoriesById.has(category)) {
      const all = [...catalogue.categoriesById.keys()].toSorted();
      throw notFoundFault(said(({ list }) => list.noCategory({ text: category, all })));
    }
    const goods = findGoods(catalogue, { words: words.join(" "), category, inactive });
    if (options.json === true) {
      const products = goods.map((product) => ({
        ...product,
        left: till.left(product.sku) ?? null,
      }));
      console.json({ currency: till.currency.code, products });
      return EXIT.fine;
    }
    if (goods.length === 0) console.say(said(({ list }) => list.none));
    const speech = speechIn(console, till);
    for (const { family, products } of inFamilies(goods)) {
      if (family !== "") console.out(`${" ".repeat(CODE_COLUMNS)} ${oneLine(family)}`);
      for (const product of products) {
        const left = leftText(till, product.sku, speech.locale);
        console.out(goodsRow(family === "" ? product : asVariant(product), left, speech));
      }
    }
    return EXIT.fine;
  });
}

export function exportTheGoods(options: CatalogExportOptions, console: Console): Promise<ExitCode> {
  const out = outFile(options.out, "--out", storeDir(options, console));
  return withTill(options, console, async ({ till }) => {
    const rows = toGoodsSheet(till.catalogue(), till.currency);
    await putSheet({ rows, what: "product", out }, console);
    return EXIT.fine;
  });
}

export function importTheGoods(
  file: string,
  options: CatalogImportOptions,
  console: Console,
): Promise<ExitCode> {
  const found = takeCatalogue(file, options);
  if (found.type === "foreign") return importForeignFile(found, options, console);
  const { rows: sheet } = found;
  const { deactivateMissing = false } = options;
  return withTill(options, console, (open) =>
    importSheet(
      {
        till: open.till,
        file,
        what: "product",
        moved: CATALOGUE_MOVED,
        prepare: () => {
          const progress = console.progress(options);
          progress.show(sentencesOf(cliWords)((words) => words.import.comparing));
          const prepared = prepareImport(open.till, sheet, { deactivateMissing });
          progress.end();
          return prepared;
        },
        unwritten: (done) => ({ done, isNothing: done.events.length === 0 }),
        actor: () => whoActs(open.till, options, console),
        write: (prepared, actor, onProgress) =>
          importGoods(open, actor, { rows: sheet, prepared, deactivateMissing, onProgress }),
        nothing: NO_IMPORT,
        json: toImportJson,
        lines: ({ changes, warnings }, how) => {
          for (const warning of warnings) console.say(warningLine(warning));
          return summaryLines(changes, how);
        },
      },
      options,
      console,
    ),
  );
}

/** Goods of one family, in the order of its grid; or goods of none, whose family is empty. */
interface Together {
  readonly family: string;
  readonly products: ReadonlyArray<Product>;
}

/** Returns the goods in their order, each family together where its first one stands. */
function inFamilies(goods: ReadonlyArray<Product>): ReadonlyArray<Together> {
  const grouped = Map.groupBy(goods, (product) => familyKey(product) || product);
  return [...grouped.values()].map((products) => ({
    family: products[0]?.family ?? "",
    products: inGrid(products),
  }));
}

function asVariant(product: Product): Product {
  return { ...product, name: `  ${variantText(product) || product.name}` };
}

const CODE_COLUMNS = 6;
const NAME_COLUMNS = 40;
const PRICE_COLUMNS = 9;

function goodsRow(product: Product, left: string, { currency, locale }: Speech): string {
  const { plu, shortCode, name, price, openPrice, soldBy, sku, category, active } = product;
  const words = wordsIn(cliGoodsWords, locale);
  return [
    padEnd(plu === "" ? shortCode : plu, CODE_COLUMNS),
    padEnd(oneLine(name), NAME_COLUMNS),
    (openPrice ? words.list.open : localMoney(price, currency, locale)).padStart(PRICE_COLUMNS),
    (soldBy === "weight" ? "/kg" : "").padEnd(3),
    ` ${category}`,
    ` ${sku}`,
    ...(active ? [] : [` ${words.list.notSold}`]),
    ...(left === "" ? [] : [left === words.soldOut ? ` ${left}` : ` ${words.list.left({ left })}`]),
  ].join(" ");
}
