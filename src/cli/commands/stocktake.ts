/** `till stock sheet open|list|show|print`, `till stock enter` and `till stock approve`: stocktakes. */

import { reportId } from "../../app/reports/report-paper.ts";
import { moneyText } from "../../app/speech.ts";
import { findArticles } from "../../app/stock/find-article.ts";
import { placeCalled } from "../../app/stock/place-called.ts";
import { sheetToDocuments } from "../../app/stock/sheet-paper.ts";
import {
  approveSheet,
  askApproval,
  enterCount,
  listSheets,
  openSheet,
  reviewSheet,
  type Sheet,
  type SheetArticle,
  sheetArticleOf,
  sheetArticles,
  type SheetDifference,
  sheetNamed,
  type SheetReview,
} from "../../app/stock/stocktake.ts";
import { type Till } from "../../app/till/till.ts";
import { tableLines } from "../../app/words/text-columns.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { readCounted } from "../../domain/goods/counted-text.ts";
import { piecesUnder } from "../../domain/goods/pack-codes.ts";
import { ONE_IN_STOCK, type StockQuantity } from "../../domain/goods/stock-quantity.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { minor, type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { enteredSum } from "../../domain/stock/sheet-line.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { stockWords } from "../../words/made/stock/all.ts";
import { stocktakeWords } from "../../words/made/stocktake/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { oneLine, quoted } from "../one-line.ts";
import { printDocument } from "../print-document.ts";
import { refusalFault, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { actWithApproval, type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";
import { categoryNamed } from "./category-named.ts";
import { SALES_FLOOR } from "./stock.ts";

const said = sentencesOf(stocktakeWords);

interface ActOptions extends JsonOptions, StaffOptions, ApproverOptions {}

export function openTheSheet(
  categories: ReadonlyArray<string>,
  options: ActOptions & { readonly place: string },
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const wish = {
      place: options.place === SALES_FLOOR ? "" : options.place,
      categories: categories.map((text) => categoryNamed(till, text)),
    };
    const done = await actWithApproval({ till, console }, options, (actor) =>
      openSheet(till, actor, wish),
    );
    const sheet = valueOf(done, till);
    const count = sheetArticles(till, sheet).length;
    if (options.json === true) {
      console.json({ ...sheetJson(sheet), articles: count });
      return EXIT.fine;
    }
    const place = oneLine(placeCalled(sheet.place, console.locale()));
    console.out(said((words) => words.opened({ number: sheet.number, place, count })));
    return EXIT.fine;
  });
}

export function listTheSheets(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const sheets = listSheets(till).map((sheet) => {
      const articles = sheetArticles(till, sheet);
      return {
        sheet,
        articles: articles.length,
        counted: articles.filter(({ entries }) => entries.length > 0).length,
        late: articles.filter(({ late }) => late.length > 0).length,
      };
    });
    if (options.json === true) {
      console.json({
        sheets: sheets.map(({ sheet, ...counts }) => ({ ...sheetJson(sheet), ...counts })),
      });
      return EXIT.fine;
    }
    if (sheets.length === 0) console.say(said(({ none }) => none));
    const locale = console.locale();
    const words = wordsIn(stocktakeWords, locale);
    const { categoriesById } = till.catalogue();
    const cells = sheets.map(({ sheet, articles, counted, late }) => [
      sheet.number,
      localDate(sheet.opened.day, locale),
      oneLine(placeCalled(sheet.place, locale)),
      sheet.categories.length === 0
        ? words.all
        : sheet.categories.map((id) => oneLine(categoriesById.get(id)?.name ?? id)).join(", "),
      `${counted}/${articles}`,
      words.state({ state: sheet.approved === null ? "open" : "approved" }) +
        (late === 0 ? "" : `, ${words.late({ count: late })}`),
    ]);
    const head = [words.sheet, "", words.place, words.categories, words.counted, ""];
    for (const line of tableLines(cells.length === 0 ? [] : [head, ...cells], 6)) console.out(line);
    return EXIT.fine;
  });
}

/** Nothing here says what is expected: whoever counts sees what was counted. */
export function showTheSheet(
  text: string,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const sheet = valueOf(sheetNamed(till, text), till);
    const articles = sheetArticles(till, sheet);
    if (options.json === true) {
      console.json({ ...sheetJson(sheet), articles: articles.map(articleJson) });
      return EXIT.fine;
    }
    const locale = console.locale();
    const words = wordsIn(stocktakeWords, locale);
    const cells = articles.map(({ sku, product, entries, counted }) => [
      sku,
      nameOf({ sku, product }),
      entries.map(({ how, by }) => `${oneLine(how)} (${till.staffName(by)})`).join(" + "),
      entries.length === 0 ? "" : amountText(counted, product?.unit ?? "", locale),
    ]);
    const head = ["SKU", wordsIn(stockWords, locale).name, words.typed, words.counted];
    for (const line of tableLines([head, ...cells], 3)) console.out(line);
    for (const article of articles) sayLate(article, console);
    return EXIT.fine;
  });
}

export function printTheSheet(
  text: string,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const sheet = valueOf(sheetNamed(till, text), till);
    const documents = sheetToDocuments(open, sheet, speechIn(console, till));
    for (const [at, document] of documents.entries()) {
      // One paper after the other: they lie in the order in which people go along the shelves.
      await printDocument(open, console, { id: `${reportId(open, "sheet")}/${at + 1}`, document });
    }
    if (options.json === true) console.json({ ...sheetJson(sheet), papers: documents.length });
    else console.out(said((words) => words.printed({ number: sheet.number })));
    return EXIT.fine;
  });
}

