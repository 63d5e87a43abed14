/**
 * What it takes to make a printer's bytes of a receipt of 30 lines, beside `escpos`, which is given
 * lines that are laid out already, and `@point-of-sale/receipt-printer-encoder`, which lays them out.
 */

import { createRequire } from "node:module";

import { type Block, type PrintDocument } from "../src/printer/document.ts";
import { createEmulator } from "../src/printer/emulator.ts";
import { encodeDocument } from "../src/printer/encoding/encoder.ts";
import { generic80 } from "../src/printer/encoding/profile.ts";
import { rollToText } from "../src/printer/roll.ts";
import { type Measurement, quantile, rounded, timeEach } from "./measurement.ts";
import { type ReceiptPrinterEncoder, rival, whyNoRivals } from "./mesh/rivals.ts";

const COLUMNS = 48;

interface EncodingSizes {
  /** Batches of each in turn, so that a busy moment of the machine hits all alike. */
  readonly rounds: number;
  readonly warmUp: number;
  /** About as long for each, or what interrupts a long batch would count for that one alone. */
  readonly receipts: Readonly<Record<"own" | "escpos" | "encoder", number>>;
  readonly rivals: boolean;
}

const NAMES = ["Käsekuchen", "Flat white", "Croissant", "Müsli mit Früchten", "Crème brûlée"];
const ITEMS = Array.from({ length: 21 }, (_, index) => ({
  name: `${(index % 3) + 1} x ${NAMES[index % NAMES.length] ?? ""} (B)`,
  amount: `${3 + index},${10 + index}`,
}));
const SHOP = "Café Zürich";
const STREET = "Größe Straat 5, Amsterdam";
const NUMBER = { name: "Bon A-000041", amount: "Kasse A" };
const TOTAL = { name: "SUMME EUR", amount: "289,20" };
const CASH = { name: "Bar", amount: "300,00" };
const THANKS = "Vielen Dank für Ihren Besuch!";

export function measureEncoding(
  _dir: string,
  { rounds, warmUp, receipts, rivals }: EncodingSizes,
): ReadonlyArray<Measurement> {
  const receipt = receiptOfBlocks();
  checkBytes(receipt);
  const escpos = createEscpos();
  const why = whyNoRivals(rivals);
  const Encoder = why === undefined ? rival("@point-of-sale/receipt-printer-encoder") : undefined;
  const times = { own: [] as number[], escpos: [] as number[], encoder: [] as number[] };

  for (let round = -warmUp; round < rounds; round += 1) {
    const own = batch(receipts.own, () => encodeDocument(receipt, generic80));
    const theirs = batch(receipts.escpos, () => receiptByEscpos(escpos()));
    const slow =
      Encoder === undefined
        ? 0
        : batch(receipts.encoder, () => receiptByEncoder(new Encoder(LOOK)));
    if (round < 0) continue;
    times.own.push(own);
    times.escpos.push(theirs);
    times.encoder.push(slow);
  }

  const [own, quick, slow] = [times.own, times.escpos, times.encoder].map(undisturbed);
  const note = "the same of both, in turn, beside";
  return [
    {
      name: "encode a receipt of 30 lines",
      value: rounded(own ?? 0),
      unit: "µs",
      note: `layout included; of ${rounds} batches a tenth are faster`,
    },
    {
      name: "the same, beside escpos",
      value: rounded((own ?? 0) / (quick ?? 1)),
      unit: "×",
      limit: 0.5,
      note: `${note} ${rounded(quick ?? 0)} µs for lines that are laid out already`,
    },
    ...(Encoder === undefined
      ? []
      : [
          {
            name: "the same, beside receipt-printer-encoder",
            value: rounded((own ?? 0) / (slow ?? 1), 3),
            unit: "×",
            limit: 0.05,
            note: `${note} ${rounded(slow ?? 0)} µs, one code page given`,
          },
        ]),
  ];
}

function receiptOfBlocks(): PrintDocument {
  const big = { bold: true, doubleHeight: true, doubleWidth: true };
  return {
    kind: "receipt",
    blocks: [
      { type: "text", text: SHOP, align: "center", style: big },
      { type: "text", text: STREET, align: "center" },
      rowOf(NUMBER),
      { type: "rule" },
      ...ITEMS.map(rowOf),
      { type: "rule" },
      { type: "row", left: TOTAL.name, right: TOTAL.amount, style: big },
      rowOf(CASH),
      { type: "feed", lines: 1 },
      { type: "text", text: THANKS, align: "center" },
      { type: "cut" },
    ],
  };
}

