/** What is read of a terminal's answers, and that nothing else is believed. */

import fc from "fast-check";
import { expect, test } from "vitest";

import {
  readLastWord,
  readResponse,
  readSlips,
  readStatus,
} from "../../../src/card/nexo/answers.ts";
import {
  type NexoHeader,
  paymentBody,
  requestText,
  toMajor,
  toMinor,
} from "../../../src/card/nexo/messages.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { currenciesByCode } from "../../../src/domain/money/currency.ts";

const header: NexoHeader = { category: "Payment", sale: "TILL", service: "PAY1", poi: "V400m-1" };
const euro = currencyOf("EUR");

function currencyOf(code: string) {
  const currency = currenciesByCode.get(code);
  if (currency === undefined) throw new Error(`There is no ${code}.`);
  return currency;
}

function answer(body: unknown, more: object = {}, also: object = {}): string {
  const MessageHeader = {
    MessageType: "Response",
    MessageCategory: "Payment",
    SaleID: "TILL",
    ServiceID: "PAY1",
    POIID: "V400m-1",
    ...more,
  };
  return JSON.stringify(
    { SaleToPOIResponse: { MessageHeader, PaymentResponse: body, ...also } },
    (_, value: unknown) => (typeof value === "bigint" ? String(value) : value),
  );
}

function lastWord(body: object, currency = euro) {
  const response = readResponse(answer(body), header);
  return response && readLastWord(response, currency);
}

const paid = {
  Response: { Result: "Success" },
  PaymentResult: { AmountsResp: { Currency: "EUR", AuthorizedAmount: 20.05 } },
};

test("a payment is asked for in major units, with its names", () => {
  const body = paymentBody("PAY1", { act: "pay", sum: minor(1230), currency: euro, nowMs: 0 });

  expect(JSON.parse(requestText(header, body))).toEqual({
    SaleToPOIRequest: {
      MessageHeader: {
        ProtocolVersion: "3.0",
        MessageClass: "Service",
        MessageCategory: "Payment",
        MessageType: "Request",
        SaleID: "TILL",
        ServiceID: "PAY1",
        POIID: "V400m-1",
      },
      PaymentRequest: {
        SaleData: {
          SaleTransactionID: { TransactionID: "PAY1", TimeStamp: "1970-01-01T00:00:00+00:00" },
        },
        PaymentTransaction: { AmountsReq: { Currency: "EUR", RequestedAmount: 12.3 } },
      },
    },
  });
});

test("a terminal is told not to print where the till does", () => {
  const paying = { act: "pay", sum: minor(1230), currency: euro, nowMs: 0 } as const;

  expect(paymentBody("PAY1", { ...paying, takesSlips: true })).toMatchObject({
    SaleData: { SaleToAcquirerData: "tenderOption=ReceiptHandler" },
  });
  expect(JSON.stringify(paymentBody("PAY1", paying))).not.toContain("SaleToAcquirerData");
});

test("every sum is the same there and back, and what no coin makes is no sum", () => {
  for (const code of ["EUR", "JPY"]) {
    const currency = currencyOf(code);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (sum) => {
        const text = JSON.stringify(toMajor(minor(sum), currency));
        expect(toMinor(Number(text), currency)).toBe(sum);
      }),
    );
  }
  expect(toMinor(12.345, euro)).toBeUndefined();
  expect(toMinor(Infinity, euro)).toBeUndefined();
});

test("an answer says the sum and the card, and no more of the card", () => {
  const said = lastWord({
    ...paid,
    POIData: { POITransactionID: { TransactionID: "4r7i.88", TimeStamp: "2026-11-25T10:00:00Z" } },
    PaymentResult: {
      ...paid.PaymentResult,
      OnlineFlag: false,
      PaymentAcquirerData: { ApprovalCode: "123456" },
      PaymentInstrumentData: { CardData: { PaymentBrand: "mc", MaskedPan: "541333 **** 0010" } },
    },
  });

  expect(said).toEqual({
    ref: null,
    act: undefined,
    isApproved: true,
    amount: 2005,
    code: "",
    card: {
      ref: null,
      brand: "mc",
      last4: "0010",
      auth: "123456",
      offline: true,
      transaction: { id: "4r7i.88", at: "2026-11-25T10:00:00Z" },
    },
  });
});

test("an answer says what the terminal would have printed, and who has to sign it", () => {
  const response = readResponse(
    answer({
      ...paid,
      PaymentReceipt: [
        {
          DocumentQualifier: "CashierReceipt",
          RequiredSignatureFlag: true,
          OutputContent: { OutputText: [{ Text: "Sign here" }] },
        },
        {
          DocumentQualifier: "CustomerReceipt",
          OutputContent: {
            OutputText: [
              { Text: "name=TOTAL&value=%e2%82%ac%c2%a020.05&key=totalAmount" },
              { Text: "key=filler" },
              { Text: "Thank you\u001B[2J = bye\u202E" },
            ],
          },
        },
        { DocumentQualifier: "Journal", OutputContent: {} },
      ],
    }),
    header,
  );

  expect(response && readSlips(response)).toEqual([
    { copy: "merchant", lines: ["Sign here"], isToSign: true },
    {
      copy: "customer",
      lines: ["TOTAL € 20.05", "", "Thank you [2J = bye"],
      isToSign: false,
    },
  ]);
});

test.each([
  ["of another till", { SaleID: "OTHER" }],
  ["to another payment", { ServiceID: "PAY2" }],
  ["of another terminal", { POIID: "V400m-2" }],
  ["of another kind", { MessageCategory: "Reversal" }],
  ["that is a request", { MessageType: "Request" }],
])("an answer %s is none", (_, more) => {
  expect(readResponse(answer(paid, more), header)).toBeUndefined();
});

test("a sum in another currency is no sum", () => {
  expect(lastWord(paid, currencyOf("CHF"))).toMatchObject({ isApproved: true, amount: 0 });
});

test.each(["Refusal", "Cancel", "Aborted", "Busy", "MessageFormat"])("%s is a no", (reason) => {
  expect(lastWord({ Response: { Result: "Failure", ErrorCondition: reason } })).toMatchObject({
    isApproved: false,
    code: reason,
  });
});

test.each(["UnreachableHost", "InProgress", "DeviceOut", "NotFound", "Whatever", undefined])(
  "a failure for %s is asked about once more",
  (reason) => {
    expect(lastWord({ Response: { Result: "Failure", ErrorCondition: reason } })).toBeUndefined();
  },
);

test("whatever a terminal answers, reading it throws nothing", () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (body, status) => {
      const text = answer(body, {}, { TransactionStatusResponse: status });
      const response = readResponse(text, header);
      if (response === undefined) return;
      readLastWord(response, euro);
      readStatus(response, header, euro);
    }),
  );
});
