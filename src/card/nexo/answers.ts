/**
 * What a Nexo terminal answers. It is checked before anything is believed: of garbage, of another payment's
 * answer and of a lie about the sum nothing comes but a question. Source: nexo Sale to POI protocol 3.0.
 */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type Currency } from "../../domain/money/currency.ts";
import { isCardNumberIn } from "../../domain/people/card-numbers.ts";
import { linesWithoutCardNumbers, withoutCardNumbers, withoutControls } from "../card-text.ts";
import { type PaymentName, type Slip, type TerminalSays } from "../contract.ts";
import { jsonOf } from "./json.ts";
import { type NexoHeader, toMinor } from "./messages.ts";

const text = z.string().max(2000);

const headerSchema = lazy(() =>
  z.object({
    MessageType: text,
    MessageCategory: text,
    SaleID: text,
    ServiceID: text,
    POIID: text,
  }),
);

const resultSchema = lazy(() =>
  z.object({ Result: z.enum(["Success", "Partial", "Failure"]), ErrorCondition: text.optional() }),
);

const slipsSchema = lazy(() =>
  z.array(
    z.object({
      DocumentQualifier: text,
      RequiredSignatureFlag: z.boolean().optional(),
      OutputContent: z.object({
        OutputText: z.array(z.object({ Text: text.optional() })).optional(),
      }),
    }),
  ),
);

const paymentSchema = lazy(() =>
  z.object({
    Response: resultSchema(),
    POIData: z
      .object({ POITransactionID: z.object({ TransactionID: text, TimeStamp: text }) })
      .optional(),
    PaymentResult: z
      .object({
        OnlineFlag: z.boolean().optional(),
        PaymentAcquirerData: z.object({ ApprovalCode: text.optional() }).optional(),
        PaymentInstrumentData: z
          .object({
            CardData: z
              .object({ PaymentBrand: text.optional(), MaskedPan: text.optional() })
              .optional(),
          })
          .optional(),
        AmountsResp: z
          .object({ Currency: text.optional(), AuthorizedAmount: z.number() })
          .optional(),
      })
      .optional(),
    ReversedAmount: z.number().optional(),
    PaymentReceipt: slipsSchema().optional(),
  }),
);
type PaymentAnswer = z.infer<ReturnType<typeof paymentSchema>>;

const bodySchema = lazy(() =>
  z.object({
    PaymentResponse: paymentSchema().optional(),
    ReversalResponse: paymentSchema().optional(),
  }),
);

const responseSchema = lazy(() =>
  z.object({
    SaleToPOIResponse: bodySchema().extend({
      MessageHeader: headerSchema(),
      DiagnosisResponse: z
        .object({
          Response: resultSchema(),
          // What it tells of itself besides may be of another version, and is then not read.
          POIStatus: z.object({ PrinterStatus: text.optional() }).optional().catch(undefined),
        })
        .optional(),
      TransactionStatusResponse: z
        .object({
          Response: resultSchema(),
          RepeatedMessageResponse: z
            .object({
              MessageHeader: headerSchema(),
              RepeatedResponseMessageBody: bodySchema(),
            })
            .optional(),
        })
        .optional(),
    }),
  }),
);
type Response = z.infer<ReturnType<typeof responseSchema>>["SaleToPOIResponse"];

/** Returns the response to the very request; undefined for any other, and for what is none. */
export function readResponse(json: string, to: NexoHeader): Response | undefined {
  const read = responseSchema().safeParse(jsonOf(json));
  if (!read.success) return undefined;
  const { SaleToPOIResponse: response } = read.data;
  const { MessageHeader: header } = response;
  const isAnswer = header.MessageType === "Response" && header.MessageCategory === to.category;
  return isAnswer && isNamed(header, to) ? response : undefined;
}

function isNamed(
  { SaleID, ServiceID, POIID }: z.infer<ReturnType<typeof headerSchema>>,
  { sale, service, poi }: PaymentName,
): boolean {
  return SaleID === sale && ServiceID === service && POIID === poi;
}

/** Whether the terminal is at something else; undefined where it did not say. */
export function isBusyIn({ DiagnosisResponse }: Response): boolean | undefined {
  if (DiagnosisResponse === undefined) return undefined;
  return BUSY.has(DiagnosisResponse.Response.ErrorCondition ?? "");
}

const BUSY: ReadonlySet<string> = new Set(["Busy", "InProgress"]);

/** Returns what is wrong with a terminal that answers: only its printer is told of. */
export function troubleIn({ DiagnosisResponse }: Response): string | undefined {
  const { PrinterStatus: printer } = DiagnosisResponse?.POIStatus ?? {};
  return printer !== undefined && NO_PRINTER.has(printer) ? printer : undefined;
}

/** Source: nexo Retailer protocol 3.0, PrinterStatus; the others are OK and PaperLow. */
const NO_PRINTER: ReadonlySet<string> = new Set(["NoPaper", "OutOfOrder", "PaperJam"]);

/**
 * Returns the terminal's last word on a payment that it was just asked for; undefined where that isn't one,
 * such as a host that it could not reach: it is asked again then.
 */
export function readLastWord(response: Response, currency: Currency): TerminalSays | undefined {
  const answer = response.PaymentResponse ?? response.ReversalResponse;
  if (answer === undefined) return undefined;
  const { Result, ErrorCondition = "" } = answer.Response;
  if (Result === "Failure" && !NOES.has(ErrorCondition)) return undefined;
  return saysOf(answer, currency);
}