function rowOf({ name, amount }: typeof TOTAL): Block {
  return { type: "row", left: name, right: amount };
}

/** Nothing is quick that prints something else. */
function checkBytes(receipt: PrintDocument): void {
  const { bytes, lost } = encodeDocument(receipt, generic80);
  const printer = createEmulator({ columns: COLUMNS });
  printer.write(bytes);
  const paper = rollToText(printer.takeRoll(), COLUMNS).split("\n");
  const missing = [NUMBER, ...ITEMS, CASH].filter(
    ({ name, amount }) => !paper.includes(name + amount.padStart(COLUMNS - name.length)),
  );
  const complaints = printer.takeComplaints();
  if (missing.length + lost.length + complaints.length > 0) {
    throw new Error(`The receipt is not on the paper: ${JSON.stringify({ missing, complaints })}`);
  }
}

/** What of the library's printer is used here. It has no types of its own. */
interface EscposPrinter {
  readonly align: (to: "LT" | "CT") => EscposPrinter;
  readonly style: (type: "B" | "NORMAL") => EscposPrinter;
  readonly size: (width: number, height: number) => EscposPrinter;
  readonly text: (text: string, encoding: string) => EscposPrinter;
  readonly drawLine: () => EscposPrinter;
  readonly cut: () => EscposPrinter;
  readonly buffer: { readonly flush: () => Uint8Array };
}

function createEscpos(): () => EscposPrinter {
  const loaded: unknown = createRequire(import.meta.url)("escpos/printer");
  if (typeof loaded !== "function") throw new TypeError("escpos/printer exports no constructor");
  return () => Reflect.construct(loaded, [{}]) as EscposPrinter;
}

function receiptByEscpos(printer: EscposPrinter): Uint8Array {
  printer.align("CT").style("B").size(1, 1).text(SHOP, "cp858").size(0, 0).style("NORMAL");
  printer.text(STREET, "cp858").align("LT").text(filled(NUMBER), "cp858").drawLine();
  for (const item of ITEMS) printer.text(filled(item), "cp858");
  printer
    .drawLine()
    .style("B")
    .size(1, 1)
    .text(filled(TOTAL, COLUMNS / 2), "cp858");
  printer.size(0, 0).style("NORMAL").text(filled(CASH), "cp858").text("", "cp858");
  return printer.align("CT").text(THANKS, "cp858").cut().buffer.flush();
}

function filled({ name, amount }: typeof TOTAL, columns = COLUMNS): string {
  return name + amount.padStart(columns - name.length);
}

const LOOK = { language: "esc-pos", columns: COLUMNS } as const;
const COLUMN_LOOK = [
  { width: 36, align: "left" },
  { width: 12, align: "right" },
] as const;

function receiptByEncoder(encoder: ReceiptPrinterEncoder): Uint8Array {
  encoder.initialize().codepage("cp858").align("center").bold(true).size(2, 2).line(SHOP);
  encoder.size(1, 1).bold(false).line(STREET).align("left");
  encoder.table(COLUMN_LOOK, [[NUMBER.name, NUMBER.amount]]).rule();
  encoder.table(
    COLUMN_LOOK,
    ITEMS.map(({ name, amount }) => [name, amount]),
  );
  encoder
    .rule()
    .bold(true)
    .size(2, 2)
    .line(filled(TOTAL, COLUMNS / 2))
    .size(1, 1)
    .bold(false);
  encoder.table(COLUMN_LOOK, [[CASH.name, CASH.amount]]).newline();
  return encoder.align("center").line(THANKS).cut("partial").encode();
}

/** In microseconds, for one. */
function batch(count: number, encode: () => unknown): number {
  const [whole = 0] = timeEach(1, () => {
    for (let receipt = 0; receipt < count; receipt += 1) encode();
  });
  return whole / count;
}

/** Of the batches that nothing interrupted: the median says more about what else the machine does. */
function undisturbed(times: ReadonlyArray<number>): number {
  return quantile(
    times.toSorted((a, b) => a - b),
    0.1,
  );
}
