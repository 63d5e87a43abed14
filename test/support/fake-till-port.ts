/**
 * A till in memory: it adds, voids and takes cash, and writes nothing down.
 */

import { type Performed } from "../../src/acts/act.ts";
import { type ChosenGoods } from "../../src/acts/add.ts";
import { type ActId, actOf, type ActRequest, type AnswerOf } from "../../src/acts/all.ts";
import { type Result, err, ok } from "../../src/domain/base/result.ts";
import { courseFor } from "../../src/domain/commands/order/set-course.ts";
import { defaultModifiers, unitPriceOf } from "../../src/domain/entry/entry-modifiers.ts";
import { usualScaleRules } from "../../src/domain/goods/barcode.ts";
import {
  type Catalogue,
  type Service,
  type TakenModifier,
} from "../../src/domain/goods/catalogue.ts";
import { numberedOptions } from "../../src/domain/goods/product-options.ts";
import { type BusinessDay, type EventId } from "../../src/domain/identity.ts";
import {
  type MinorUnits,
  type Thousandths,
  milliPercent,
  minor,
  subtractMinor,
  thousandths,
  zeroMinor,
} from "../../src/domain/money/amounts.ts";
import { currenciesByCode } from "../../src/domain/money/currency.ts";
import { civilTime } from "../../src/domain/text/civil-time.ts";
import { type Locale } from "../../src/domain/text/locale.ts";
import { type LineView, type OrderView } from "../../src/domain/views.ts";
import { type ReceiptRow } from "../../src/tui/ports/paper-port.ts";
import { type PaidOutcome } from "../../src/tui/ports/payment-port.ts";
import { type Refusal } from "../../src/tui/ports/refusal-port.ts";
import { type ReceiptToReturn } from "../../src/tui/ports/return-port.ts";
import { type TillPort, type TillSession } from "../../src/tui/ports/till-port.ts";
import { createTillContexts, type TillContext } from "../../src/tui/till-context.ts";
import { noCards, noCardSession } from "./no-cards.ts";
import { noCustomers } from "./no-customers.ts";
import { noDay } from "./no-day.ts";
import { noDrawers } from "./no-drawers.ts";
import { noOffice } from "./no-office.ts";
import { noTables } from "./no-tables.ts";
import { smallShop } from "./small-shop.ts";

export interface FakeTill extends TillPort {
  /** What was done, in words. */
  readonly log: ReadonlyArray<string>;
  /** As if a peer or a printer had changed something. */
  readonly poke: () => void;
}

const STAFF = [
  { number: "1", name: "Anna", demoPin: "1234", badge: "9000000001" },
  { number: "2", name: "Bekim", demoPin: "2345", badge: "STAFF-0002" },
];

type Line = LineView & { readonly taken: ReadonlyArray<TakenModifier> };

/** Two lattes, a tart that is back, and some cheese. */
const RECEIPT: ReceiptToReturn = {
  id: "receipt" as EventId,
  order: "sold" as EventId,
  number: "A-000009",
  lines: [
    {
      line: "latte" as EventId,
      items: [{ line: "latte" as EventId, left: thousandths(2000) }],
      name: "Latte",
      soldBy: "each",
      left: thousandths(2000),
      leftNet: minor(680),
      usualFate: "waste",
    },
    {
      line: "tart" as EventId,
      items: [{ line: "tart" as EventId, left: thousandths(0) }],
      name: "Tart",
      soldBy: "each",
      left: thousandths(0),
      leftNet: minor(0),
      usualFate: "waste",
    },
    {
      line: "cheese" as EventId,
      items: [{ line: "cheese" as EventId, left: thousandths(350) }],
      name: "Cheese",
      soldBy: "weight",
      left: thousandths(350),
      leftNet: minor(452),
      usualFate: "waste",
    },
  ],
  tenders: [
    { method: "card", paid: minor(800), back: minor(0) },
    { method: "cash", paid: minor(672), back: minor(340) },
  ],
  beyond: [],
  staying: [],
  overpaid: undefined,
};