/** The reasons of a terminal for which no host can have said yes. */
const NOES: ReadonlySet<string> = new Set([
  "Aborted",
  "Busy",
  "Cancel",
  "InsertedCard",
  "InvalidCard",
  "LoggedOut",
  "MessageFormat",
  "NotAllowed",
  "PaymentRestriction",
  "Refusal",
  "WrongPIN",
]);

export type StatusAnswer =
  | { readonly type: "own"; readonly says: TerminalSays }
  | { readonly type: "not-found" }
  | { readonly type: "busy" };

/** Returns what became of a payment; undefined where the terminal did not say it of that one. */
export function readStatus(
  { TransactionStatusResponse: status }: Response,
  payment: PaymentName,
  currency: Currency,
): StatusAnswer | undefined {
  if (status === undefined) return undefined;
  const { Response: outer, RepeatedMessageResponse: repeated } = status;
  if (outer.Result === "Failure") {
    if (outer.ErrorCondition === "NotFound") return { type: "not-found" };
    return BUSY.has(outer.ErrorCondition ?? "") ? { type: "busy" } : undefined;
  }
  if (repeated === undefined || !isNamed(repeated.MessageHeader, payment)) return undefined;
  const { PaymentResponse, ReversalResponse } = repeated.RepeatedResponseMessageBody;
  const answer = PaymentResponse ?? ReversalResponse;
  if (answer === undefined) return undefined;
  const { Result, ErrorCondition } = answer.Response;
  if (Result === "Failure" && ErrorCondition === "InProgress") return { type: "busy" };
  return { type: "own", says: saysOf(answer, currency) };
}

const CODE_MAX = 20;
const TEXT_MAX = 60;

function saysOf(answer: PaymentAnswer, currency: Currency): TerminalSays {
  const { Response: response, PaymentResult: result, POIData } = answer;
  const isApproved = response.Result !== "Failure";
  const { PaymentBrand: brand, MaskedPan = "" } = result?.PaymentInstrumentData?.CardData ?? {};
  const [, last4] = /(\d{4})$/u.exec(MaskedPan.trim()) ?? [];
  const auth = result?.PaymentAcquirerData?.ApprovalCode;
  const transaction = POIData?.POITransactionID;
  return {
    ref: null,
    act: undefined,
    isApproved,
    amount: minor(amountIn(answer, currency)),
    code: isApproved ? "" : shortText(response.ErrorCondition ?? "").slice(0, CODE_MAX),
    card: {
      ref: null,
      ...(brand === undefined ? {} : { brand: shortText(brand) }),
      ...(last4 === undefined ? {} : { last4 }),
      ...(auth === undefined ? {} : { auth: shortText(auth) }),
      ...(result?.OnlineFlag === false ? { offline: true } : {}),
      // What holds a card's number is kept nowhere, and names nothing.
      ...(transaction === undefined || isCardNumberIn(transaction.TransactionID)
        ? {}
        : { transaction: { id: transaction.TransactionID, at: transaction.TimeStamp } }),
    },
  };
}

function shortText(said: string): string {
  return withoutCardNumbers(withoutControls(said)).slice(0, TEXT_MAX);
}

/** A sum in another currency is no sum of this shop's. */
function amountIn(
  { PaymentResult: result, ReversedAmount }: PaymentAnswer,
  currency: Currency,
): number {
  const { Currency: code = currency.code, AuthorizedAmount = ReversedAmount ?? 0 } =
    result?.AmountsResp ?? {};
  return code === currency.code ? (toMinor(AuthorizedAmount, currency) ?? 0) : 0;
}

const SLIPS_MAX = 8;
const LINES_MAX = 200;
const LINE_MAX = 160;

/** Returns what the terminal would have printed of the payment that it answers, or that it was asked about. */
export function readSlips(response: Response): ReadonlyArray<Slip> {
  const { RepeatedMessageResponse: repeated } = response.TransactionStatusResponse ?? {};
  const body = repeated?.RepeatedResponseMessageBody ?? response;
  const { PaymentReceipt = [] } = body.PaymentResponse ?? body.ReversalResponse ?? {};
  return PaymentReceipt.slice(0, SLIPS_MAX).flatMap((slip) => slipOf(slip) ?? []);
}

function slipOf({
  DocumentQualifier,
  RequiredSignatureFlag: isToSign = false,
  OutputContent: { OutputText = [] },
}: z.infer<ReturnType<typeof slipsSchema>>[number]): Slip | undefined {
  const copy = COPIES[DocumentQualifier];
  if (copy === undefined) return undefined;
  const lines = OutputText.slice(0, LINES_MAX).map(({ Text = "" }) => lineOf(Text));
  return { copy, lines: linesWithoutCardNumbers(lines), isToSign };
}

const COPIES: Readonly<Record<string, Slip["copy"]>> = {
  CustomerReceipt: "customer",
  CashierReceipt: "merchant",
};

/** Adyen writes `name=Card&value=*0010&key=pan`, and `key=filler` for an empty line; others plain text. */
function lineOf(said: string): string {
  const isPairs = /^(?:name|value|key)=/u.test(said);
  const pairs = new URLSearchParams(said);
  const line = isPairs
    ? [pairs.get("name"), pairs.get("value")].filter((part) => part !== null).join(" ")
    : said;
  const clean = withoutControls(line.replaceAll(/\p{Cc}/gu, " "));
  return withoutCardNumbers(clean).trimEnd().slice(0, LINE_MAX);
}
