/** `till voucher sell|top|show|list|replace|block|cash|take-back`. */

import { paidText } from "../../acts/paid-text.ts";
import { readAmount } from "../../acts/shell-money.ts";
import { readRungPayment } from "../../acts/shell-payment.ts";
import { ownTenders } from "../../app/catalogue/catalogue-changes.ts";
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
import { type Answer, answer, type At } from "../answer.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { madeText } from "../made-voucher.ts";
import { orderAnswer } from "../order-outcome.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions } from "../with-till.ts";

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
  return answer(options, console, (at) => sold(at, { amount, options }));
}

export function topTheVoucher(
  [code, amount]: readonly [code: string, amount: string],
  options: SellOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, (at) => {
    const { id } = at.need(voucherByCode(at.till, code));
    return sold(at, { amount, tops: id, options });
  });
}

async function sold(
  at: At,
  {
    amount: typed,
    tops,
    options,
  }: { readonly amount: string; readonly tops?: string; readonly options: SellOptions },
): Promise<Answer> {
  const { till, need } = at;
  const { currency } = till;
  const amount = amountOf(till, typed);
  const payment = readRungPayment({ ...options }, { currency, tenders: ownTenders(till) });
  if (!payment.ok) throw actFault(payment.fault, till);
  if (payment.value.type === "none") throw usageFault(said(({ payIt }) => payIt));
  const { order, receipts, made } = await at.perform((actor) =>
    sellVoucher(till, actor, { amount, payment: payment.value, tops }),
  );
  const [voucher] = made;
  const view = tops === undefined ? undefined : need(voucherNamed(till, tops));
  return orderAnswer(at, {
    order: order.id,
    issued: receipts,
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
  return answer(options, console, ({ till, need, speech }) => {
    const voucher = need(voucherNamed(till, text));
    return {
      json: () => ({ currency: till.currency.code, ...voucherToJson(till, voucher) }),
      lines: () => [standsText(voucher, speech()), ...moveLines(till, voucher, speech())],
    };
  });
}

function moveLines(till: Till, { state }: VoucherView, speech: Speech): ReadonlyArray<string> {
  const words = wordsIn(voucherWords, speech.locale);
  const cells = state.moves.map(({ day, what, amount, by }) => [
    localDate(day, speech.locale),
    words.moved({ what }),
    till.staffName(by),
    moneyText(amount as MinorUnits, speech),
  ]);
  return tableLines(cells, 1);
}

export function listTheVouchers(
  options: JsonOptions & { readonly all?: boolean },
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, ({ till, speech }) => {
    const vouchers = listVouchers(till, options.all === true ? "all" : "open");
    const owed = owedByYear(till);
    return {
      json: () => {
        const rows = vouchers.map((voucher) => voucherToJson(till, voucher));
        return { currency: till.currency.code, vouchers: rows, owed };
      },
      talk: () => (vouchers.length === 0 ? [said(({ none }) => none)] : []),
      lines: () => listLines(till, { vouchers, owed }, speech()),
    };
  });
}

function listLines(
  till: Till,
  {
    vouchers,
    owed,
  }: {
    readonly vouchers: ReadonlyArray<VoucherView>;
    readonly owed: ReturnType<typeof owedByYear>;
  },
  speech: Speech,
): ReadonlyArray<string> {
  const words = wordsIn(voucherWords, speech.locale);
  const cells = vouchers.map(({ number, state, left, standing }) => [
    number,
    localDate(state.issued?.day ?? till.days().now, speech.locale),
    words.standing({ standing }),
    moneyText(left, speech),
  ]);
  const years = owed.filter(({ amount }) => amount !== 0);
  return [
    ...tableLines(cells, 1),
    ...years.map(({ year, amount }) => words.owed({ year, money: moneyText(amount, speech) })),
  ];
}

export function replaceTheVoucher(
  text: string,
  options: ReasonOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async ({ till, need, perform, speech }) => {
    const { id: voucher, number } = need(voucherNamed(till, text));
    const { reason } = options;
    const made = await perform((actor) => replaceVoucher(till, actor, { voucher, reason }));
    const [first] = made;
    return {
      papers: "printed",
      json: () => ({
        currency: till.currency.code,
        replaced: number,
        code: first?.code ?? "",
        voucher: voucherToJson(till, first?.voucher),
      }),
      lines: () => [
        said((words) => words.blocked({ number })),
        ...made.map((it) => madeText(it, speech())),
      ],
    };
  });
}

export function blockTheVoucher(
  text: string,
  options: ReasonOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async ({ till, need, perform }) => {
    const { id: voucher, number } = need(voucherNamed(till, text));
    const { reason } = options;
    await perform((actor) => blockVoucher(till, actor, { voucher, reason }));
    return {
      json: () => ({ blocked: number }),
      lines: () => [said((words) => words.blocked({ number }))],
    };
  });
}

export function cashOutTheVoucher(
  text: string,
  options: ReasonOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async ({ till, need, perform, speech }) => {
    const { id: voucher, number } = need(voucherNamed(till, text));
    const { reason } = options;
    const out = await perform((actor) => cashOutVoucher(till, actor, { voucher, reason }));
    return {
      papers: "printed",
      json: () => ({ currency: till.currency.code, cashedOut: number, out }),
      lines: () => {
        const money = moneyText(out, speech());
        return [said((words) => words.cashedOut({ number, money }))];
      },
    };
  });
}

export function takeTheVoucher(
  [text, from]: readonly [voucher: string, till: string],
  options: ActOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async ({ till, need, perform, speech }) => {
    const { id: voucher } = need(voucherNamed(till, text));
    await perform((actor) => takeVoucher(till, actor, { voucher, from }));
    const now = need(voucherNamed(till, voucher));
    return {
      json: () => ({ currency: till.currency.code, ...voucherToJson(till, now) }),
      lines: () => [standsText(now, speech())],
    };
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
