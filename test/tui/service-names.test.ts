import { expect, test } from "vitest";

import { SERVICES } from "../../src/domain/goods/catalogue.ts";
import { LOCALES } from "../../src/domain/text/locale.ts";
import { receiptToDocument } from "../../src/printer/documents/receipt-document.ts";
import { ticketToDocument } from "../../src/printer/documents/ticket-document.ts";
import { paperWords } from "../../src/printer/paper-words.ts";
import { wordsFor } from "../../src/words/screen-words.ts";
import { enScreen as en } from "../support/english-words.ts";
import { euros, receiptView, ticketView } from "../support/printed-views.ts";

const options = { formatMoney: euros, opensDrawer: false };

test.each(SERVICES)("%s is called the same on the screen and on paper", (service) => {
  for (const locale of LOCALES) {
    expect(paperWords(locale).services[service]).toBe(wordsFor({ locale }).services[service]);
  }
  const receipt = JSON.stringify(receiptToDocument(receiptView({ service }), options));
  const ticket = JSON.stringify(ticketToDocument(ticketView({ service })));

  expect(receipt).toContain(`"${en.services[service]}"`);
  expect(ticket).toContain(en.services[service].toUpperCase());
});
