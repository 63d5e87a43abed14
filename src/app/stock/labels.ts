/** Labels of goods: whose, what stands on one, and how they come to a label printer. */

import { statSync } from "node:fs";

import { parseBarcode } from "../../domain/goods/barcode.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { type BusinessDay, streamName, streamType } from "../../domain/identity.ts";
import { entryName } from "../../domain/prices/catalogue-view.ts";
import { priceOn } from "../../domain/prices/price-plans.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { type PrintDocument } from "../../printer/document.ts";
import { type GoodsLabel, labelsToDocuments } from "../../printer/documents/label-document.ts";
import { type LabelPaper, labelToZpl } from "../../printer/documents/label-zpl.ts";
import { type WiredConnection, openChannel } from "../../printer/transports/open-transport.ts";
import { moneyText, type Speech } from "../speech.ts";
import { systemClock } from "../system/clock.ts";
import { type Till } from "../till/till.ts";
import { eventsSince, todayAt } from "./stock-days.ts";

/**
 * Returns what stands on the label of goods: what they are called and cost today, and their first code. Who
 * prints labels in the morning has not begun the day yet.
 */
export function labelOf(till: Till, product: Product, speech: Speech): GoodsLabel {
  const { name, sku, openPrice, soldBy } = product;
  const price = till.ledger.read(
    (view) => priceOn(view.state("cat", entryName("product", sku)), todayAt(till)) ?? product.price,
  );
  const amount = `${moneyText(price, speech)} ${speech.currency.symbol}`;
  const unit = soldBy === "weight" ? "/kg" : "";
  return { name, sku, price: openPrice ? "" : `${amount}${unit}`, code: codeOf(product) };
}

/** What bars may say at most. */
const CODE_128_MAX = 40;
const SYMBOLOGIES = { 8: "ean8", 12: "upca", 13: "ean13" } as const;

/** Goods without a barcode have one that says their SKU, which the register sells by, too. */
function codeOf({ barcodes, sku }: Product): GoodsLabel["code"] {
  const [data = sku] = barcodes;
  const symbology = Object.entries(SYMBOLOGIES).find(
    ([digits]) => data.length === Number(digits) && parseBarcode(data).ok,
  )?.[1];
  if (symbology !== undefined) return { symbology, data };
  return data.length <= CODE_128_MAX ? { symbology: "code128", data } : undefined;
}

/** Returns the SKUs of what was received from a day on. */
export function receivedSince(till: Till, day: BusinessDay): ReadonlySet<string> {
  const received = new Set<string>();
  for (const { known, streams } of eventsSince(till, day)) {
    if (known?.kind !== "stock/received" && known?.kind !== "stock/made") continue;
    // What a batch was made of stands behind it.
    const [first] = streams;
    if (first !== undefined) received.add(streamName(first));
  }
  return received;
}

/** Returns the SKUs of goods whose price somebody set, or whose planned price came, from a day on. */
export function pricedSince(till: Till, day: BusinessDay): ReadonlySet<string> {
  const priced = new Set<string>();
  for (const { known, streams } of eventsSince(till, day)) {
    const isPriced = known?.kind === "product/set" && known.body.set.price !== undefined;
    if (isPriced) for (const sku of productsOf(streams)) priced.add(sku);
  }
  const today = todayAt(till);
  till.ledger.read((view) => {
    for (const { sku } of till.catalogue().productsBySku.values()) {
      const { plans } = view.state("cat", entryName("product", sku));
      if (plans.some(({ fromDay }) => day <= fromDay && fromDay <= today)) priced.add(sku);
    }
  });
  return priced;
}

type Streams = ReadonlyArray<Parameters<typeof streamName>[0]>;

function productsOf(streams: Streams): ReadonlyArray<string> {
  return streams.flatMap((stream) => {
    const [of = "", ...sku] = streamType(stream) === "cat" ? streamName(stream).split("/") : [];
    return of === "product" ? sku.join("/") : [];
  });
}

export interface LabelsWish {
  readonly labels: ReadonlyArray<GoodsLabel>;
  /** Of each of them. */
  readonly copies: number;
}

/** Returns the papers of a receipt printer. */
export function labelPapers({ labels, copies }: LabelsWish): ReadonlyArray<PrintDocument> {
  return labelsToDocuments(labels.flatMap((label) => Array.from({ length: copies }, () => label)));
}

export interface ZplLabels {
  readonly text: string;
  /** Those whose bars have no room on such a paper. */
  readonly withoutBars: ReadonlyArray<GoodsLabel>;
}

/** Returns what a label printer is sent. */
export function zplLabels({ labels, copies }: LabelsWish, paper: LabelPaper): ZplLabels {
  const made = labels.map((label) => ({ label, zpl: labelToZpl(label, paper, copies) }));
  return {
    text: made.map(({ zpl }) => zpl.text).join(""),
    withoutBars: made.flatMap(({ label, zpl }) => (zpl.hasBars ? [] : [label])),
  };
}

/** Says whether something else than a file stands there, such as a device. */
export function isNoFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === false;
}

/** Sends text to a printer as it is. Returns why it did not get all of it. */
export async function sendToPrinter(
  connection: WiredConnection,
  text: string,
): Promise<PrinterTrouble | undefined> {
  const channel = openChannel(connection, { clock: systemClock });
  const opened = await channel.open({ onData: () => undefined, onClose: () => undefined });
  try {
    if (!opened.ok) return opened.fault;
    const isTaken = await opened.value.write(new TextEncoder().encode(text));
    const isClosed = await opened.value.close();
    return isTaken && isClosed ? undefined : "off";
  } finally {
    await channel.close();
  }
}
