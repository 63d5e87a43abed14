/**
 * The papers in fixtures/receipts: bytes as a hex dump, and what a printer makes of them. A changed
 * byte is a changed paper: look at both before you accept them (`vitest -u`).
 */

import { expect, test } from "vitest";

import { minor, thousandths } from "../../src/domain/money/amounts.ts";
import { localMoney } from "../../src/domain/text/locale.ts";
import { markReprint, type PrintDocument } from "../../src/printer/document.ts";
import { cardSlipToDocument } from "../../src/printer/documents/card-slip.ts";
import { drawerSlipToDocument } from "../../src/printer/documents/drawer-slip.ts";
import { receiptToDocument } from "../../src/printer/documents/receipt-document.ts";
import { sheetToDocument } from "../../src/printer/documents/sheet-document.ts";
import { testPageToDocument } from "../../src/printer/documents/test-page-document.ts";
import { ticketToDocument } from "../../src/printer/documents/ticket-document.ts";
import { zToDocument } from "../../src/printer/documents/z-document.ts";
import { encodeDocument } from "../../src/printer/encoding/encoder.ts";
import {
  epson80,
  generic58,
  generic80,
  profileNamed,
  type PrinterProfile,
} from "../../src/printer/encoding/profile.ts";
import { paperWords } from "../../src/printer/paper-words.ts";
import { printOn } from "../support/emulated-paper.ts";
import { enPaper as en } from "../support/english-words.ts";
import { hexDump } from "../support/hex-dump.ts";
import { drawerCount, drawerSlip, zPaper } from "../support/printed-night.ts";
import {
  cashPayment,
  euros,
  receiptView,
  recoverySheet,
  ticketLine,
  ticketView,
} from "../support/printed-views.ts";
import { euro } from "../support/small-shop.ts";

