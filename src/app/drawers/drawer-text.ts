/** Cash drawers as commands tell them to people. */

import { type DrawerRef } from "../../domain/drawer/drawers.ts";
import { OWN } from "../../domain/events/drawer-events.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type DrawerAct } from "../../domain/state/drawer-state.ts";
import { localForeign } from "../../domain/tenders/foreign-cash.ts";
import { clockText, markTwice } from "../../domain/text/clock-text.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { dayWords } from "../../words/made/day/all.ts";
import { drawerWords } from "../../words/made/drawer/all.ts";
import { ownTenders } from "../catalogue/catalogue-changes.ts";
import { drawerLabel } from "../drawer-label.ts";
import { moneyText, type Speech, sumText } from "../speech.ts";
import { type Till } from "../till/till.ts";
import { tenderText } from "../words/tender-text.ts";
import { type TextRow, textColumns } from "../words/text-columns.ts";
import { type CountSeen, type DrawerSeen } from "./drawer-seen.ts";

const COLUMNS = { labelCells: 34, amountCells: 10 };

/** `Drawer A1`, `Pouch of Mia`. */
export function drawerCalled(
  till: Pick<Till, "ledger" | "staffName">,
  ref: DrawerRef,
  { locale }: Pick<Speech, "locale">,
): string {
  const words = wordsIn(drawerWords, locale);
  return ref.pouch === undefined
    ? words.drawer({ name: drawerLabel(till, ref) })
    : words.pouch({ who: till.staffName(ref.pouch) });
}

/** An amount of the shop's own money (`own`), or of another currency. */
export function cashText(amount: number, currency: string, speech: Speech): string {
  return currency === OWN
    ? sumText(amount, speech)
    : localForeign(minor(amount), currency, speech.locale);
}

/** A heading with what stands below it. */
export function drawerLines(till: Till, seen: DrawerSeen, speech: Speech): ReadonlyArray<string> {
  const words = wordsIn(drawerWords, speech.locale);
  const { session, counts, close, isCloseSeen } = seen;
  const { place, opened } = session;
  const called = drawerCalled(till, place, speech);
  const heading =
    close === undefined
      ? words.openSince({
          drawer: called,
          at: whenText(till, opened, speech),
          who: till.staffName(opened.by),
        })
      : words.closed({
          drawer: called,
          at: whenText(till, close, speech),
          who: till.staffName(close.by),
        });
  const rows: ReadonlyArray<TextRow> = [
    row(words.float, opened.body.float.own, speech),
    ...opened.body.float.foreign.map(({ currency, amount }) =>
      foreignRow(words.float, { currency, amount }, speech),
    ),
    ...moveRows(seen, speech),
    ...openingRows(seen, speech),
    ...expectedRows(till, seen, speech),
    ...counts.flatMap((count) => countRows(till, count, speech)),
    ...(close !== undefined && isCloseSeen ? closeRows(close, speech) : []),
  ];
  return [heading, ...textColumns(rows, COLUMNS)];
}

/** Returns the lines of the count that was just written, with the expected cash where the person may see it. */
export function countLines(till: Till, seen: DrawerSeen, speech: Speech): ReadonlyArray<string> {
  const last = seen.counts.at(-1);
  if (last === undefined) return [];
  const words = wordsIn(drawerWords, speech.locale);
  const called = drawerCalled(till, seen.session.place, speech);
  const at = whenText(till, last, speech);
  return [
    words.counted({ drawer: called, at, who: till.staffName(last.by) }),
    ...textColumns(
      [
        ...last.body.cash.pieces.map(({ value, count }) =>
          row(`${count} x ${moneyText(value, speech)}`, value * count, speech),
        ),
        ...countedRows(words.count, last, speech),
      ],
      COLUMNS,
    ),
  ];
}

function row(label: string, amount: number, speech: Speech): TextRow {
  return { label, amount: moneyText(amount, speech) };
}

function foreignRow(
  label: string,
  { currency, amount }: { readonly currency: string; readonly amount: number },
  speech: Speech,
): TextRow {
  return { label, amount: localForeign(minor(amount), currency, speech.locale) };
}

function moveRows({ session }: DrawerSeen, speech: Speech): ReadonlyArray<TextRow> {
  const words = wordsIn(drawerWords, speech.locale);
  return session.state.moves.map(({ body: { what, currency, amount, reason } }) => {
    const label = reason === "" ? words.moves[what] : `${words.moves[what]}: ${reason}`;
    const signed = what === "in" ? amount : 0 - amount;
    return currency === OWN
      ? row(label, signed, speech)
      : foreignRow(label, { currency, amount: signed }, speech);
  });
}

