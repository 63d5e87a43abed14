/** `till z list|show|print`, and `till drawer x`. */

import {
  findZ,
  listZs,
  xBody,
  type XBody,
  xDocument,
  zDocument,
  zName,
} from "../../app/day/z-papers.ts";
import { maySeeCash, type Viewer } from "../../app/drawers/drawer-seen.ts";
import { wallToText, wallToWords } from "../../app/orders/order-json.ts";
import { readPaper } from "../../app/papers/paper-text.ts";
import { ownPrinters } from "../../app/printing/printer-drive.ts";
import { moneyText } from "../../app/speech.ts";
import { type Till } from "../../app/till/till.ts";
import { textColumns } from "../../app/words/text-columns.ts";
import { type ZState } from "../../domain/folds/day-fold.ts";
import { localDay } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { drawerWords } from "../../words/made/drawer/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { printDocument } from "../print-document.ts";
import { refusalFault } from "../refusal-fault.ts";
import { speechIn } from "../speech-in.ts";
import {
  type DayOptions,
  type JsonOptions,
  type StaffOptions,
  whoIsThere,
  whoLooks,
  withTill,
} from "../with-till.ts";
import { dayOf } from "./order.ts";

export interface ListZsOptions extends DayOptions, StaffOptions {}

export interface ZOptions extends JsonOptions, StaffOptions {}

export interface XOptions extends ZOptions {
  readonly print?: boolean;
}

/** Sums are for who may see reports: a shop without cards would read its cash there. */
export function listTheZs(options: ListZsOptions, console: Console): Promise<ExitCode> {
  return withTill({ ...options, onlyLooks: true }, console, async ({ till }) => {
    const day = dayOf(options.day, till);
    const viewer = await whoLooks(till, options, console);
    const seesCash = maySeeCash(till, viewer);
    const zs = listZs(till, day);
    if (options.json === true) {
      const rows = zs.map((z) => rowToJson(z, seesCash));
      console.json({ currency: till.currency.code, day, zs: rows });
      return EXIT.fine;
    }
    const speech = speechIn(console, till);
    const words = wordsIn(drawerWords, speech.locale);
    if (zs.length === 0) console.say(words.noZ({ day: localDay(day, speech.locale) }));
    const rows = zs.map(({ body, ...act }) => ({
      label: words.z({ name: zName(body), day: wallToWords(act) }),
      amount: seesCash ? moneyText(body.total, speech) : "",
    }));
    for (const line of textColumns(rows, { labelCells: 34, amountCells: 10 })) console.out(line);
    return EXIT.fine;
  });
}

function rowToJson({ id, body, ...act }: ZState, seesCash: boolean): Record<string, unknown> {
  const { series, no, day, from, to, total, grandTotal } = body;
  return {
    name: zName(body),
    id,
    series,
    no,
    day,
    closed: wallToText(act),
    from,
    to,
    total: seesCash ? total : null,
    grandTotal: seesCash ? grandTotal : null,
  };
}

export function showTheZ(text: string, options: ZOptions, console: Console): Promise<ExitCode> {
  return withTill({ ...options, onlyLooks: true }, console, async ({ till }) => {
    const z = await zFor({ till, console }, text, options);
    if (options.json === true) {
      const { id, body, ...act } = z;
      const { drawers, ...figures } = body;
      console.json({
        currency: till.currency.code,
        z: {
          name: zName(body),
          id,
          closed: wallToText(act),
          ...figures,
          tenders: body.tenders ?? [],
          drawers: drawers.map((drawer) =>
            Object.assign({ device: null, no: null, pouch: null }, drawer),
          ),
        },
      });
    } else showDocument(till, zDocument(till, z), console);
    return EXIT.fine;
  });
}

export function printTheZ(text: string, options: ZOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const z = await zFor({ till, console }, text, options);
    await printDocument(open, console, { id: z.id, document: zDocument(till, z) });
    const { locale } = speechIn(console, till);
    const said = wordsIn(drawerWords, locale).z({
      name: zName(z.body),
      day: localDay(z.body.day, locale),
    });
    if (options.json === true) console.json({ documentId: z.id, name: zName(z.body) });
    else console.out(said);
    return EXIT.fine;
  });
}

/** Throws where it is not here, and for who may not see reports. */
async function zFor(
  { till, console }: { readonly till: Till; readonly console: Console },
  text: string,
  options: ZOptions,
): Promise<ZState> {
  const actor = await whoIsThere(till, options, console);
  if (!maySeeCash(till, actor)) {
    const staff = actor.number;
    throw refusalFault({ type: "permission/missing", permission: "reports", staff }, till);
  }
  const z = findZ(till, text);
  if (z === undefined) throw refusalFault({ type: "z/unknown", text }, till);
  return z;
}

export function showX(options: XOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const viewer = await whoLooks(till, options, console);
    const body = xBody(till);
    const document = xDocument(open, { body, viewer });
    if (options.print === true) {
      const id = `x/${body.till}:${body.to}/${open.clock.nowMs()}`;
      await printDocument(open, console, { id, document });
    }
    if (options.json === true) console.json(xToJson(till, body, viewer));
    else showDocument(till, document, console);
    return EXIT.fine;
  });
}

/** Figures are null for who may not see what cash there should be. */
function xToJson(till: Till, body: XBody, viewer: Viewer): Record<string, unknown> {
  const { series, day, from, to, figures, total } = body;
  const seesCash = maySeeCash(till, viewer);
  return {
    currency: till.currency.code,
    x: {
      series,
      day,
      from,
      to,
      receipts: figures["receipts"] ?? 0,
      total: seesCash ? total : null,
      figures: seesCash ? figures : null,
    },
  };
}

type ShownPaper = Parameters<typeof readPaper>[0];

/** Prints the document as the printer for receipts would. */
function showDocument(till: Till, document: ShownPaper, console: Console): void {
  const printer = ownPrinters(till.ledger).find(({ prints }) => prints.includes("receipts"));
  console.out(readPaper(document, printer, undefined).text.trimEnd());
}
