/** Goods, guests and what people did besides selling on a day, as text in a language. */

import { clockText } from "../../domain/clock-text.ts";
import { COMP_KINDS } from "../../domain/events/order-events.ts";
import { localForeign } from "../../domain/foreign-cash.ts";
import { localMeasure } from "../../domain/locale.ts";
import { sumMinor } from "../../domain/money/amounts.ts";
import { type CompTotal } from "../../report/comps.ts";
import { type DayAct } from "../../report/day-acts.ts";
import { type DayCategory, type GoodsTotal } from "../../report/day-goods.ts";
import { type DayReport } from "../../report/day-report.ts";
import { moneyText, type Speech } from "../speech.ts";
import { type TextRow } from "../text-columns.ts";
import { actsReportWords } from "../words/acts-report-words.ts";
import { personText } from "./day-drawers-text.ts";

export function goodsRows(
  { goods, covers, servers }: Pick<DayReport, "goods" | "covers" | "servers">,
  speech: Speech,
): ReadonlyArray<TextRow> {
  const words = actsReportWords(speech.locale);
  return [
    ...goods.flatMap((category) => categoryRows(category, speech)),
    ...(covers.orders === 0
      ? []
      : [
          sumRow(words.covers(covers.guests, covers.orders), covers.total, speech),
          ...servers.flatMap((server) => serverRows(server, speech)),
        ]),
  ];
}

/** In shops that count their guests: what each person sold, and what their guests came to. */
function serverRows(
  { staff, name, sales, covers, perGuest }: DayReport["servers"][number],
  speech: Speech,
): ReadonlyArray<TextRow> {
  const words = actsReportWords(speech.locale);
  const each = words.perGuest(covers.guests, moneyText(perGuest, speech));
  return [
    sumRow(words.servedBy(personText({ staff, name })), sales, speech),
    ...(covers.guests === 0 ? [] : [sumRow(`  ${each}`, covers.total, speech)]),
  ];
}

function categoryRows(
  { category, products, ...total }: DayCategory,
  speech: Speech,
): ReadonlyArray<TextRow> {
  const words = actsReportWords(speech.locale);
  const label = words.category(category === "" ? words.noCategory : category);
  return [
    ...totalRows(label, total, speech),
    ...products.flatMap(({ name, sku, quantity, soldBy, ...sums }) => {
      const many = localMeasure(quantity, soldBy, speech.locale);
      return totalRows(`  ${many} ${name === "" ? sku : name}`, sums, speech);
    }),
  ];
}

/** Both where a category has goods of both kinds; what was given away stands with nothing. */
function totalRows(
  label: string,
  { gross, net }: Omit<GoodsTotal, "quantity">,
  speech: Speech,
): ReadonlyArray<TextRow> {
  const { beforeTax } = actsReportWords(speech.locale);
  return [
    ...(gross !== 0 || net === 0 ? [sumRow(label, gross, speech)] : []),
    ...(net === 0 ? [] : [sumRow(beforeTax(label), net, speech)]),
  ];
}

/** More of one kind are counted only. */
const NAMED_MAX = 20;

export function actRows(
  { acts, comps }: Pick<DayReport, "acts" | "comps">,
  speech: Speech,
): ReadonlyArray<TextRow> {
  const told = acts.filter(({ act }) => !OPENINGS.has(act));
  return [
    ...[...Map.groupBy(told, ({ act }) => act).values()].flatMap((same) => sameRows(same, speech)),
    ...comps.map((it) => compRow(it, speech)),
    ...afterBillRows(acts, speech),
    ...noSaleRows(acts, speech),
    ...countingRows(acts, speech),
    ...keyRows(acts, speech),
  ];
}

/** What a person gave away, of which kinds, and what is left of their budget. */
function compRow({ by, total, kinds, left }: CompTotal, speech: Speech): TextRow {
  const words = actsReportWords(speech.locale);
  const parts = COMP_KINDS.filter((kind) => kinds[kind] !== 0).map(
    (kind) => `${words.acts[kind]} ${moneyText(kinds[kind], speech)}`,
  );
  const rest = left === null ? "" : words.budgetLeft(moneyText(left, speech));
  return sumRow(words.givenAway(personText(by), [...parts, rest].filter(isSaid)), total, speech);
}

function isSaid(text: string): boolean {
  return text !== "";
}

/** A drawer was opened, and nothing of it is money: these are counted. */
const OPENINGS: ReadonlySet<DayAct["act"]> = new Set(["no-sale", "key", "to-count"]);

function sameRows(same: ReadonlyArray<DayAct>, speech: Speech): ReadonlyArray<TextRow> {
  const more = same.length - NAMED_MAX;
  const named = same.slice(0, NAMED_MAX).map((it) => `  ${actText(it, speech)}`);
  return more > 0 ? [...named, `    + ${more}`] : named;
}

function actText(
  { act, by, approved, of, goods, amount, currency, reason }: DayAct,
  speech: Speech,
): string {
  const words = actsReportWords(speech.locale);
  const money =
    currency === null ? moneyText(amount, speech) : localForeign(amount, currency, speech.locale);
  const who = words.who(personText(by), approved === null ? "" : personText(approved), reason);
  return [words.acts[act], of, goods, money, who].filter((part) => part !== "").join(", ");
}

/** By person, with what they opened it for. */
function noSaleRows(acts: ReadonlyArray<DayAct>, speech: Speech): ReadonlyArray<TextRow> {
  const words = actsReportWords(speech.locale);
  const noSales = acts.filter(({ act }) => act === "no-sale");
  return [...Map.groupBy(noSales, ({ by }) => by.staff)].flatMap(([, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const reasons = [...new Set(own.map(({ reason }) => reason))].slice(0, NAMED_MAX).join("; ");
    return [`  ${words.noSales(personText(first.by), own.length)}: ${reasons}`];
  });
}

/** By person, with what those goods cost: money for them may have been taken. */
function afterBillRows(acts: ReadonlyArray<DayAct>, speech: Speech): ReadonlyArray<TextRow> {
  const words = actsReportWords(speech.locale);
  const voids = acts.filter(({ act }) => act === "void-after-bill");
  return [...Map.groupBy(voids, ({ by }) => by.staff).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const label = words.afterBill(personText(first.by), own.length);
    return [
      sumRow(
        label,
        sumMinor(own, ({ amount }) => amount),
        speech,
      ),
    ];
  });
}

/** By person: whoever opens it to count and writes no count is seen. */
function countingRows(acts: ReadonlyArray<DayAct>, speech: Speech): ReadonlyArray<TextRow> {
  const words = actsReportWords(speech.locale);
  const countings = acts.filter(({ act }) => act === "to-count");
  return [...Map.groupBy(countings, ({ by }) => by.staff).values()].flatMap((own) => {
    const [first] = own;
    return first === undefined ? [] : [`  ${words.toCount(personText(first.by), own.length)}`];
  });
}

/** By till, with the times of day: nobody knows who it was. */
function keyRows(acts: ReadonlyArray<DayAct>, speech: Speech): ReadonlyArray<TextRow> {
  const words = actsReportWords(speech.locale);
  const turned = acts.filter(({ act }) => act === "key");
  return [...Map.groupBy(turned, ({ till }) => till)].map(([till, own]) => {
    const times = own.slice(0, NAMED_MAX).map(({ at }) => clockText(at));
    return `  ${words.byKey(till, own.length)}: ${times.join(", ")}`;
  });
}

function sumRow(label: string, amount: number, speech: Speech): TextRow {
  return { label, amount: moneyText(amount, speech) };
}
