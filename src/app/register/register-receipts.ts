/** Receipts as the register lists and shows them: of all tills, the newest first. */

import { capturedCard } from "../../domain/balance/card-payments.ts";
import { slipOf } from "../../domain/balance/hand-cards.ts";
import { isIncomplete } from "../../domain/balance/order-balance.ts";
import { err, ok } from "../../domain/base/result.ts";
import { compareInLedger } from "../../domain/events/event.ts";
import { seriesOf } from "../../domain/events/series.ts";
import { parseReceiptBarcode } from "../../domain/goods/barcode.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { gatherOrder } from "../../domain/order/gathered-order.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { codeOfOrdinal } from "../../domain/order/receipt-view.ts";
import {
  type OrderState,
  type ReceiptState,
  type RefundState,
} from "../../domain/state/order-state.ts";
import { clockText, markTwice } from "../../domain/text/clock-text.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type ReceiptView } from "../../domain/views.ts";
import { type ReceiptRow } from "../../tui/ports/paper-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { type TillPort } from "../../tui/ports/till-port.ts";
import { doubtTexts } from "../../words/doubt-text.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { type Words, wordsFor } from "../../words/screen-words.ts";
import { isReceiptSought } from "../mesh/sought-receipts.ts";
import { type OpenTill } from "../open-till.ts";
import { findReceipt, orderOf } from "../orders/orders.ts";
import { paperLines } from "../papers/paper-text.ts";
import { newestReceipted, paperOfReceipt } from "../papers/reprint.ts";
import { receiptDocumentOf, receiptViewOf } from "../printing/papers.ts";
import { type Till } from "../till/till.ts";
import { refusalSentence } from "./refusal-sentence.ts";

/** Who looks further back has a number. */
const LISTED_MAX = 100;

export function receiptActions(open: OpenTill): Pick<TillPort, "receipts" | "receiptPaper"> {
  const { till } = open;
  return {
    receipts: (locale = till.shopLocale()) =>
      till.ledger.read((view) => newestReceipts(till, view, locale)),
    receiptPaper: (text, columns, locale = till.shopLocale()) => {
      const number = typedReceiptNumber(till, text);
      const found = findReceipt(till, number);
      const paper = paperOfReceipt(open, number);
      if (found === undefined) return err(receiptNotHere(till, number, locale));
      const message = refusalSentence({ type: "refund/no-receipt" }, till, locale);
      const unknown = err({ message });
      if (paper === undefined) return unknown;
      const { documentId: id, kind, name, state } = paper;
      const words = wordsFor({ locale });
      return till.ledger.read((view) => {
        const receipt = receiptViewOf(till, view, found);
        const document = receiptDocumentOf(till, view, found);
        if (receipt === undefined || document === undefined) return unknown;
        return ok({
          number: receipt.number,
          isRefund: receipt.refund !== undefined,
          paper: { id, kind, name, state },
          lines: [
            ...(isIncomplete(orderOf(view, found)) ? [words.order.notHeard] : []),
            ...paperLines(document, columns),
            ...goodsLines(receipt, words.goodsFates),
          ],
        });
      });
    },
  };
}

/** No guest has to read on paper that it is thrown away. */
function goodsLines({ lines }: ReceiptView, words: Words["goodsFates"]): ReadonlyArray<string> {
  return lines.flatMap(({ name, goods }) =>
    goods === undefined ? [] : [`${words[goods]}: ${name}`],
  );
}

/**
 * Returns the number of a scanned or typed receipt. Digits alone are a receipt of this till in its
 * present series, else in the one before.
 */
export function typedReceiptNumber(till: Till, text: string): string {
  const scanned = parseReceiptBarcode(text);
  if (scanned !== undefined) {
    return receiptNumber(codeOfOrdinal(scanned.deviceOrdinal), scanned.number);
  }
  if (!/^\d{1,9}$/u.test(text)) return text;
  const { ledger } = till;
  const series = seriesOf(till.code(), ledger.identity.origin, ledger.loss()?.n ?? 1);
  const present = `${series}-${text}`;
  return findReceipt(till, present) === undefined ? `${till.code()}-${text}` : present;
}

/** Other tills are asked for a receipt of a past that is not here yet. */
export function receiptNotHere(till: Till, number: string, locale: Locale): Refusal {
  if (!isReceiptSought(till.ledger, number)) {
    return { message: refusalSentence({ type: "refund/no-receipt" }, till, locale) };
  }
  const { receiptSought } = wordsIn(tillWords, locale).desk;
  return { message: receiptSought({ number }), seeksReceipt: true };
}

function paymentsOf(
  body: ReceiptState["body"] | RefundState["body"],
): ReadonlyArray<EventId | undefined> {
  const moved = "uses" in body ? body.uses : body.out;
  return moved.map(({ payment }) => payment);
}

/** Returns the numbers by which somebody with a card's slip finds its receipt. */
function cardWords({ paymentsById }: OrderState, id: EventId | undefined): ReadonlyArray<string> {
  const payment = id === undefined ? undefined : paymentsById[id];
  if (payment === undefined) return [];
  const { slip, last4 } = slipOf(payment);
  const receipt = capturedCard(payment)?.ref?.receipt;
  const number = receipt === undefined ? "" : String(receipt).padStart(4, "0");
  return [slip, number, last4].filter((text) => text !== "");
}

function newestReceipts(till: Till, view: LedgerView, locale: Locale): ReadonlyArray<ReceiptRow> {
  const codes = [...till.ledger.admission().values()].map(({ code }) => code);
  return [...newestReceipted(view, codes, LISTED_MAX)]
    .flatMap((order) => {
      const state = gatherOrder(view, streamName(order) as EventId);
      const { receipts, refunds, linesById } = state;
      return [...receipts, ...refunds].map(({ id, hlc, body, day, wallMs, offsetMinutes }) => {
        const at = { wallMs, offsetMinutes };
        const names = body.items.map(({ line }) => linesById[line]?.added?.name ?? "");
        return {
          place: { id, hlc },
          row: {
            number: receiptNumber(body.series, body.no),
            day,
            time: clockText(markTwice(at, till.offsetMinutes)),
            total: body.total,
            // The name of a line that was not heard is empty.
            goods: [...new Set(names.filter((name) => name !== ""))].join(", "),
            cards: paymentsOf(body).flatMap((payment) => cardWords(state, payment)),
            isIncomplete: isIncomplete(state),
            doubts: doubtTexts(body, locale),
          },
        };
      });
    })
    .toSorted((one, other) => compareInLedger(other.place, one.place))
    .slice(0, LISTED_MAX)
    .map(({ row }) => row);
}
