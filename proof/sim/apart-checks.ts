/**
 * What must hold of what tills said apart in a shop that is whole again: each contradiction that the book knows is one
 * question at each till, or was answered, and none is asked that the book doesn't know. What holds of a field is one of
 * the words that stand, notes add up, sheets say what was entered on them, and what came of an order is what is left of
 * its deliveries.
 */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { type OpenItem } from "../../src/app/attention/open-item.ts";
import { listSheets, sheetArticles } from "../../src/app/stock/stocktake.ts";
import { standingHere } from "../../src/app/till/standing-here.ts";
import { type Till } from "../../src/app/till/till.ts";
import { type EventId, type StreamId } from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { noteOf } from "../../src/domain/state/notes.ts";
import { type Register, registerValue } from "../../src/domain/state/register.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { type BookedField, type BookedQuestion, bookedWords } from "./apart-books.ts";
import { bookedDeliveries, bookedPieces, bookedSheets } from "./apart-goods-books.ts";
import { type Told } from "./apart-heard.ts";
import { APART_GOODS, hasApart } from "./apart-shop.ts";
import { countingActs, type Member } from "./checks.ts";
import { type BookedArticle, bookedStock } from "./stock-books.ts";
import { type OpenDesk, type World } from "./world.ts";

const NAMED_MAX = 3;

export function checkApart(world: World, members: ReadonlyArray<Member>): void {
  const [first] = members;
  if (first === undefined || !hasApart(world.options)) return;
  const { ledger } = first.process;
  const acts = countingActs(world, ledger);
  const told = acts.flatMap(({ events, heard, end }) =>
    events.map((event): Told => ({ event, heard, act: `${end.origin} ${end.seq}` })),
  );
  // Who was let in again by a person counted for some before, and for others not.
  if (told.some(({ event: { kind } }) => kind === "chain/admitted")) return;
  const unclear = unclearStreams(world, told);
  const words = bookedWords(told, unclear);
  const deliveries = bookedDeliveries(told, unclear);
  const sheets = bookedSheets(told, unclear);
  const pieces = bookedPieces(told, unclear);
  const questions = [...words.questions, ...deliveries.questions, ...pieces];
  const levels = bookedStock(acts);
  const wrong = members.flatMap(({ box, process }) => {
    const desk = process.open();
    if (desk === undefined) return [];
    const said = wrongQuestions(desk, { questions, unclear });
    return said.map((what) => `${box.name} ${what}`);
  });
  const desk = first.process.open();
  const values =
    desk === undefined
      ? []
      : ledger.read((view) => [
          ...words.fields.flatMap((field) => wrongValue(view, field)),
          ...[...deliveries.came].flatMap(([name, came]) => wrongCame(view, name, came)),
          ...levels.flatMap((article) => wrongLevel(ledger, view, article)),
        ]);
  const all = [
    ...wrong,
    ...values,
    ...sheets.wrong,
    ...deliveries.vanished.map((name) => `nothing is left of what came of ${name}`),
    ...(desk === undefined ? [] : wrongSheets(desk.till, sheets.lines)),
  ];
  for (const sentence of all.slice(0, NAMED_MAX)) world.problem(sentence);
}

/** Returns the streams of which something is lost, or in question: a till may have known it. */
function unclearStreams(
  { books }: Pick<World, "books">,
  told: ReadonlyArray<Told>,
): ReadonlySet<StreamId> {
  const counted = new Set(told.map(({ event }) => event.id));
  const lost = books
    .all()
    .flatMap((act) => act.events)
    .filter(({ id }) => !counted.has(id));
  return new Set(lost.flatMap(({ streams }) => streams));
}

/** The kinds of questions that the book knows all of, or all but those of which it says so. */
const KINDS = new Set<string>([
  "order/service-contested",
  "order/name-contested",
  "order/due-contested",
  "order/exempt-contested",
  "line/contested",
  "purchase/came-apart",
  "serial/sold-twice",
  "serial/back-twice",
]);

interface Booked {
  readonly questions: ReadonlyArray<BookedQuestion>;
  readonly unclear: ReadonlySet<StreamId>;
}

