/** What stands on papers, in English: the shape that every other language fills. */

export const en = {
  services: {
    counter: "Counter",
    "dine-in": "Dine in",
    takeaway: "Takeaway",
    delivery: "Delivery",
  },
  receipt: {
    demo: "DEMO - NOT A RECEIPT",
    training: "TRAINING - NOT A RECEIPT",
    total: (currency: string) => `TOTAL ${currency}`,
    discount: "Discount",
    table: (name: string) => `Table ${name}`,
    receipt: (number: string) => `Receipt ${number}`,
    refund: (number: string) => `Refund ${number}`,
    till: (name: string) => `Till ${name}`,
    to: (name: string) => `For ${name}`,
    toErased: "erased customer",
    taxId: (number: string) => `Tax number ${number}`,
    isRefund: "REFUND",
    ofReceipt: (number: string, reason: string) => `Of receipt ${number}: ${reason}`,
    each: (price: string) => `${price} each`,
    lineDiscount: (rate: string, money: string) =>
      `- ${rate === "" ? "" : `${rate} `}discount (${money})`,
    givenBack: "Given back",
    givenBackCard: "Given back, card",
    rounding: "Cash rounding",
    cash: "Cash",
    card: "Card",
    tendered: "Tendered",
    change: "Change",
    tax: "Tax",
    net: "Net",
    taxSum: "Tax",
    gross: "Gross",
  },
  slip: {
    partCash: "Part payment",
    partOther: (method: string) => `Part payment, ${method}`,
    card: "card",
    noReceipt: "This is not a receipt",
    handedBack: "Handed back",
    stillToPay: "Still to pay",
  },
  ticket: {
    table: (name: string) => `TABLE ${name}`,
    covers: (count: number) => `${count} covers`,
    course: (number: number) => `Course ${number}`,
    noCourse: "No course",
    moved: (now: string, before: string) => `${now} (was: ${before})`,
    alsoAt: (stations: string) => `also on this order: ${stations}`,
    piecesAt: (pieces: number, station: string) => `${pieces} at ${station}`,
    seat: (number: number) => `Seat ${number}`,
    ordered: (ordered: string, sent: string) => `ordered ${ordered}, sent ${sent}`,
    allergy: "ALLERGY",
    ticket: (id: string) => `Ticket ${id}`,
    void: "VOID",
    demo: "DEMO",
    training: "TRAINING",
  },
  acts: {
    new: "NEW",
    held: "HELD - NOT YET",
    fire: "FIRE",
    change: "CHANGE",
    void: "VOID",
    move: "MOVED",
    refire: "MAKE AGAIN",
  },
  marks: {
    reprint: "REPRINT",
    rerouted: (from: string) => `REROUTED FROM ${from}`,
    late: (minutes: number) => `LATE: ${minutes} MIN`,
    possibleDuplicate: "POSSIBLE DUPLICATE",
    customerCopy: "CUSTOMER COPY",
    perhapsTwice: "REPRINT – MAY BE DUPLICATE",
    unmade: (paper: string) => `This ${paper} could not be made: look at its order on the till.`,
  },
  sheet: {
    title: "RECOVERY SHEET",
    shop: (id: string) => `Shop ${id}`,
    made: (at: string) => `Made ${at}`,
    purpose:
      "This code opens the shop again when every till is lost, stolen or broken. Whoever has it is the owner: show it to nobody.",
    care: [
      "1. This paper fades. Copy the code by hand or photocopy it today, and keep two copies.",
      "2. Keep them out of the shop, away from its tills and its backups.",
      "3. Check each copy: till recovery check. The single last character shows a slip of the pen.",
      "4. All tills are gone? On a new box: till restore. The page docs/recovery.md has the steps.",
    ],
  },
};

export type PaperWords = typeof en;

/** What is not there stands in English. */
export type PartialPaperWords = {
  readonly [Group in keyof PaperWords]?: Partial<PaperWords[Group]>;
};
