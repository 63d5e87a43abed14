/**
 * A card in rows: what is to be made in words that are read from a step away, and nothing by colour
 * alone. What doesn't fit is counted in its last row, and said there when it must not be overlooked.
 */

import { type Service } from "../../domain/goods/catalogue.ts";
import { type KitchenLine } from "../../domain/kitchen/kitchen-card.ts";
import { dueText } from "../../domain/order/due-at.ts";
import { type Locale, withDecimal } from "../../domain/text/locale.ts";
import { formatQuantity } from "../../domain/text/quantity.ts";
import { type Words } from "../../words/screen-words.ts";
import { type PaneRows, row } from "../rows/pane-row.ts";
import {
  cutShort,
  drawable,
  padEnd,
  spreadShort,
  wrapTo,
  type Signs,
} from "../terminal/cell-text.ts";
import { type BoardCard, type CardSection } from "./kitchen-port.ts";

export interface CardLook {
  readonly words: Words["kitchen"];
  readonly services: Words["services"];
  readonly locale: Locale;
  readonly signs: Signs;
  readonly width: number;
  readonly nowMs: number;
  readonly late: LateLimits;
}

/** The limits for late tickets, in minutes since they were sent. */
export interface LateLimits {
  readonly lateMinutes: number;
  readonly veryLateMinutes: number;
}

const MINUTE_MS = 60_000;
/** From this many minutes on, hours are shown. */
const MINUTES_MAX = 180;
/** The most hours that are shown: more come from a till whose clock is wrong. */
const HOURS_MAX = 99;

/** The words for allergies in all languages, because people write notes in their own. */
const ALLERGY =
  /allerg|alerg|intoler|unverträg|anaphyl|z[öo]liak|c[oœ]?eliac|c[eé]liaq|cel[ií]ac/iu;

export function ageMinutes(wallMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - wallMs) / MINUTE_MS));
}

export function ageText(minutes: number, words: Words["kitchen"]): string {
  return minutes < MINUTES_MAX
    ? words.minutes({ count: minutes })
    : words.hours({ count: Math.min(HOURS_MAX, Math.floor(minutes / 60)) });
}

export function lateLevel(
  minutes: number,
  { lateMinutes, veryLateMinutes }: LateLimits,
): "normal" | "late" | "veryLate" {
  if (minutes >= veryLateMinutes) return "veryLate";
  return minutes >= lateMinutes ? "late" : "normal";
}

/** All of it, however high. */
export function cardRows(card: BoardCard, number: number | undefined, look: CardLook): PaneRows {
  return [
    ...headRows(card, number, look),
    ...card.sections.flatMap((section) => sectionRows(section, look)),
    ...footRows(card, look),
  ].map(({ text, look: own }) => row(padEnd(cutShort(text, look), look.width), own));
}

/** Returns as many rows as there are places for, and counts the others. */
export function cutCard(
  rows: PaneRows,
  {
    height,
    more,
    width,
  }: { readonly height: number; readonly more: (count: number) => string; readonly width: number },
): PaneRows {
  if (rows.length <= height) return rows;
  const shown = rows.slice(0, height - 1);
  const hidden = rows.slice(height - 1);
  const isUrgent = hidden.some(({ look }) => look === "reverse" || look === "struck");
  const text = padEnd(` ${isUrgent ? "! " : ""}${more(hidden.length)}`, width);
  return [...shown, row(text, isUrgent ? "reverse" : "hint")];
}

function headRows(
  card: BoardCard,
  number: number | undefined,
  { words, services, locale, signs, width, nowMs, late }: CardLook,
): PaneRows {
  // What is for another day grows old from then on.
  const minutes = ageMinutes(Math.max(card.wallMs, card.due?.wallMs ?? 0), nowMs);
  const level = card.isAllHeld === true ? "normal" : lateLevel(minutes, late);
  const state = card.isReady ? words.ready : words.levels[level];
  const table = card.table === "" ? "" : words.table({ table: card.table });
  const left = [number ?? "", card.number, table].filter((it) => it !== "").join(" ");
  const age = card.isAllHeld === true ? "" : ageText(minutes, words);
  const right = [age, state].filter((it) => it !== "").join(" ");
  const isLoud = level === "veryLate" && !card.isReady;
  const head = spreadShort(` ${drawable(left, signs)}`, `${right} `, { width, signs });
  const details = [
    card.table === "" || card.service !== "dine-in" ? serviceText(card.service, services) : "",
    card.name,
    card.covers > 0 ? words.covers({ count: card.covers }) : "",
    card.isAddOn ? words.addOn : "",
    card.server,
  ].filter((it) => it !== "");
  return [
    row(head, isLoud ? "error" : "reverse"),
    ...(hasAllergy(card) ? [row(` !! ${words.allergy} !!`, "reverse")] : []),
    row(` ${drawable(details.join(", "), signs)}`),
    ...(card.due === undefined
      ? []
      : [
          row(
            ` ${drawable(words.dueAt({ when: dueText(card.due.at, locale) }), signs)}`,
            "reverse",
          ),
        ]),
    ...loud(movedText(card, words), { signs, width }),
    ...loud(card.guestNote, { signs, width }),
  ];
}

