/**
 * A document is what is to be printed, as data: no widths, no bytes, no model of printer.
 *
 * Documents wait in the durable queue as JSON, possibly for a later build and another printer than
 * the one they were made for, so they say what a line is and never how many columns it has.
 */

import * as z from "zod";

import { lazy } from "../domain/base/lazy.ts";

// The limits of a paper: a document that reaches them is a mistake, and must not fill a roll.
const TEXT_MAX = 65_536;
const BLOCKS_MAX = 10_000;

const textSchema = lazy(() => z.string().max(TEXT_MAX));

const styleSchema = lazy(() =>
  z
    .object({
      bold: z.boolean().optional(),
      doubleHeight: z.boolean().optional(),
      doubleWidth: z.boolean().optional(),
      inverse: z.boolean().optional(),
      underline: z.boolean().optional(),
      /** The second colour, on printers that have one. */
      red: z.boolean().optional(),
    })
    .readonly(),
);
export type BlockStyle = z.infer<ReturnType<typeof styleSchema>>;

const alignSchema = lazy(() => z.enum(["left", "center", "right"]));
export type Align = z.infer<ReturnType<typeof alignSchema>>;

/** The indent in levels, not in columns. */
const indentSchema = lazy(() => z.int().min(0).max(4));

const CODE_DATA = {
  ean13: /^[0-9]{13}$/u,
  ean8: /^[0-9]{8}$/u,
  upca: /^[0-9]{12}$/u,
  code128: /^[ -~]{1,40}$/u,
} as const;
export type Symbology = keyof typeof CODE_DATA;

const codeSchema = lazy(() =>
  z
    .object({
      type: z.literal("code"),
      symbology: z.enum(["ean13", "ean8", "upca", "code128"]),
      data: z.string(),
    })
    .refine(({ symbology, data }) => CODE_DATA[symbology].test(data)),
);

const blockSchema = lazy(() =>
  z.discriminatedUnion("type", [
    z.object({
      type: z.literal("text"),
      text: textSchema(),
      style: styleSchema().optional(),
      align: alignSchema().optional(),
      indent: indentSchema().optional(),
      /** A text of several lines indents all but the first. */
      hangs: z.boolean().optional(),
    }),
    /**
     * A row with a text on the left, mostly a name, and one on the right that must stay in sight,
     * such as an amount.
     */
    z.object({
      type: z.literal("row"),
      left: textSchema(),
      right: textSchema(),
      style: styleSchema().optional(),
      indent: indentSchema().optional(),
    }),
    /** Columns as wide as their widest cell; the first one takes what is left. */
    z.object({
      type: z.literal("table"),
      aligns: z.array(alignSchema()).min(1).max(8).readonly(),
      rows: z.array(z.array(textSchema()).max(8).readonly()).max(BLOCKS_MAX).readonly(),
      /** Whether the first row says what the columns are: narrow paper has it beside each figure. */
      hasHead: z.boolean().optional(),
    }),
    z.object({ type: z.literal("rule"), double: z.boolean().optional() }),
    z.object({ type: z.literal("barcode"), ean13: z.string().regex(CODE_DATA.ean13) }),
    /** A barcode of any other symbology; the caller computes the check digit. */
    codeSchema(),
    /** A QR code of alphanumeric text, short enough for 58 mm paper with modules of a millimetre. */
    z.object({ type: z.literal("qr"), text: z.string().regex(/^[0-9A-Z $%*+./:-]{1,60}$/u) }),
    z.object({ type: z.literal("feed"), lines: z.int().min(1).max(20) }),
    z.object({ type: z.literal("cut") }),
    /**
     * The pulse that opens the drawer on the printer; `pin` replaces the pin that the printer is
     * set up for.
     */
    z.object({ type: z.literal("pulse"), pin: z.literal([2, 5]).optional() }),
    /** The buzzer, on printers that have one. */
    z.object({ type: z.literal("buzzer"), times: z.int().min(1).max(9) }),
    /** A number as large as the printer prints, to be read across the room. */
    z.object({ type: z.literal("number"), value: z.int().min(1).max(999) }),
    /** A ruler that counts the columns of the paper from edge to edge. */
    z.object({ type: z.literal("ruler") }),
    /** The letters of each code page of the printer's profile, by the printer and as a picture. */
    z.object({ type: z.literal("page-proof") }),
    /**
     * The shop's current picture, which is not copied so that a document stays small. Nothing for a
     * shop without one.
     */
    z.object({ type: z.literal("logo") }),
    /** The name of the printer, which is known only when it prints. */
    z.object({ type: z.literal("printer") }),
  ]),
);
export type Block = Readonly<z.infer<ReturnType<typeof blockSchema>>>;

const documentSchema = lazy(() =>
  z
    .object({
      kind: z.enum(["receipt", "ticket", "report", "bill", "slip"]),
      blocks: z.array(blockSchema()).max(BLOCKS_MAX).readonly(),
    })
    .readonly(),
);
export type PrintDocument = z.infer<ReturnType<typeof documentSchema>>;
export type DocumentKind = PrintDocument["kind"];

/** Returns the document as JSON. Throws for a value that is no document, since only our own code makes them. */
export function documentToJson(document: PrintDocument): string {
  return JSON.stringify(documentSchema().parse(document));
}

/** Returns the document; undefined when the text is none of this build. */
export function jsonToDocument(json: string): PrintDocument | undefined {
  const parsed = documentSchema().safeParse(parseJson(json));
  return parsed.success ? parsed.data : undefined;
}

/** Returns a copy of the paper that says so at its head and does not open the drawer again. */
export function markReprint(document: PrintDocument, words: string): PrintDocument {
  const marked = markHead(document, words);
  return { ...marked, blocks: marked.blocks.filter((block) => block.type !== "pulse") };
}

/** Returns a copy of the paper that says so at its head. */
export function markHead(document: PrintDocument, words: string): PrintDocument {
  const mark: Block = {
    type: "text",
    text: words,
    style: { bold: true, doubleHeight: true, inverse: true, red: true },
    align: "center",
  };
  return { ...document, blocks: [mark, ...document.blocks] };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Text that is not JSON counts as no document; the schema refuses undefined.
    return undefined;
  }
}
