/** `till voucher sell|top|show|list|replace|block|cash|take-back`. */

import { paidText } from "../../acts/paid-text.ts";
import { readAmount } from "../../acts/shell-money.ts";
import { readRungPayment } from "../../acts/shell-payment.ts";
import { ownTenders } from "../../app/catalogue/catalogue-changes.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { sellVoucher } from "../../app/orders/sell-voucher.ts";
import { moneyText, type Speech } from "../../app/speech.ts";
import { type Till } from "../../app/till/till.ts";
import {
  blockVoucher,
  cashOutVoucher,
  listVouchers,
  voucherFacts,
  owedByYear,
  replaceVoucher,
  takeVoucher,
  voucherByCode,
  voucherNamed,
  type VoucherView,
} from "../../app/vouchers/vouchers.ts";
import { tableLines } from "../../app/words/text-columns.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { voucherWords } from "../../words/made/voucher/all.ts";
import { actFault } from "../act-fault.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { madeText } from "../made-voucher.ts";
import { printOutcome } from "../order-outcome.ts";
import { settleOwn } from "../printer-named.ts";
import { valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { actWithApproval, type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, withTill } from "../with-till.ts";

const said = sentencesOf(voucherWords);

interface ActOptions extends JsonOptions, StaffOptions, ApproverOptions {}

interface SellOptions extends ActOptions {
  readonly cash?: string;
  readonly card?: boolean;
  readonly tender?: string;
}

interface ReasonOptions extends ActOptions {
  readonly reason: string;
}

export function sellTheVoucher(
  amount: string,
  options: SellOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, (open) => sold(open, { amount, options, console }));
}

export function topTheVoucher(
  [code, amount]: readonly [code: string, amount: string],
  options: SellOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, (open) => {
    const { id } = valueOf(voucherByCode(open.till, code), open.till);
    return sold(open, { amount, tops: id, options, console });
  });
}

async function sold(
  open: OpenTill,
  {
    amount: typed,
    tops,
    options,
    console,
  }: {
    readonly amount: string;
    readonly tops?: string;
    readonly options: SellOptions;
    readonly console: Console;
  },
): Promise<ExitCode> {
  const { till } = open;
  const { currency } = till;
  const amount = amountOf(till, typed);
  const payment = readRungPayment({ ...options }, { currency, tenders: ownTenders(till) });
  if (!payment.ok) throw actFault(payment.fault, till);
  if (payment.value.type === "none") throw usageFault(said(({ payIt }) => payIt));
  const done = await actWithApproval({ till, console }, options, (actor) =>
    sellVoucher(till, actor, { amount, payment: payment.value, tops }),
  );
  const { order, receipts, made } = valueOf(done, till);
  const [voucher] = made;
  const view = tops === undefined ? undefined : valueOf(voucherNamed(till, tops), till);
  await printOutcome(open, console, {
    order: order.id,
    issued: receipts,
    json: options.json,
    more: {
      ...(voucher === undefined ? {} : { code: voucher.code }),
      voucher: voucherToJson(till, view ?? voucher?.voucher),
    },
    text: ({ receipts: issued }, speech) => {
      const { receipt } = wordsIn(orderWords, speech.locale);
      const payments = issued.flatMap((it) => it.payments);
      const papers = issued.map(({ number }) => receipt({ number }));
      return [
        ...paidText({ payments, papers }, speech),
        ...(view === undefined ? [] : [standsText(view, speech)]),
      ];
    },
  });
  return EXIT.fine;
}

function amountOf(till: Till, typed: string): MinorUnits {
  const amount = readAmount("<amount>", typed, till.currency);
  if (!amount.ok) throw actFault(amount.fault, till);
  if (amount.value === undefined) throw usageFault(said(({ payIt }) => payIt));
  return amount.value;
}

export function showTheVoucher(
  text: string,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const voucher = valueOf(voucherNamed(till, text), till);
    if (options.json === true) {
      console.json({ currency: till.currency.code, ...voucherToJson(till, voucher) });
      return EXIT.fine;
    }
    const speech = speechIn(console, till);
    console.out(standsText(voucher, speech));
    const words = wordsIn(voucherWords, speech.locale);
    const cells = voucher.state.moves.map(({ day, what, amount, by }) => [
      localDate(day, speech.locale),
      words.moved({ what }),
      till.staffName(by),
      moneyText(amount as MinorUnits, speech),
    ]);
    for (const line of tableLines(cells, 1)) console.out(line);
    return EXIT.fine;
  });
}