/** Empty for what goes where it was to go. */
function movedText({ movedFrom }: BoardCard, words: Words["kitchen"]): string {
  const { table, name } = movedFrom;
  const was = [table === undefined || table === "" ? table : words.table({ table }), name].filter(
    (it) => it !== undefined,
  );
  return was.length === 0 ? "" : words.moved({ from: was.map((it) => it || "-").join(", ") });
}

function serviceText(service: Service, services: Words["services"]): string {
  return services[service].toUpperCase();
}

/** Whether a line speaks of an allergy, or what was ordered before: what is added goes to the same guests. */
function hasAllergy({ sections, notesBefore, guestNote }: BoardCard): boolean {
  const own = sections.flatMap(({ lines }) =>
    lines.flatMap(({ note, modifiers, isDone, isVoid }) =>
      isDone || isVoid ? [] : [note, ...modifiers.map(({ name }) => name)],
    ),
  );
  return [...own, ...notesBefore, guestNote].some((it) => ALLERGY.test(it));
}

function sectionRows({ station, lines }: CardSection, look: CardLook): PaneRows {
  const { words, signs } = look;
  const done = lines.filter(({ isDone }) => isDone).length;
  const isDone = done === lines.length;
  const name = drawable(station ?? "", signs);
  const heading = isDone
    ? words.doneStation({ name })
    : words.openStation({ name, done, of: lines.length });
  const courses = new Set(lines.map(({ course }) => course));
  return [
    ...(station === undefined ? [] : [row(` ${heading}`, isDone ? "faded" : "bold")]),
    // Once a station is done, the pass need not see its goods.
    ...(station !== undefined && isDone
      ? []
      : lines.flatMap((line, at) => [
          ...(courses.size > 1 && lines[at - 1]?.course !== line.course
            ? [row(` - ${courseText(line.course, words)} -`)]
            : []),
          ...lineRows(line, look),
        ])),
  ];
}

function courseText(course: number, words: Words["kitchen"]): string {
  return course === 0 ? words.noCourse : words.course({ course });
}

/** Returns the rows of one line, with all its notes. */
export function lineRows(line: KitchenLine, look: CardLook): PaneRows {
  const { words, services, signs, width } = look;
  const quantity = quantityText(line, look);
  const marks = [
    line.isDone ? words.done : "",
    line.isVoid ? words.void : "",
    line.isHeld ? words.hold : "",
    line.isFired ? words.fired : "",
    line.isAgain ? words.again : "",
    line.isBack ? words.back : "",
  ].filter((it) => it !== "");
  const first = wrapped(` ${[...marks, quantity, drawable(line.name, signs)].join(" ")}`, width);
  if (line.isDone) return first.map((text) => row(text, "faded"));
  if (line.isVoid) return first.map((text) => row(text, "struck"));
  const less =
    line.less > 0
      ? words.less({ less: quantityText({ ...line, quantity: line.less }, look), left: quantity })
      : "";
  const service = line.service === undefined ? "" : serviceText(line.service, services);
  return [
    ...first.map((text) => row(text, line.isHeld ? "plain" : "bold")),
    ...loud(less, look),
    ...loud(line.isChanged ? words.changed : "", look),
    ...loud(line.isSoldOut ? words.soldOut : "", look),
    ...(line.combo === undefined
      ? []
      : wrapped(`   (${drawable(line.combo, signs)})`, width).map((text) => row(text))),
    ...(line.dish === undefined
      ? []
      : wrapped(`   ${words.goesWith({ dish: drawable(line.dish, signs) })}`, width).map((text) =>
          row(text),
        )),
    ...line.modifiers.flatMap(({ name, count }) =>
      wrapped(`   + ${count === 1 ? "" : `${count} `}${drawable(name, signs)}`, width).map((text) =>
        row(text),
      ),
    ),
    ...(line.seat === 0 ? [] : [row(`   ${words.seat({ seat: line.seat })}`)]),
    ...loud(service, look),
    ...loud(line.note, look),
    ...(line.reason === "" ? [] : wrapped(`   (${drawable(line.reason, signs)})`, width)).map(
      (text) => row(text),
    ),
  ];
}

/** Whatever must not be overlooked: the same sign, and the other way round. */
function loud(text: string, { signs, width }: Pick<CardLook, "signs" | "width">): PaneRows {
  if (text === "") return [];
  return wrapped(`   ! ${drawable(text, signs)}`, width).map((it) =>
    row(padEnd(it, width), "reverse"),
  );
}

function quantityText(
  { quantity, soldBy }: Pick<KitchenLine, "quantity" | "soldBy">,
  { locale }: Pick<CardLook, "locale">,
): string {
  return withDecimal(formatQuantity(quantity, soldBy), locale);
}

function footRows({ also }: BoardCard, { words, signs, width }: CardLook): PaneRows {
  if (also.length === 0) return [];
  const stations = also.map(({ station, pieces }) => `${pieces} ${station}`).join(", ");
  return wrapped(` ${words.also({ stations: drawable(stations, signs) })}`, width).map((text) =>
    row(text),
  );
}

/** Broken between words; what goes on stands a little further in. */
function wrapped(text: string, width: number): ReadonlyArray<string> {
  const indent = /^ */u.exec(text)?.[0] ?? "";
  const [first = "", ...rest] = wrapTo(text.trimStart(), width - indent.length - 1);
  return [indent + first, ...rest.map((line) => `${indent}  ${line}`)];
}