const RECEIPTS: ReadonlyArray<ReceiptRow> = [
  {
    number: "B-000003",
    day: "2026-11-20" as BusinessDay,
    time: "14:32",
    total: minor(-340),
    goods: "Latte",
    cards: [],
    isIncomplete: false,
    doubts: [],
  },
  {
    number: RECEIPT.number,
    day: "2026-11-19" as BusinessDay,
    time: "19:02",
    total: minor(1132),
    goods: "Latte, Tart, Cheese",
    cards: [],
    isIncomplete: false,
    doubts: [],
  },
];

/** As the fake notes it. */
export function leftWords(sku: string, left: Thousandths | null): string {
  if (left === null) return `there again ${sku}`;
  return left === 0 ? `sold out ${sku}` : `${left / 1000} left of ${sku}`;
}

/** What the steps and rows are given. */
export function englishTill(port: TillPort): TillContext {
  return createTillContexts(port)({ locale: "en", service: "counter", customer: "" });
}

export function createFakeTill(
  options: {
    readonly catalogue?: Catalogue;
    readonly left?: TillPort["left"];
    readonly lastStaffNumber?: string;
    readonly locale?: Locale;
  } = {},
): FakeTill {
  const catalogue = options.catalogue ?? smallShop;
  const log: Array<string> = [];
  const listeners = new Set<() => void>();
  let lines: ReadonlyArray<Line> = [];
  let orderName = "";
  let service: Service = "counter";
  let course = 0;
  let saysCourse = false;
  let paid = zeroMinor;
  let orders = 1;
  let number = 1;
  /** Put aside, with money due. */
  let parked: ReadonlyArray<OrderView & { readonly bring: () => void }> = [];
  let lineCount = 0;
  let clockedIn: string | undefined;
  let onBreak: string | undefined;
  let lastStaffNumber = options.lastStaffNumber;

  function view(): OrderView | undefined {
    if (lines.length === 0) return undefined;
    const total = minor(lines.reduce((sum, line) => sum + (line.voided ? 0 : line.gross), 0));
    return {
      id: `order-${number}` as EventId,
      number: `A${number}`,
      service,
      table: "",
      name: orderName,
      covers: 0,
      owner: "1",
      joined: [],
      isReceiptWaiting: false,
      acts: [],
      course: saysCourse ? course : undefined,
      customer: "",
      note: "",
      status: "open",
      dueAt: "",
      opened: { wallMs: 0, offsetMinutes: 0 },
      day: "2026-11-20" as BusinessDay,
      lines: positioned(lines),
      discountRate: milliPercent(0),
      off: zeroMinor,
      total,
      paid,
      due: minor(Math.max(0, total - paid)),
      deposited: minor(paid < total ? paid : 0),
      refundDue: minor(Math.max(0, paid - total)),
      giveBackBy: [],
      returnable: [],
      money: [],
      refunded: zeroMinor,
      tooMuch: zeroMinor,
      returns: [],
      parts: [],
      besideParts: zeroMinor,
      taxes: [],
      bills: [],
      billed: undefined,
      receipts: [],
      refunds: [],
      attention: [],
      incomplete: [],
    };
  }

  function positioned(all: ReadonlyArray<Line>): ReadonlyArray<LineView> {
    let position = 0;
    return all.map((line) => {
      if (!line.gone) position += 1;
      return { ...line, position: line.gone ? 0 : position };
    });
  }

  function now(what: string): Result<OrderView, Refusal> {
    log.push(what);
    for (const listener of listeners) listener();
    const order = view();
    return order === undefined ? err({ message: "No order." }) : ok(order);
  }

  function change(id: EventId, to: (line: Line) => Line): void {
    lines = lines.map((line) => (line.id === id ? priced(to(line)) : line));
  }

  function priced(line: Line): Line {
    const gross = Math.round((line.unitPrice * line.quantity) / 1000);
    return { ...line, gross: minor(gross - line.off) };
  }

  function putAside(): void {
    const order = view();
    if (order === undefined || (order.due === 0 && order.refundDue === 0)) return;
    const was = { lines, paid, service, number, orderName };
    function bring(): void {
      ({ lines, paid, service, number, orderName } = was);
    }
    parked = [{ ...order, bring }, ...parked];
  }

  function addGoods(goods: ChosenGoods): Result<OrderView, Refusal> {
    const product = catalogue.productsBySku.get(goods.sku);
    if (product === undefined) return err({ message: "No such product." });
    const choices = numberedOptions(catalogue, product);
    const taken = goods.modifiers ?? defaultModifiers(choices);
    lineCount += 1;
    const line: Line = {
      id: `line-${lineCount}` as EventId,
      position: 0,
      kind: goods.quantity < 0 ? "return" : "goods",
      sku: product.sku,
      name: product.name,
      soldBy: product.soldBy,
      quantity: goods.quantity,
      price: goods.price ?? product.price,
      list: "",
      unitPrice: unitPriceOf(goods.price ?? product.price, choices, taken),
      gross: zeroMinor,
      discountRate: milliPercent(0),
      off: zeroMinor,
      modifiers: named(taken),
      note: "",
      service: goods.service,
      course: courseFor(course, product),
      seat: 0,
      gone: false,
      kitchen: "unsent",
      waits: undefined,
      isMade: false,
      isOnHold: false,
      voided: false,
      isSinceBill: false,
      covered: zeroMinor,
      taken,
    };
    lines = [...lines, priced(line)];
    return now(
      `add ${goods.quantity / 1000} ${goods.sku}${goods.service === undefined ? "" : ` ${goods.service}`}`,
    );
  }

  function named(taken: ReadonlyArray<TakenModifier>): LineView["modifiers"] {
    return taken.flatMap((modifier) => {
      const group = catalogue.modifierGroupsById.get(modifier.group);
      const option = group?.options.find(({ id }) => id === modifier.option);
      return option === undefined
        ? []
        : [{ name: option.name, price: option.price, count: modifier.count }];
    });
  }

  /** What the act did, as a test reads it. Only what screens show is changed. */
  function perform<Request extends ActRequest>(
    request: Request,
  ): Result<Performed<AnswerOf<Request["act"]>>, Refusal> {
    const before = view();
    if (request.act === "add") {
      const added = addGoods(request);
      return added.ok
        ? ok({ order: added.value, answer: undefined as AnswerOf<Request["act"]> })
        : added;
    }
    if (request.act === "pay") {
      const done = pay(request);
      if (!done.ok) return done;
      const { order, ...answer } = done.value;
      return ok({ order, answer: { ...answer, refunds: [] } as AnswerOf<Request["act"]> });
    }
    show(request);
    const isBeside =
      ["shop", "any order"].includes(actOf(request.act).on) ||
      ["course", "service"].includes(request.act);
    if (isBeside) log.push(actText(request));
    const order = isBeside ? ok(view()) : now(actText(request));
    if (!order.ok) return order;
    const answers: { readonly [Id in ActId]?: AnswerOf<Id> } = {
      fire: [],
      again: { leftOut: [] },
      bill: [],
      "clock-in": "14:30",
      "clock-out": { time: "18:00", isApart: false },
      "clock-break": { way: onBreak === undefined ? "end" : "begin", paid: false, time: "14:30" },
      refund: { number: "A-000010", amount: minor(600), parts: [] },
      reprice: {
        before: before?.total ?? zeroMinor,
        after: order.value?.total ?? zeroMinor,
        lines: [],
        taxes: [],
      },
    };
    const answer = answers[request.act] as AnswerOf<Request["act"]>;
    return ok({ order: order.value, answer });
  }

  /** What the fake shows of an act; nothing of those that are not here: it has no tables, no taxes and no sums. */
  const shown: Partial<{ readonly [Id in ActId]: (request: ActRequest<Id>) => void }> = {
    quantity: (request) => {
      const { is, quantity } = request;
      change(request.line, (line) => {
        const all = is === "all" ? quantity : Math.abs(line.quantity) + quantity;
        return { ...line, quantity: thousandths(line.quantity < 0 ? -all : all) };
      });
    },
    options: (request) => {
      const { modifiers: taken } = request;
      change(request.line, (line) => ({ ...line, modifiers: named(taken), taken }));
    },
    note: (request) => {
      if (request.line === undefined) throw new Error("The fake has no notes of whole orders.");
      change(request.line, (line) => ({ ...line, note: request.note }));
    },
    price: (request) => {
      const { price } = request;
      change(request.line, (line) => {
        return { ...line, price, unitPrice: minor(line.unitPrice - line.price + price) };
      });
    },
    discount: (request) => {
      const { rate, amount } = request.discount ?? { rate: milliPercent(0), amount: zeroMinor };
      const { line: id } = request;
      if (id === undefined) return;
      change(id, (line) => {
        const gross = Math.round((line.unitPrice * line.quantity) / 1000);
        const off = minor(Math.round((gross * rate) / 100_000) + amount);
        return { ...line, discountRate: rate, off };
      });
    },
    void: (request) => {
      for (const { line: id, count } of request.voids) {
        change(id, (line) =>
          count !== undefined && count < Math.abs(line.quantity)
            ? {
                ...line,
                quantity: thousandths(line.quantity - count * Math.sign(line.quantity)),
              }
            : { ...line, voided: true, gone: line.kitchen === "unsent" },
        );
      }
    },
    name: (request) => {
      orderName = request.name;
    },
    service: (request) => {
      ({ service } = request);
    },
    send: () => {
      for (const { id } of lines) change(id, (line) => ({ ...line, kitchen: "sent" }));
    },
    hold: (request) => {
      for (const id of request.lines) change(id, (line) => ({ ...line, isOnHold: request.held }));
    },
    fire: () => {
      for (const { id } of lines.filter((line) => line.isOnHold)) {
        change(id, (line) => ({ ...line, isOnHold: false, kitchen: "sent" }));
      }
    },
    again: () => {
      for (const { sku, quantity, taken } of lines.filter(({ voided }) => !voided)) {
        addGoods({ sku, quantity, modifiers: taken });
      }
    },
    course: (request) => {
      const { course: to, line: from } = request;
      course = to;
      saysCourse = true;
      const first = lines.findIndex(({ id }) => id === from);
      for (const { id } of first === -1 ? [] : lines.slice(first)) {
        change(id, (line) => ({ ...line, course: to }));
      }
    },
    "clock-in": () => {
      clockedIn = "14:30";
    },
    "clock-out": () => {
      clockedIn = undefined;
      onBreak = undefined;
    },
    "clock-break": () => {
      onBreak = onBreak === undefined ? "14:30" : undefined;
    },
  };

  function show(request: ActRequest): void {
    // Each act has the function that takes its request.
    (shown[request.act] as ((asked: ActRequest) => void) | undefined)?.(request);
  }

  function pay(request: ActRequest<"pay">): Result<PaidOutcome, Refusal> {
    switch (request.type) {
      case "cash":
        return payCash(request.tendered);
      case "card":
        return payCard(request.amount ?? zeroMinor);
      case "refund": {
        const { method, shown = zeroMinor } = request;
        return method === "cash" ? payCash(zeroMinor) : payCard(subtractMinor(zeroMinor, shown));
      }
      default:
        return err({ message: `No ${request.type}.` });
    }
  }

  function payCash(tendered: MinorUnits): Result<PaidOutcome, Refusal> {
    const { due, refundDue } = view() ?? { due: zeroMinor, refundDue: zeroMinor };
    const amount =
      refundDue > 0 ? subtractMinor(zeroMinor, refundDue) : minor(Math.min(due, tendered));
    paid = minor(paid + amount);
    log.push(`cash ${tendered}`);
    const order = view();
    if (order === undefined) return err({ message: "Nothing to pay." });
    const payment = {
      id: "payment" as EventId,
      method: "cash",
      amount,
      tendered,
      change: minor(tendered - amount),
      rounding: zeroMinor,
    };
    return ok({
      payment,
      order,
      ...(order.due === 0 && order.refundDue === 0 && order.total !== 0
        ? { receiptNumber: `A-00000${number}` }
        : {}),
    });
  }

  function payCard(amount: MinorUnits): Result<PaidOutcome, Refusal> {
    if (amount > (view()?.due ?? 0)) return err({ message: "A card gives no change." });
    const outcome = payCash(amount);
    log.splice(-1, 1, `card ${amount}`);
    if (!outcome.ok) return outcome;
    return ok({ ...outcome.value, payment: { ...outcome.value.payment, method: "card" } });
  }

  function sessionOf(staff: { readonly name: string; readonly number: string }): TillSession {
    return {
      staffName: staff.name,
      staffNumber: staff.number,
      bills: {
        ordersNamed: () => [],
        chargeAnew: () => undefined,
        charges: () => [],
      },
      cards: noCardSession,
      office: noOffice,
      customers: noCustomers,
      ...noTables,
      drawers: noDrawers,
      day: noDay,
      queue: { print: tooLate, move: tooLate, cancel: tooLate },
      reports: {
        list: () => err({ message: "Too late." }),
        read: () => err({ message: "Too late." }),
        print: tooLate,
      },
      evening: { read: () => ({ title: "", lines: [] }), print: tooLate },
      history: { read: () => err({ message: "Too late." }) },
      tips: { read: () => err({ message: "Too late." }) },
      counts: { sheets: () => [], enter: () => err({ message: "Too late." }) },
      vouchers: {
        name: () => "Voucher",
        find: () => err({ message: "Too late." }),
        isCoupon: () => false,
      },
      deliveries: {
        awaited: () => [],
        draft: () => err({ message: "Too late." }),
        add: () => err({ message: "Too late." }),
        scan: () => err({ message: "Too late." }),
        book: () => err({ message: "Too late." }),
      },
      knowing: () => sessionOf(staff),
      splitOutlook: () => err({ message: "No split." }),
      approvedBy: () => Promise.resolve(err({ message: "Nobody may." })),
      lastPaid: () => undefined,
      left: () => undefined,
      answerAttention: (id, answer, { why, isForAll } = {}) => {
        const who = isForAll === true ? `all like ${id}` : id;
        log.push(`${answer} ${who}${why === undefined ? "" : ` (${why})`}`);
        return ok("Settled.");
      },
      order: view,
      perform,
      undo: () => {
        const order = now("undo");
        return order.ok
          ? ok({
              order: order.value,
              service: order.value.service,
              what: "Latte is off again.",
              line: undefined,
            })
          : order;
      },
      course: () => course,
      linesToReprice: () => 0,
      wouldReprice: () => undefined,
      round: () => [],
      mayRefire: ({ lines: wanted }) => {
        const unsent = lines.find(
          ({ id, kitchen }) => kitchen === "unsent" && wanted.some(({ line }) => line === id),
        );
        return unsent === undefined
          ? ok(undefined)
          : err({ message: `The kitchen has heard nothing of ${unsent.name}.` });
      },
      tenders: () => [],
      foreignWorth: () => err({ message: "No rate." }),
      // All of it came in cash, or is for goods.
      refundTenders: () => {
        const { refundDue } = view() ?? { refundDue: zeroMinor };
        return refundDue === 0
          ? []
          : ["cash", "card"].map((method) => ({ method, amount: refundDue }));
      },
      newOrder: () => {
        putAside();
        orderName = "";
        lines = [];
        paid = zeroMinor;
        service = "counter";
        course = 0;
        saysCourse = false;
        orders += 1;
        number = orders;
        for (const listener of listeners) listener();
      },
      openOrders: () => parked,
      ordersForLater: () => [],
      recall: (id) => {
        const found = parked.find((order) => order.id === id);
        if (found === undefined) return err({ message: "That order is not open any more." });
        putAside();
        parked = parked.filter((order) => order !== found);
        found.bring();
        return now(`recall A${number}`);
      },
      recallPaid: () => err({ message: "That receipt is not known here." }),
      receipt: (text) =>
        ["9", "9800000000090", RECEIPT.number].includes(text)
          ? ok(RECEIPT)
          : err({ message: "That receipt is not known here." }),
      refundFor: () =>
        ok({ amount: minor(600), parts: [], notPaidInCash: minor(0), tip: minor(0) }),
      mayRefund: () => ok(undefined),
      correctable: () => err({ message: "Nothing is to be put right." }),
      shift: () => ({
        since: clockedIn,
        breakSince: onBreak,
        isForgotten: false,
        mayBeElsewhere: false,
        asked: "off",
      }),
      cashTip: (tip) => tip,
      paidBy: () => undefined,
      cashDue: () => {
        const { due, refundDue } = view() ?? { due: zeroMinor, refundDue: zeroMinor };
        return refundDue > 0 ? subtractMinor(zeroMinor, refundDue) : due;
      },
    };
  }

  return {
    log,
    cards: noCards,
    customer: () => undefined,
    staffName: (wanted) => STAFF.find(({ number: it }) => it === wanted)?.name ?? wanted,
    looksAt: () => undefined,
    lookedAtBy: () => [],
    poke: () => {
      for (const listener of listeners) listener();
    },
    refusalSentence: ({ type }) => `${type}.`,
    shop: {
      name: "Café Nord",
      device: "Till 1",
      currency: "EUR",
      training: false,
      demo: true,
      locale: options.locale ?? "en",
      recordsIn: options.locale ?? "en",
      defaultService: "counter",
      cashBackMost: zeroMinor,
      noCash: undefined,
      lockAfterMinutes: 10,
      tables: [],
      scaleLabels: usualScaleRules,
      denominations: (currenciesByCode.get("EUR")?.denominations ?? []).map(minor),
    },
    staff: () => STAFF,
    shifts: () => [],
    timeOf: (atMs) => civilTime(atMs, 0).time.slice(0, 5),
    minutesSince: () => 0,
    wall: () => "2026-11-20T14:05",
    badgeOwners: (code) => STAFF.filter(({ badge }) => badge === code.toUpperCase()),
    lastStaffNumber: () => lastStaffNumber,
    vouching: () => ({ type: "needless" }),
    logIn: async (number, pin) => {
      await Promise.resolve();
      const person = STAFF.find((it) => it.number === number);
      log.push(`log-in ${number}`);
      if (person?.demoPin !== pin)
        return err({ message: "That is not the right number and PIN: try again." });
      lastStaffNumber = number;
      return ok(sessionOf(person));
    },
    catalogue: () => catalogue,
    left: (sku) => options.left?.(sku),
    stockLeft: () => undefined,
    tellLow: () => false,
    priceNow: ({ price }) => ({ price, list: "" }),
    listsNow: () => "",
    groupOf: () => "",
    readyOrders: () => [],
    dayNews: () => [],
    ordersHere: () => [],
    printers: () => [{ name: "Kitchen", state: "ok", waitingJobs: 0, askingJobs: 0 }],
    farPrinters: () => [],
    attention: () => [],
    queue: () => [],
    ledgerTroubles: () => [],
    receipts: () => RECEIPTS,
    receiptPaper: (number) =>
      number.toUpperCase() === RECEIPT.number
        ? ok({
            number: RECEIPT.number,
            isRefund: false,
            paper: {
              id: "paper" as EventId,
              kind: "receipt" as const,
              name: RECEIPT.number,
              state: "printed" as const,
            },
            lines: Array.from({ length: 30 }, (_, at) => `paper line ${at + 1}`),
          })
        : err({ message: "That receipt is not known here." }),
    papers: (number) =>
      number === "99"
        ? err({ message: "There is no order 99." })
        : ok(
            (["receipt A-000001", "ticket A1 Bar"] as const).map((id) => ({
              id: id as EventId,
              kind: id.startsWith("receipt") ? ("receipt" as const) : ("ticket" as const),
              name: id.replace(/^\w+ /u, ""),
              state: "printed" as const,
            })),
          ),
    reprint: ({ id }) => {
      log.push(`reprint ${id}`);
      return ok("again");
    },
    customerCopy: ({ id }) => {
      log.push(`customer copy ${id}`);
      return ok(undefined);
    },
    giftReceipt: ({ id }) => {
      log.push(`gift receipt ${id}`);
      return ok(undefined);
    },
    printAsking: () => 0,
    printStatus: () => "",
    diskStatus: () => "",
    clockStatus: () => "",
    setClock: (typed) => {
      log.push(`it is ${typed}`);
      return ok(`It is ${typed}.`);
    },
    ledgerNews: () => [],
    mesh: () => ({ status: "single till", troubles: [] }),
    tills: () => [],
    findings: () => [],
    backup: () => undefined,
    longWork: () => undefined,
    together: (read) => read(),
    readGoodsAhead: () => false,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function tooLate(): Result<void, Refusal> {
  return err({ message: "It waits no more." });
}

function why(reason: string): string {
  return reason === "" ? "" : ` (${reason})`;
}

const ACT_TEXTS: Partial<{ readonly [Id in ActId]: (request: ActRequest<Id>) => string }> = {
  quantity: (request) => {
    const { is, quantity, line } = request;
    return `${is === "all" ? "quantity" : "more"} ${quantity / 1000} of ${line}`;
  },
  options: (request) =>
    `modifiers of ${request.line}: ${request.modifiers.map((it) => it.option).join(" ")}`,
  note: (request) => `note of ${request.line}: ${request.note}`,
  price: (request) => `price ${request.price} of ${request.line}`,
  discount: (request) => {
    const { line = "the order", discount, reason = "" } = request;
    return `discount ${discount?.rate ?? 0} ${discount?.amount ?? 0} of ${line}${why(reason)}`;
  },
  charge: (request) => `charge ${request.name} ${request.isOn ? "on" : "off"}`,
  language: (request) => `speak ${request.language ?? "as the shop"}`,
  void: (request) => {
    const { voids, reason } = request;
    const parts = voids.map(({ line, count = 0 }) => `${count / 1000} of ${line}`).join(", ");
    return `take off ${parts} (${reason})`;
  },
  exempt: (request) =>
    request.number === undefined ? "not exempt" : `exempt by ${request.number}`,
  course: (request) => `course ${request.course} from ${request.line ?? "here"}`,
  seat: (request) => `seat ${request.seat} of ${request.line}`,
  hold: (request) => `${request.held ? "hold" : "let go"} ${request.lines.join(" ")}`,
  fire: (request) => `fire ${request.course ?? "next"}`,
  refire: (request) => {
    const texts = request.lines.map(({ line, count }) => `${count} ${line}`);
    return `refire ${texts.join(" ")}: ${request.reason}`;
  },
  left: (request) => leftWords(request.sku, request.left),
  leave: (request) => `left (${request.reason})`,
  correct: (request) => `${request.to}, not ${request.from}`,
  keep: () => "keep goods",
  refund: ({ lines, method, reason, goods, what }) => {
    const back = lines.map(({ line, quantity }) => `${quantity} of ${line}`).join(", ");
    const fate = goods === undefined ? "" : `: ${goods}`;
    return `back ${what === "beyond" ? what : back} ${method} (${reason}${fate})`;
  },
  exchange: ({ lines, reason }) => {
    const back = lines.map(({ line, quantity }) => `${quantity} of ${line}`).join(", ");
    return `back ${back} for goods (${reason})`;
  },
};

/** Returns an act as a test reads it: in words of its own, or by its name and what it is told. */
export function actText(request: ActRequest): string {
  // Each act has the function that takes its request.
  const text = ACT_TEXTS[request.act] as ((asked: ActRequest) => string) | undefined;
  if (text !== undefined) return text(request);
  const { act, ...told } = request;
  const values: ReadonlyArray<unknown> = Object.values(told);
  return [act, ...values].join(" ");
}