export function listTheVouchers(
  options: JsonOptions & { readonly all?: boolean },
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const vouchers = listVouchers(till, options.all === true ? "all" : "open");
    const owed = owedByYear(till);
    if (options.json === true) {
      const rows = vouchers.map((voucher) => voucherToJson(till, voucher));
      console.json({ currency: till.currency.code, vouchers: rows, owed });
      return EXIT.fine;
    }
    if (vouchers.length === 0) console.say(said(({ none }) => none));
    const speech = speechIn(console, till);
    const words = wordsIn(voucherWords, speech.locale);
    const cells = vouchers.map(({ number, state, left, standing }) => [
      number,
      localDate(state.issued?.day ?? till.days().now, speech.locale),
      words.standing({ standing }),
      moneyText(left, speech),
    ]);
    for (const line of tableLines(cells, 1)) console.out(line);
    for (const { year, amount } of owed) {
      if (amount !== 0) console.out(words.owed({ year, money: moneyText(amount, speech) }));
    }
    return EXIT.fine;
  });
}

export function replaceTheVoucher(
  text: string,
  options: ReasonOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const { id: voucher, number } = valueOf(voucherNamed(till, text), till);
    const { reason } = options;
    const done = await actWithApproval({ till, console }, options, (actor) =>
      replaceVoucher(till, actor, { voucher, reason }),
    );
    const made = valueOf(done, till);
    await settleOwn(open, console, { waits: "papersWait" });
    const [first] = made;
    if (options.json === true) {
      console.json({
        currency: till.currency.code,
        replaced: number,
        code: first?.code ?? "",
        voucher: voucherToJson(till, first?.voucher),
      });
      return EXIT.fine;
    }
    const speech = speechIn(console, till);
    console.out(said((words) => words.blocked({ number })));
    for (const it of made) console.out(madeText(it, speech));
    return EXIT.fine;
  });
}

export function blockTheVoucher(
  text: string,
  options: ReasonOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const { id: voucher, number } = valueOf(voucherNamed(till, text), till);
    const { reason } = options;
    const done = await actWithApproval({ till, console }, options, (actor) =>
      blockVoucher(till, actor, { voucher, reason }),
    );
    valueOf(done, till);
    if (options.json === true) console.json({ blocked: number });
    else console.out(said((words) => words.blocked({ number })));
    return EXIT.fine;
  });
}

export function cashOutTheVoucher(
  text: string,
  options: ReasonOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const { id: voucher, number } = valueOf(voucherNamed(till, text), till);
    const { reason } = options;
    const done = await actWithApproval({ till, console }, options, (actor) =>
      cashOutVoucher(till, actor, { voucher, reason }),
    );
    const out = valueOf(done, till);
    await settleOwn(open, console, { waits: "papersWait" });
    const { code: currency } = till.currency;
    if (options.json === true) console.json({ currency, cashedOut: number, out });
    else {
      const speech = speechIn(console, till);
      const words = wordsIn(voucherWords, speech.locale);
      console.out(words.cashedOut({ number, money: moneyText(out, speech) }));
    }
    return EXIT.fine;
  });
}

export function takeTheVoucher(
  [text, from]: readonly [voucher: string, till: string],
  options: ActOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const { id: voucher } = valueOf(voucherNamed(till, text), till);
    const done = await actWithApproval({ till, console }, options, (actor) =>
      takeVoucher(till, actor, { voucher, from }),
    );
    valueOf(done, till);
    const now = valueOf(voucherNamed(till, voucher), till);
    if (options.json === true)
      console.json({ currency: till.currency.code, ...voucherToJson(till, now) });
    else console.out(standsText(now, speechIn(console, till)));
    return EXIT.fine;
  });
}

function standsText({ number, left, here, standing, state }: VoucherView, speech: Speech): string {
  const words = wordsIn(voucherWords, speech.locale);
  const until = state.issued?.until ?? null;
  return words.stands({
    number,
    money: moneyText(left, speech),
    here: here === left ? undefined : moneyText(here, speech),
    standing: words.standing({ standing }),
    until: until === null ? undefined : localDate(until, speech.locale),
  });
}

function voucherToJson(till: Till, view: VoucherView | undefined): object | null {
  if (view === undefined) return null;
  return voucherFacts(till, view);
}