const cashReceipt = receiptToDocument(receiptView(), { formatMoney: euros, opensDrawer: true });
const demoReceipt = receiptToDocument(
  receiptView({
    demo: true,
    rounding: minor(0),
    payments: [cashPayment({ rounding: minor(0), change: minor(477) })],
  }),
  { formatMoney: euros, opensDrawer: false },
);
const ticket = ticketToDocument(ticketView());
const coursesTicket = ticketToDocument(
  ticketView({
    demo: true,
    lines: [
      ticketLine({ name: "Soup" }),
      ticketLine({ name: "Zürcher Geschnetzeltes", course: 2 }),
    ],
  }),
);
const sheet = sheetToDocument(recoverySheet());
const inGerman = {
  formatMoney: (amount: number) => localMoney(minor(amount), euro, "de"),
  locale: "de",
} as const;
const germanReceipt = receiptToDocument(receiptView(), { ...inGerman, opensDrawer: true });
const tipped = receiptView({
  payments: [cashPayment({ tip: minor(200), change: minor(275) })],
});
const tipReceipt = receiptToDocument(tipped, { formatMoney: euros, opensDrawer: true });
const foreign = receiptView({
  payments: [
    cashPayment({
      tendered: minor(2760),
      change: minor(235),
      foreign: { currency: "USD", amount: minor(3000), rate: 92_000_000 },
    }),
  ],
});
const foreignReceipt = receiptToDocument(foreign, { formatMoney: euros, opensDrawer: true });
const germanForeignReceipt = receiptToDocument(foreign, { ...inGerman, opensDrawer: true });
const germanTipReceipt = receiptToDocument(tipped, { ...inGerman, opensDrawer: true });
const germanRefund = receiptToDocument(
  receiptView({
    refund: { of: "A-000012", reason: "falsche Ware" },
    demo: true,
    payments: [cashPayment({ amount: minor(2525) })],
  }),
  { ...inGerman, opensDrawer: false },
);
const exchanged = { tendered: minor(1825), change: minor(0), rounding: minor(0) };
const exchangeReceipt = receiptToDocument(
  receiptView({
    payments: [
      cashPayment({ method: "exchange", amount: minor(1825), ...exchanged }),
      cashPayment({ amount: minor(698), tendered: minor(1000), change: minor(300) }),
    ],
  }),
  { formatMoney: euros, opensDrawer: true },
);
const germanExchange = receiptToDocument(
  receiptView({
    refund: { of: "A-000012", reason: "falsche Größe" },
    rounding: minor(0),
    total: minor(-2525),
    payments: [
      cashPayment({ method: "exchange", amount: minor(-1825), ...exchanged }),
      cashPayment({ amount: minor(-700), tendered: minor(-700), change: minor(0) }),
    ],
  }),
  { ...inGerman, opensDrawer: true },
);
const germanTicket = ticketToDocument(
  ticketView({
    covers: 1,
    lines: [
      ticketLine({ name: "Suppe", act: "change" }),
      ticketLine({ name: "Schnitzel", course: 2, act: "void" }),
    ],
  }),
  "de",
);
const scriptsTicket = ticketToDocument(
  ticketView({
    name: "Łukasz",
    lines: [
      ticketLine({ name: "宫保鸡丁盖饭", note: "аллергия на орехи" }),
      ticketLine({ name: "شاي بالنعناع", modifiers: [{ name: "חומוס", count: 1 }] }),
    ],
  }),
);
const actsTickets = (["held", "fire", "move", "refire"] as const).map((act) => {
  const lines = [
    ticketLine({ act, name: "Schnitzel", quantity: thousandths(2000), course: 2, seat: 3 }),
    ticketLine({
      act,
      name: "Steak",
      course: 2,
      note: "rare",
      ...(act === "refire" ? { reason: "dropped" } : {}),
    }),
  ];
  const ordered = { ...ticketView().at, wallMs: ticketView().at.wallMs - 25 * 60_000 };
  const moved = act === "move" ? { tableBefore: "3" } : {};
  return ticketToDocument(ticketView({ lines, ordered, ...moved }));
});
/** Taken off whole, for one reason; and one of several things, each for its own. */
const [voidTicket, voidsTicket] = [
  ["Gast ist gegangen", "Gast ist gegangen"],
  ["se quemó", "¿aún crudo?"],
].map((reasons, index) =>
  ticketToDocument(
    ticketView({
      cancels: [ticketView().id],
      lines: [
        ticketLine({
          act: "void",
          name: "Schnitzel",
          quantity: thousandths(2000),
          reason: reasons[0],
        }),
        ticketLine({ act: "void", name: "Steak", note: "medium", reason: reasons[1] }),
      ],
    }),
    index === 0 ? "de" : "es",
  ),
);
const frenchVoidTicket = ticketToDocument(
  ticketView({
    lines: [
      ticketLine({ name: "Crème brûlée" }),
      ticketLine({ act: "void", name: "Crêpe", reason: "commande annulée à la caisse" }),
    ],
  }),
  "fr",
);
const englishVoidTicket = ticketToDocument(
  ticketView({
    lines: [
      ticketLine({
        act: "void",
        name: "Pie",
        reason: "the guest has waited for half an hour and has gone to the neighbours'",
      }),
    ],
  }),
);
const markedTicket = ticketToDocument(
  ticketView({
    marks: [
      { type: "rerouted", from: "GRILL" },
      { type: "late", sent: "18:02", printed: "18:14" },
      { type: "possible-duplicate" },
    ],
  }),
  "fr",
);
const testPage = testPageToDocument({
  name: "Kitchen",
  models: "Any printer, 80 mm",
  at: ticketView().at,
  number: 3,
  opensDrawer: true,
});
const [heldTicket, fireTicket, moveTicket, refireTicket] = actsTickets;
const impact = profileNamed("epson-tm-u220");
const germanSheet = sheetToDocument({ ...recoverySheet(), locale: "de" });

const slipOptions = { formatMoney: euros, locale: "en" } as const;
const outSlip = drawerSlipToDocument(
  drawerSlip(
    {
      type: "moved",
      body: { what: "out", currency: "own", amount: minor(1250), reason: "milk" },
      of: "",
    },
    { approved: "Ravi" },
  ),
  slipOptions,
);
const countSlip = drawerSlipToDocument(
  drawerSlip({ type: "counted", body: drawerCount(), tenders: () => "Card" }),
  slipOptions,
);
const germanNoSaleSlip = drawerSlipToDocument(
  drawerSlip({ type: "no-sale", reason: "Wechselgeld für die Bar" }, { demo: true }),
  inGerman,
);
const cardSlip = cardSlipToDocument({
  demo: false,
  training: false,
  lines: [
    "     * *  Kundenbeleg  * *",
    "",
    "Café Zur Brücke",
    "Terminal-ID     28004869",
    "TA-Nr. 000471  BNr. 0471",
    "",
    "     Kartenzahlung",
    "        girocard",
    "",
    "EUR                 2,60",
    "",
    "Kartennr. ############4242 0",
    "Genehmigungs-Nr.  611804",
    "",
    "     Zahlung erfolgt",
    "  Bitte den Beleg aufbewahren, er gilt als Nachweis.",
  ],
});
const x = zPaper("en", {
  closed: undefined,
  open: [{ drawer: "A1", isPouch: false, expected: 16_355 }],
});

