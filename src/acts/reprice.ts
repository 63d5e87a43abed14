/** Pricing anew: each line at what it costs for the order's customer and as the order is served now. */

import * as z from "zod";

import { orderBalance } from "../domain/balance/order-balance.ts";
import { err, ok } from "../domain/base/result.ts";
import { foldDrafts } from "../domain/commands/order/drafted-order.ts";
import { decideReprice } from "../domain/commands/order/reprice-order.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { type EventId } from "../domain/identity.ts";
import { type MinorUnits, sumMinor, zeroMinor } from "../domain/money/amounts.ts";
import { lineList } from "../domain/order/line-list.ts";
import { taxChanges } from "../domain/order/tax-changes.ts";
import { type LineState, type OrderState } from "../domain/state/order-state.ts";
import { registerValue } from "../domain/state/register.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { type TaxChange } from "../domain/views.ts";
import { orderWords } from "../words/made/order/all.ts";
import { taxChangeTexts } from "../words/tax-change-text.ts";
import { type ActContext, defineAct } from "./act.ts";

/** A line, or the first of a combo, whose prices are the sums of its parts. */
interface RepricedLine {
  readonly id: EventId;
  /** The price of one piece, without its options. */
  readonly before: MinorUnits;
  readonly after: MinorUnits;
  /** Name of the price list that it is by; empty for the product's own price. */
  readonly list: string;
}

export interface Repriced {
  /** The order's total before and after. */
  readonly before: MinorUnits;
  readonly after: MinorUnits;
  readonly lines: ReadonlyArray<RepricedLine>;
  readonly taxes: ReadonlyArray<TaxChange>;
}

export const reprice = defineAct({
  id: "reprice",
  on: "order",
  right: "sell",
  word: {
    words: ["reprice"],
    after: "unmerge",
    whyNot: ({ whyNot }, { line }) => (line === undefined ? whyNot.orderEmpty : undefined),
    reads: (typed, { words }) => (typed === "" ? ok(undefined) : err(words.reprice.first)),
  },
  input: () => z.object({}),
  decide: (context, order) =>
    decideReprice(context, order, { catalogue: context.catalogue(), addedAt: context.addedAt }),
  answer: repricedBy,
  plan: ({ words, money }, { repricing }) => {
    const label = words.labels.reprice;
    const would = repricing();
    if (would === undefined) return { type: "ready", input: {}, preview: label };
    const sums = { now: money(would.after), before: money(would.before) };
    return { type: "ready", input: {}, preview: `${label}: ${words.plan.instead(sums)}` };
  },
  done: ({ words, money, locale }, { answer: { before, lines, taxes }, order }) => {
    const sums = { before: money(before), after: money(order?.total ?? zeroMinor) };
    const priced = lines.length === 0 ? [] : [words.reprice.done({ lines: lines.length, ...sums })];
    return [...priced, ...taxChangeTexts(taxes, locale).map((text) => `${text}.`)].join(" ");
  },
  shell: {
    help: "every line at what it costs for the order's customer and service now",
    example: "order reprice A12",
    hasDryRun: true,
    fine: "order/prices-same",
    read: () => ok({ input: {} }),
    tell: ({ order, answer }, { locale, money }, isDryRun) => {
      const total = order?.total ?? zeroMinor;
      const { before, after, lines, taxes } = answer ?? {
        before: total,
        after: total,
        lines: [],
        taxes: [],
      };
      const named = lines.flatMap((line) => {
        const view = order?.lines.find(({ id }) => id === line.id);
        if (view === undefined) return [];
        const { position, name, combo } = view;
        return [{ ...line, position, name: combo?.name ?? name }];
      });
      const { same, is, wouldBe } = wordsIn(orderWords, locale).repriced;
      const say = isDryRun ? wouldBe : is;
      return {
        json: {
          repriced: {
            dryRun: isDryRun,
            before,
            after,
            lines: named.map(({ position, name, list, ...prices }) => {
              return { line: position, name, before: prices.before, after: prices.after, list };
            }),
            taxes,
          },
        },
        lines: [
          // Equal lines of a row are said once.
          ...new Set(
            named.map(({ position, name, list, ...prices }) => {
              const by = list === "" ? "" : `  ${list}`;
              return `${position} ${name}: ${money(prices.before)} -> ${money(prices.after)}${by}`;
            }),
          ),
          ...taxChangeTexts(taxes, locale),
          named.length === 0 && taxes.length === 0
            ? same
            : say({ after: money(after), before: money(before) }),
        ],
      };
    },
  },
});

function repricedBy(
  context: ActContext,
  order: OrderState,
  { drafts }: { readonly drafts: ReadonlyArray<Draft> },
): Repriced {
  const then = foldDrafts(context, order, drafts);
  const changed = drafts.flatMap((draft): ReadonlyArray<ChangedLine> => {
    if (draft.kind !== "order/line-changed" || draft.body.set.unit === undefined) return [];
    const { line: id } = draft.body;
    const [was, is] = [order.linesById[id], then.linesById[id]];
    return was === undefined || is === undefined ? [] : [{ id, was, is }];
  });
  const rows = Map.groupBy(changed, ({ id, was }) => was.added?.combo?.of ?? id);
  const lines = [...rows.values()].flatMap((row): ReadonlyArray<RepricedLine> => {
    const [first] = row;
    if (first === undefined) return [];
    // More of a part is another line of it.
    const parts = [...new Map(row.map((line) => [line.was.added?.combo?.part, line])).values()];
    const before = sumMinor(parts, ({ was }) => registerValue(was.fields.unit) ?? 0);
    const after = sumMinor(parts, ({ is }) => registerValue(is.fields.unit) ?? 0);
    return [{ id: first.id, before, after, list: lineList(first.is)?.name ?? "" }];
  });
  const [was, is] = [orderBalance(order), orderBalance(then)];
  const taxesById = new Map(was.lines.map(({ id, taxes }) => [id, taxes]));
  const taxes = taxChanges(is.lines.map((line) => [taxesById.get(line.id) ?? [], line.taxes]));
  return { before: was.total, after: is.total, lines, taxes };
}

interface ChangedLine {
  readonly id: EventId;
  readonly was: LineState;
  readonly is: LineState;
}