export function enterOnSheet(
  [sheetText, article, typed]: readonly [string, string, string],
  options: ActOptions & { readonly instead?: boolean },
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const sheet = valueOf(sheetNamed(till, sheetText), till);
    const product = articleNamed(till, article);
    const counted = countedOf(typed, product, article);
    const done = await actWithApproval({ till, console }, options, (actor) =>
      enterCount(till, actor, {
        sheet: sheet.id,
        sku: product.sku,
        counted,
        how: typed.trim(),
        instead: options.instead === true,
      }),
    );
    valueOf(done, till);
    const now = sheetArticleOf(till, sheet, product);
    if (options.json === true) {
      console.json({ sheet: sheet.number, entered: counted / ONE_IN_STOCK, ...articleJson(now) });
      return EXIT.fine;
    }
    const name = oneLine(product.name);
    const { number } = sheet;
    const locale = console.locale();
    const [quantity, total] = [counted, now.counted].map((one) =>
      amountText(one, product.unit, locale),
    );
    console.out(
      said((words) =>
        words.entered({ name, quantity: quantity ?? "", total: total ?? "", number }),
      ),
    );
    if (!now.isListed) console.say(said((words) => words.notListed({ name, number })));
    return EXIT.fine;
  });
}

/** Shows what the counts differ by, to whoever may approve them, and with `--yes` approves them. */
export function approveTheSheet(
  text: string,
  options: JsonOptions & StaffOptions & { readonly yes?: boolean },
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const sheet = valueOf(sheetNamed(till, text), till);
    const actor = await whoActs(till, options, console);
    const review = reviewSheet(till, sheet);
    const seen = { sheet, review };
    const done =
      options.yes === true ? approveSheet(open, actor, seen) : askApproval(till, actor, seen);
    valueOf(done, till);
    if (options.json === true) {
      console.json({
        ...sheetJson(valueOf(sheetNamed(till, text), till)),
        currency: till.currency.code,
        total: totalOf(review),
        differences: review.differences.map(differenceJson),
        left: review.left.map(({ sku }) => sku),
      });
      return EXIT.fine;
    }
    for (const line of reviewLines(till, review, console)) console.out(line);
    const { number } = sheet;
    const count = review.differences.length;
    console.out(
      said((words) =>
        options.yes === true ? words.done({ number, count }) : words.preview({ number }),
      ),
    );
    return EXIT.fine;
  });
}

function reviewLines(till: Till, review: SheetReview, console: Console): ReadonlyArray<string> {
  const speech = speechIn(console, till);
  const { locale } = speech;
  const words = wordsIn(stocktakeWords, locale);
  const { name, worth, total } = wordsIn(stockWords, locale);
  const cells = review.differences.map((row) => {
    const [counted, expected, difference] = [row.counted, row.expected, row.difference].map(
      (quantity) => amountText(quantity, row.product?.unit ?? "", locale),
    );
    const value = row.worth === undefined ? "" : moneyText(row.worth, speech);
    return [row.sku, nameOf(row), counted ?? "", expected ?? "", difference ?? "", value];
  });
  const head = ["SKU", name, words.counted, words.expected, words.difference, worth];
  const foot = [total, "", "", "", "", moneyText(totalOf(review), speech)];
  const left = review.left.map((article) => `  ${article.sku}  ${nameOf(article)}`);
  return [
    ...tableLines([head, ...cells, foot], 2),
    ...(left.length === 0 ? [] : [words.left({ count: left.length }), ...left]),
  ];
}

function totalOf({ differences }: SheetReview): MinorUnits {
  return sumMinor(differences, ({ worth }) => worth ?? minor(0));
}

function sayLate({ sku, product, late }: SheetArticle, console: Console): void {
  if (late.length === 0) return;
  const quantity = amountText(enteredSum(late), product?.unit ?? "", console.locale());
  console.out(said((words) => words.lateEntry({ name: nameOf({ sku, product }), quantity })));
}

function nameOf({ sku, product }: Pick<SheetArticle, "sku" | "product">): string {
  return oneLine(product?.name ?? sku);
}

function articleNamed(till: Till, text: string): Product {
  const found = findArticles(till, text);
  const [only] = found;
  if (only === undefined) {
    throw refusalFault({ type: "entry/unknown", of: "product", id: text }, till);
  }
  if (found.length === 1) return only;
  const names = found.map(({ name }) => oneLine(name));
  throw usageFault(said(({ several }) => several({ text: quoted(text), names })));
}

function countedOf(text: string, product: Product, article: string): StockQuantity {
  const counted = readCounted(text, product, piecesUnder(product, article));
  if (counted !== undefined) return counted;
  throw usageFault(said(({ noQuantity }) => noQuantity({ text: quoted(text) })));
}

function sheetJson({ number, place, categories, opened, approved }: Sheet) {
  return {
    sheet: number,
    place,
    categories,
    day: opened.day,
    by: opened.by,
    approved: approved === null ? null : { day: approved.day, by: approved.by },
  };
}

function articleJson({ sku, product, isListed, entries, counted, late }: SheetArticle) {
  return {
    sku,
    name: product?.name ?? sku,
    unit: product?.unit ?? "",
    listed: isListed,
    counted: entries.length === 0 ? null : counted / ONE_IN_STOCK,
    entries: entries.map(({ by, how, counted: quantity }) => {
      return { by, how, counted: quantity / ONE_IN_STOCK };
    }),
    late: late.length,
  };
}

function differenceJson(row: SheetDifference) {
  return {
    ...articleJson(row),
    expected: row.expected / ONE_IN_STOCK,
    difference: row.difference / ONE_IN_STOCK,
    worth: row.worth ?? null,
  };
}