const PAPERS: ReadonlyArray<
  readonly [string, PrintDocument | undefined, PrinterProfile | undefined]
> = [
  ["receipt-cash-epson-80", cashReceipt, epson80],
  ["receipt-cash-generic-58", cashReceipt, generic58],
  ["receipt-demo-generic", demoReceipt, generic80],
  ["receipt-tip-epson-80", tipReceipt, epson80],
  ["receipt-tip-german-generic-58", germanTipReceipt, generic58],
  ["receipt-foreign-epson-80", foreignReceipt, epson80],
  ["receipt-foreign-german-generic-58", germanForeignReceipt, generic58],
  ["ticket-epson-80", ticket, epson80],
  ["ticket-generic-58", ticket, generic58],
  ["ticket-courses-demo-generic", coursesTicket, generic80],
  ["ticket-reprint-epson-80", markReprint(ticket, en.marks.perhapsTwice({ paper: 2 })), epson80],
  [
    "ticket-reprint-epson-tm-u220",
    markReprint(ticket, en.marks.perhapsTwice({ paper: 2 })),
    impact,
  ],
  [
    "ticket-reprint-german-generic-58",
    markReprint(germanTicket, paperWords("de").marks.perhapsTwice({ paper: 3 })),
    generic58,
  ],
  [
    "ticket-reprint-french-generic-58",
    markReprint(markedTicket, paperWords("fr").marks.perhapsTwice({ paper: 2 })),
    generic58,
  ],
  ["sheet-epson-80", sheet, epson80],
  ["sheet-generic-58", sheet, generic58],
  ["receipt-cash-german-epson-80", germanReceipt, epson80],
  ["receipt-cash-german-generic-58", germanReceipt, generic58],
  ["refund-german-generic-58", germanRefund, generic58],
  ["receipt-exchange-epson-80", exchangeReceipt, epson80],
  ["refund-exchange-german-generic-58", germanExchange, generic58],
  ["ticket-german-generic-58", germanTicket, generic58],
  ["test-page-epson-80", testPage, epson80],
  ["test-page-generic-58", testPage, generic58],
  ["test-page-epson-tm-u220", testPage, impact],
  ["ticket-held-generic-58", heldTicket, generic58],
  ["ticket-fire-epson-80", fireTicket, epson80],
  ["ticket-move-generic-58", moveTicket, generic58],
  ["ticket-refire-epson-80", refireTicket, epson80],
  ["ticket-void-epson-80", englishVoidTicket, epson80],
  ["ticket-void-german-generic-58", voidTicket, generic58],
  ["ticket-void-spanish-epson-tm-u220", voidsTicket, impact],
  ["ticket-void-french-generic-58", frenchVoidTicket, generic58],
  ["ticket-marked-french-generic-58", markedTicket, generic58],
  ["ticket-marked-epson-tm-u220", markedTicket, impact],
  ["ticket-scripts-generic-58", scriptsTicket, generic58],
  ["sheet-german-generic-58", germanSheet, generic58],
  ["drawer-out-epson-80", outSlip, epson80],
  ["drawer-count-generic-58", countSlip, generic58],
  ["drawer-no-sale-german-demo-generic-58", germanNoSaleSlip, generic58],
  ["card-slip-epson-80", cardSlip, epson80],
  ["card-slip-generic-58", cardSlip, generic58],
  ["z-epson-80", zToDocument(zPaper("en")), epson80],
  ["z-german-generic-58", zToDocument(zPaper("de")), generic58],
  ["z-french-generic-58", zToDocument(zPaper("fr")), generic58],
  ["z-spanish-generic-58", zToDocument(zPaper("es")), generic58],
  ["x-epson-80", zToDocument(x), epson80],
  ["x-without-cash-generic-58", zToDocument({ ...x, withoutCash: true }), generic58],
];

test.each(PAPERS)("%s looks as it did", async (name, document, profile) => {
  if (document === undefined || profile === undefined) throw new Error("There is no such paper.");
  const { bytes, lost } = encodeDocument(document, profile);
  const { text, entries, complaints } = printOn(profile.columns, bytes);

  expect(lost).toEqual([]);
  expect(complaints).toEqual([]);
  expect(entries.filter((entry) => entry.type === "line" && entry.wrapped)).toEqual([]);
  await expect(text).toMatchFileSnapshot(`../../fixtures/receipts/${name}.txt`);
  await expect(hexDump(bytes)).toMatchFileSnapshot(`../../fixtures/receipts/${name}.hex`);
});
