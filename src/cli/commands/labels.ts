/** `till stock labels`: price, name and barcode, out of a receipt printer or for a label printer. */

import { type OpenTill } from "../../app/open-till.ts";
import { reportId } from "../../app/reports/report-paper.ts";
import {
  isNoFile,
  labelOf,
  labelPapers,
  type LabelsWish,
  pricedSince,
  receivedSince,
  sendToPrinter,
  zplLabels,
} from "../../app/stock/labels.ts";
import { writeAtomically } from "../../app/system/write-atomically.ts";
import { type Till } from "../../app/till/till.ts";
import { isInSoftware } from "../../domain/events/printer-connection.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { readConnection } from "../../domain/office/printer-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { labelsWords } from "../../words/made/labels/all.ts";
import { troubleWords } from "../../words/made/trouble/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { unreachableFault, usageFault } from "../fault.ts";
import { oneLine, quoted } from "../one-line.ts";
import { fileFault, outFile } from "../out-file.ts";
import { printDocument } from "../print-document.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, withTill } from "../with-till.ts";
import { categoryNamed } from "./category-named.ts";
import { rangeOf } from "./report.ts";
import { articleNamed } from "./stock-article.ts";

const said = sentencesOf(labelsWords);

export interface LabelOptions extends JsonOptions {
  readonly copies: string;
  readonly category?: ReadonlyArray<string>;
  readonly received?: string;
  readonly priced?: string;
  readonly zpl?: string;
  readonly to?: string;
  readonly size: string;
  readonly dpi: string;
}

/** More than anybody sticks on in a day: a slip of the keyboard must not empty the roll. */
const LABELS_MAX = 5000;
const DPIS = [203, 300, 600];
const SIDE_MM = { min: 15, max: 200 };
/** The name of the standard output. */
const STDOUT = "-";

export function printLabels(
  articles: ReadonlyArray<string>,
  options: LabelOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const paper = paperOf(options);
    const copies = copiesOf(options.copies);
    const speech = { currency: till.currency, locale: till.shopLocale() };
    const labels = chosen(till, articles, options).map((product) => labelOf(till, product, speech));
    const wish = { labels, copies };
    const count = labels.length * copies;
    if (count > LABELS_MAX) throw usageFault(said((w) => w.tooMany({ count, max: LABELS_MAX })));
    if (count === 0) console.say(said((w) => w.nothing));
    else if (options.zpl === undefined && options.to === undefined) {
      await printOnReceipts(open, wish, console);
    } else await putZpl(open, { wish, paper }, { options, console });
    if (options.zpl === STDOUT) return EXIT.fine;
    if (options.json === true) {
      const goods = labels.map(({ sku, name, price, code }) => {
        return { sku, name, price, barcode: code?.data ?? null };
      });
      console.json({ copies, labels: goods });
    } else if (count > 0) console.out(said((w) => w.made({ count })));
    return EXIT.fine;
  });
}

/** Each once, in the order in which they were named, else the catalogue's. */
function chosen(
  till: Till,
  articles: ReadonlyArray<string>,
  { category = [], received, priced }: LabelOptions,
): ReadonlyArray<Product> {
  const isAny = [articles, category].some(({ length }) => length > 0);
  if (!isAny && received === undefined && priced === undefined) {
    throw usageFault(said((w) => w.ofWhat));
  }
  const named = articles.map((text) => articleNamed(till, text));
  const categories = new Set(category.map((text) => categoryNamed(till, text)));
  const skus = new Set([
    ...(received === undefined ? [] : receivedSince(till, dayOf(till, received))),
    ...(priced === undefined ? [] : pricedSince(till, dayOf(till, priced))),
  ]);
  const others = [...till.catalogue().productsBySku.values()].filter(
    (product) => product.active && (categories.has(product.category) || skus.has(product.sku)),
  );
  return [...new Set([...named, ...others])];
}

function dayOf(till: Till, day: string): ReturnType<typeof rangeOf>["from"] {
  return rangeOf(till, { day }).from;
}

async function printOnReceipts(open: OpenTill, wish: LabelsWish, console: Console): Promise<void> {
  for (const [at, document] of labelPapers(wish).entries()) {
    await printDocument(open, console, { id: `${reportId(open, "labels")}/${at + 1}`, document });
  }
}

interface Zpl {
  readonly wish: LabelsWish;
  readonly paper: Parameters<typeof zplLabels>[1];
}

async function putZpl(
  open: OpenTill,
  { wish, paper }: Zpl,
  { options, console }: { readonly options: LabelOptions; readonly console: Console },
): Promise<void> {
  const { text, withoutBars } = zplLabels(wish, paper);
  for (const { name } of withoutBars) console.say(said((w) => w.noBars({ name: oneLine(name) })));
  const { zpl, to } = options;
  if (to !== undefined) await send(to, text);
  if (zpl === undefined) return;
  if (zpl === STDOUT) {
    await console.write(text);
    return;
  }
  const file = outFile(zpl, "--zpl", open.dir);
  if (file === undefined) return;
  // A device that was replaced by a file prints nothing any more.
  if (isNoFile(file)) {
    throw usageFault(said((w) => w.noFile({ file: quoted(zpl) })));
  }
  const written = await writeAtomically(file, (write) => write(text));
  if (!written.ok) throw fileFault(written.fault);
}

async function send(to: string, text: string): Promise<void> {
  const connection = readConnection(to);
  if (connection === undefined || isInSoftware(connection)) {
    throw usageFault(said((w) => w.noPrinter({ text: quoted(to) })));
  }
  const trouble = await sendToPrinter(connection, text);
  if (trouble === undefined) return;
  throw unreachableFault((locale) =>
    wordsIn(labelsWords, locale).unsent({
      at: oneLine(to),
      why: wordsIn(troubleWords, locale)[trouble],
    }),
  );
}

function copiesOf(text: string): number {
  const copies = /^[1-9][0-9]{0,2}$/u.test(text) ? Number(text) : undefined;
  if (copies !== undefined) return copies;
  throw usageFault(said((w) => w.noCopies({ text: quoted(text) })));
}

function paperOf({ size, dpi, zpl, to, json }: LabelOptions): Zpl["paper"] {
  if (zpl === STDOUT && (json === true || to !== undefined))
    throw usageFault(said((w) => w.oneOut));
  const [, width = "", height = ""] = /^([0-9]{1,3})x([0-9]{1,3})$/u.exec(size) ?? [];
  const sides = [Number(width), Number(height)] as const;
  const isFit = sides.every((side) => side >= SIDE_MM.min && side <= SIDE_MM.max);
  if (!isFit) throw usageFault(said((w) => w.noSize({ text: quoted(size), ...SIDE_MM })));
  const found = DPIS.find((one) => String(one) === dpi);
  if (found === undefined) {
    throw usageFault(said((w) => w.noDpi({ text: quoted(dpi), all: DPIS.map(String) })));
  }
  return { widthMm: sides[0], heightMm: sides[1], dpi: found };
}