function openingRows({ session }: DrawerSeen, { locale }: Speech): ReadonlyArray<TextRow> {
  const { noSales, unlocks } = session.state;
  const words = wordsIn(drawerWords, locale);
  const keys = unlocks.filter(({ body }) => body.how === "key").length;
  const countings = unlocks.length - keys;
  return [
    ...(noSales.length === 0 ? [] : [`  ${words.noSales({ times: noSales.length })}`]),
    ...(countings === 0 ? [] : [`  ${words.toCount({ times: countings })}`]),
    ...(keys === 0 ? [] : [`  ${words.byKey({ times: keys })}`]),
  ];
}

function expectedRows(
  till: Till,
  { session, expected }: DrawerSeen,
  speech: Speech,
): ReadonlyArray<TextRow> {
  if (expected === undefined || !session.isOpen) return [];
  const words = wordsIn(drawerWords, speech.locale);
  return [
    row(words.expected, expected.own, speech),
    ...expected.foreign.map(({ currency, amount }) =>
      foreignRow(words.expectedIn({ currency }), { currency, amount }, speech),
    ),
    ...expected.others.map(({ method, amount }) => {
      const payments = expected.payments.find((it) => it.method === method)?.count ?? 0;
      return row(
        words.slips({ tender: tenderName(till, method, speech), payments }),
        amount,
        speech,
      );
    }),
  ];
}

/** Returns the current name of a tender. */
export function tenderName(till: Till, method: string, { locale }: Pick<Speech, "locale">): string {
  const name = ownTenders(till).find(({ id }) => id === method)?.name;
  return tenderText({ method, name }, wordsIn(dayWords, locale));
}

function countRows(till: Till, count: CountSeen, speech: Speech): ReadonlyArray<TextRow> {
  const words = wordsIn(drawerWords, speech.locale);
  const at = words.countBy({ at: whenText(till, count, speech), who: till.staffName(count.by) });
  return countedRows(at, count, speech);
}

function countedRows(
  label: string,
  { body, isExpectedSeen }: CountSeen,
  speech: Speech,
): ReadonlyArray<TextRow> {
  const words = wordsIn(drawerWords, speech.locale);
  const { cash, expected } = body;
  const foreign = cash.foreign.map(({ currency, amount }) =>
    foreignRow(words.countIn({ currency }), { currency, amount }, speech),
  );
  if (!isExpectedSeen) return [row(label, cash.own, speech), ...foreign];
  return [
    row(label, cash.own, speech),
    ...foreign,
    row(words.expected, expected.own, speech),
    row(words.difference, cash.own - expected.own, speech),
  ];
}

/** Returns the lines on the cash of a drawer that was just closed. */
export function closeLines(
  till: Pick<Till, "days" | "offsetMinutes" | "staffName">,
  { called, close }: { readonly called: string; readonly close: NonNullable<DrawerSeen["close"]> },
  speech: Speech,
): ReadonlyArray<string> {
  const at = whenText(till, close, speech);
  const heading = wordsIn(drawerWords, speech.locale).closed({
    drawer: called,
    at,
    who: till.staffName(close.by),
  });
  return [heading, ...textColumns(closeRows(close, speech), COLUMNS)];
}

function closeRows(
  { body }: NonNullable<DrawerSeen["close"]>,
  speech: Speech,
): ReadonlyArray<TextRow> {
  const words = wordsIn(drawerWords, speech.locale);
  const { since, leaves, toSafe, reason, lacks } = body;
  return [
    ...(since === 0 ? [] : [row(words.since, since, speech)]),
    row(words.leaves, leaves.own, speech),
    row(words.toSafe, toSafe, speech),
    ...(reason === "" ? [] : [`  ${words.reason({ text: reason })}`]),
    ...(lacks === "nothing" ? [] : [`  ${words.lacks[lacks]}`]),
  ];
}

/** The time of day; with its date where that is not the day on which the till is. */
export function whenText(
  till: Pick<Till, "days" | "offsetMinutes">,
  act: DrawerAct,
  { locale }: Pick<Speech, "locale">,
): string {
  const time = clockText(markTwice(act, till.offsetMinutes));
  return act.day === till.days().now ? time : `${localDate(act.day, locale)} ${time}`;
}
