/**
 * Of a card the last four digits and the brand are kept, and nothing else: whatever a terminal says, no number
 * of a card is in the store's rows, in events, in an export or on paper. The numbers are those of test cards.
 */

import { expect, test } from "vitest";

import { readLastWord, readResponse } from "../../../src/card/nexo/answers.ts";
import { fieldBytes, FIELD } from "../../../src/card/zvt/fields.ts";
import { readMessage } from "../../../src/card/zvt/messages.ts";
import { printBlockFrame, printLineFrame, readPrinted } from "../../../src/card/zvt/printed.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { orderStream } from "../../../src/domain/folds/order-fold.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { currenciesByCode } from "../../../src/domain/money/currency.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { cardNumbersIn, keptText } from "../../support/card-number-leaks.ts";
import { cardsOf, type CardTill, cardTills, type TwoTills } from "../../support/card-tills.ts";
import { nexoPapers, nexoTills } from "../../support/nexo-tills.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const VISA = "4111111111111111";
const AMEX = "378282246310005";

async function paidWithWholeNumber(tills: TwoTills): Promise<CardTill> {
  await tills.endOf(tills.pay(tills.a).card);
  const [card] = cardsOf(tills.a);
  expect(card?.state).toBe("captured");
  expect(card?.last4).toMatch(/111$/u);
  return tills.a;
}

test("a ZVT terminal that tells a card's whole number leaves four digits of it", async () => {
  const tills = await cardTills(await newCafe());
  tills.terminal.set(["full-number"]);
  const { open } = await paidWithWholeNumber(tills);

  expect(cardNumbersIn(keptText(open))).toEqual([]);
  expect(keptText(open)).toContain("1111");
});

test("a Nexo terminal that tells a card's whole number leaves four digits of it", async () => {
  const tills = await nexoTills(await newCafe(), await nexoPapers());
  tills.terminal.set(["full-number"]);
  const { open } = await paidWithWholeNumber(tills);

  expect(cardNumbersIn(keptText(open))).toEqual([]);
  expect(keptText(open)).toContain("4111");
});

test("a number that got into an event is found in the export and in the rows", async () => {
  const tills = await cardTills(await newCafe());
  const { order, card } = tills.pay(tills.a);
  await tills.endOf(card);
  const body = { payment: card.payment() as EventId, how: "answer", code: VISA } as const;
  const draft: Draft = { kind: "payment/declined", streams: [orderStream(order)], body };
  valueOf(tills.a.open.till.act(MIA, "plant", () => ok([draft])));

  const found = cardNumbersIn(keptText(tills.a.open));
  // Once in the export, and once in the row of its transaction at the least.
  expect(found.length).toBeGreaterThan(1);
  expect(new Set(found)).toEqual(new Set([VISA]));
});

test.each([VISA, "4111 1111 1111 1111", `PAN ${AMEX} 12/27`, `x${VISA}`.slice(1)])(
  "a paper with %j has four digits of it",
  (line) => {
    const printed = [
      readPrinted(printLineFrame(line, { isEnd: true })),
      readPrinted(printBlockFrame({ lines: ["Kundenbeleg", line], copy: "customer" })),
    ].flatMap(({ lines }) => lines);

    expect(cardNumbersIn(line)).toHaveLength(1);
    expect(printed.flatMap(cardNumbersIn)).toEqual([]);
    expect(printed.join("\n")).toMatch(/\*{4,}/u);
  },
);

test("a magnetic stripe and a whole number in a result are not read", () => {
  const bytes = fieldBytes([
    [FIELD.cardNumber, Buffer.from(VISA, "hex")],
    [0x23, Buffer.from(`${VISA}d25121011000012345678f`, "hex")],
    [FIELD.text, Buffer.from(`Karte ${VISA}`)],
  ]);
  const read = JSON.stringify(readMessage({ command: 0x040f, data: bytes }));

  expect(read).toContain("1111");
  expect(cardNumbersIn(read)).toEqual([]);
});

test("a Nexo terminal's papers, codes and names have no number of a card", () => {
  const header = { category: "Payment", sale: "TILL", service: "PAY1", poi: "V400m-1" } as const;
  const currency = currenciesByCode.get("EUR");
  if (currency === undefined) throw new Error("There is no euro.");
  const OutputText = [{ Text: `name=Card&value=${VISA}&key=pan` }, { Text: AMEX }];
  const paid = {
    Response: { Result: "Success" },
    POIData: { POITransactionID: { TransactionID: VISA, TimeStamp: "2026-11-25T10:00:00Z" } },
    PaymentResult: {
      PaymentAcquirerData: { ApprovalCode: VISA },
      PaymentInstrumentData: { CardData: { PaymentBrand: AMEX, MaskedPan: VISA } },
      AmountsResp: { Currency: "EUR", AuthorizedAmount: 20 },
    },
    PaymentReceipt: [{ DocumentQualifier: "CustomerReceipt", OutputContent: { OutputText } }],
  };
  const refused = { Response: { Result: "Failure", ErrorCondition: "Refusal" } };
  const MessageHeader = {
    MessageType: "Response",
    MessageCategory: "Payment",
    SaleID: "TILL",
    ServiceID: "PAY1",
    POIID: "V400m-1",
  };
  const says = [paid, refused].map((PaymentResponse) => {
    const json = JSON.stringify({ SaleToPOIResponse: { MessageHeader, PaymentResponse } });
    const response = readResponse(json, header);
    return response && readLastWord(response, currency);
  });

  expect(says[0]?.card.last4).toBe("1111");
  expect(cardNumbersIn(JSON.stringify(says))).toEqual([]);
});
