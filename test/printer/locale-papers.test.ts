/** Papers of each locale: amounts, dates and words come through the code pages whole. */

import { expect, test } from "vitest";

import { minor } from "../../src/domain/money/amounts.ts";
import { type Locale, localMoney, LOCALES } from "../../src/domain/text/locale.ts";
import { receiptToDocument } from "../../src/printer/documents/receipt-document.ts";
import { sheetToDocument } from "../../src/printer/documents/sheet-document.ts";
import { ticketToDocument } from "../../src/printer/documents/ticket-document.ts";
import { encodeDocument } from "../../src/printer/encoding/encoder.ts";
import { epson80, generic58, generic80 } from "../../src/printer/encoding/profile.ts";
import { printOn } from "../support/emulated-paper.ts";
import { receiptView, recoverySheet, ticketLine, ticketView } from "../support/printed-views.ts";
import { euro } from "../support/small-shop.ts";

const TOTAL_BY_LOCALE: Readonly<Record<Locale, readonly [total: string, date: RegExp]>> = {
  en: ["1234567.89", /\d{4}-\d\d-\d\d/u],
  de: ["1.234.567,89", /\d\d\.\d\d\.\d{4}/u],
  "de-CH": ["1'234'567.89", /\d\d\.\d\d\.\d{4}/u],
  fr: ["1 234 567,89", /\d\d\/\d\d\/\d{4}/u],
  "fr-CH": ["1'234'567.89", /\d\d\.\d\d\.\d{4}/u],
  es: ["1.234.567,89", /\d\d\/\d\d\/\d{4}/u],
  nl: ["1.234.567,89", /\d\d-\d\d-\d{4}/u],
  it: ["1.234.567,89", /\d\d\/\d\d\/\d{4}/u],
  pt: ["1 234 567,89", /\d\d\/\d\d\/\d{4}/u],
  pl: ["1 234 567,89", /\d\d\.\d\d\.\d{4}/u],
};

test.each(LOCALES)("papers in %s lose no sign and no column on any printer", (locale) => {
  function formatMoney(amount: number): string {
    return localMoney(minor(amount), euro, locale);
  }
  const view = receiptView({ total: minor(123_456_789), rounding: minor(0) });
  const receipt = receiptToDocument(view, { formatMoney, locale, opensDrawer: false });
  const lines = [
    ticketLine({ name: "Crème brûlée", act: "change" }),
    ticketLine({ name: "Jamón ibérico", course: 2, act: "void" }),
  ];
  const documents = [
    receipt,
    ticketToDocument(ticketView({ covers: 2, lines }), locale),
    sheetToDocument({ ...recoverySheet(), locale }),
  ];
  const [total, date] = TOTAL_BY_LOCALE[locale];

  for (const profile of [epson80, generic58, generic80]) {
    const printed = documents.map((document) => {
      const { bytes, lost } = encodeDocument(document, profile);
      expect(lost).toEqual([]);
      return printOn(profile.columns, bytes);
    });

    expect(printed.flatMap(({ complaints }) => complaints)).toEqual([]);
    const wrapped = printed.flatMap(({ entries }) =>
      entries.filter((entry) => entry.type === "line" && entry.wrapped),
    );
    expect(wrapped).toEqual([]);
    expect(printed[0]?.text).toContain(total);
    expect(printed[0]?.text).toMatch(date);
  }
});