function wrongQuestions(desk: OpenDesk, { questions, unclear }: Booked): ReadonlyArray<string> {
  const items = listAttentionItems(desk, "en").filter(({ kind }) => KINDS.has(kind));
  const byName = Map.groupBy(items, (item) => `${item.kind} ${subjectOf(item)}`);
  const booked = new Map(questions.map((one) => [`${one.type} ${one.subject}`, one]));
  return [
    ...questions.flatMap(({ type, subject, isDue, about }) => {
      const count = byName.get(`${type} ${subject}`)?.length ?? 0;
      if (count > 1) return [`asks ${count} times: ${type} of ${about}`];
      return isDue === "due" && count === 0 ? [`asks nobody: ${type} of ${about}`] : [];
    }),
    ...items.flatMap((item) => {
      const isKnown = booked.get(`${item.kind} ${subjectOf(item)}`)?.isDue ?? "not due";
      const isUnclear = streamsOf(item).some((stream) => unclear.has(stream));
      return isKnown !== "not due" || isUnclear ? [] : [`asks without a reason: ${item.text}`];
    }),
  ];
}

function subjectOf({ subject }: OpenItem): string {
  switch (subject.type) {
    case "order":
    case "serial":
      return subject.fact.subject;
    case "purchase":
      return subject.order;
    default:
      return "";
  }
}

function streamsOf({ subject }: OpenItem): ReadonlyArray<StreamId> {
  switch (subject.type) {
    case "order":
      return [`order/${subject.order}` as StreamId];
    case "serial":
      return subject.fact.moves.map(({ order }) => `order/${order}` as StreamId);
    case "purchase":
      return [`purchase/${subject.order}` as StreamId];
    default:
      return [];
  }
}

/** The latest of the words that stand holds; notes are all that stand. */
function wrongValue(
  view: LedgerView,
  { of, order: id, field, stands }: BookedField,
): ReadonlyArray<string> {
  const last = stands.at(-1);
  if (last === undefined) return [];
  const order = view.state("order", id);
  const line = of === id ? undefined : order.linesById[of];
  if (line !== undefined && field === "note") {
    const [said, booked] = [noteOf(line), stands.map(({ value }) => String(value))];
    const isRight =
      stands.length < 2
        ? said === booked[0]
        : partsOf([said]).join("|") === partsOf(booked).join("|");
    return isRight ? [] : [`the note of ${of} is “${said}”, of ${booked.join(" and ")}`];
  }
  const registers = new Map<string, Register<unknown>>(
    Object.entries(line === undefined ? order.fields : line.fields),
  );
  const register = registers.get(field);
  const value = register && registerValue(register);
  const booked = JSON.stringify(last.value);
  return JSON.stringify(value) === booked
    ? []
    : [`${field} of ${of} is ${JSON.stringify(value)}, and by the books ${booked}`];
}

function partsOf(notes: ReadonlyArray<string>): ReadonlyArray<string> {
  const parts = notes.flatMap((note) => note.split(",")).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))].toSorted();
}

function wrongCame(view: LedgerView, name: string, booked: number): ReadonlyArray<string> {
  const [order = "", sku = ""] = name.split(" ");
  const came = view.state("purchase", order).received[sku] ?? 0;
  return came === booked ? [] : [`${came} came of ${name}, and by the books ${booked}`];
}

function wrongLevel(
  ledger: Ledger,
  view: LedgerView,
  { sku, level: booked }: BookedArticle,
): ReadonlyArray<string> {
  if (!APART_GOODS.some((one) => one === sku)) return [];
  const { level } = standingHere(ledger, view, sku);
  return level === booked ? [] : [`the level of ${sku} is ${level}, and by the books ${booked}`];
}

function wrongSheets(
  till: Till,
  lines: ReturnType<typeof bookedSheets>["lines"],
): ReadonlyArray<string> {
  const articles = new Map(
    listSheets(till).flatMap((sheet) =>
      sheetArticles(till, sheet).map((article) => [
        `${sheet.id} ${article.sku}`,
        { ...article, isApproved: sheet.approved !== null },
      ]),
    ),
  );
  return lines.flatMap(({ sheet, sku, counted, late }) => {
    const article = articles.get(`${sheet} ${sku}`);
    if (article === undefined) return [`sheet ${sheet} has no ${sku}`];
    const missed = idsText(article.late.map(({ id }) => id));
    const booked = article.isApproved ? idsText(late) : "";
    return [
      ...(article.counted === counted
        ? []
        : [`a sheet has ${article.counted} of ${sku}, and by the books ${counted}`]),
      ...(missed === booked ? [] : [`a sheet has other late entries of ${sku} than the books`]),
    ];
  });
}

function idsText(ids: ReadonlyArray<EventId>): string {
  return ids.toSorted().join(" ");
}
