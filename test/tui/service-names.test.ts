import { expect, test } from "vitest";

import { SERVICES } from "../../src/domain/catalogue.ts";
import { receiptToDocument } from "../../src/printer/receipt-document.ts";
import { ticketToDocument } from "../../src/printer/ticket-document.ts";
import { SERVICE_NAMES } from "../../src/tui/service-names.ts";
import { euros, receiptView, ticketView } from "../support/printed-views.ts";

const options = { formatMoney: euros, opensDrawer: false };

test.each(SERVICES)("%s is called the same on the screen and on paper", (service) => {
  const receipt = JSON.stringify(receiptToDocument(receiptView({ service }), options));
  const ticket = JSON.stringify(ticketToDocument(ticketView({ service })));

  expect(receipt).toContain(`"${SERVICE_NAMES[service]}"`);
  expect(ticket).toContain(SERVICE_NAMES[service].toUpperCase());
});
