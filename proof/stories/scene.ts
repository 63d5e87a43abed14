/** The scene of a story, whatever its tills are made of. */

import { hash } from "node:crypto";

import { type OpenItem } from "../../src/app/attention/open-item.ts";
import { type DayReport } from "../../src/app/day/day-report-parts.ts";
import { dayReportToText } from "../../src/app/day/day-report-text.ts";
import { dayReports, isComplete } from "../../src/app/day/day-report.ts";
import { dayTillsToText } from "../../src/app/day/day-tills-text.ts";
import { dayTills } from "../../src/app/day/day-tills.ts";
import { type MeshView } from "../../src/app/membership/mesh-view.ts";
import { orderLines } from "../../src/app/orders/order-text.ts";
import { findOrder, listOrders } from "../../src/app/orders/orders.ts";
import { speechOf } from "../../src/app/speech.ts";
import { type BusinessDay, type EventId } from "../../src/domain/identity.ts";
import { type Random } from "../../src/domain/ports.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { salesInQuestion } from "../../src/report/day-attention.ts";
import { secretsOf, vectorOf } from "../sim/checks.ts";
import { sharedTables } from "../sim/shared-rows.ts";
import { type OpenDesk } from "../sim/world.ts";
import { attentionText, openItems } from "./attention-text.ts";
import { type Counter, createCounter } from "./counter.ts";
import { type Narrator } from "./narrator.ts";
import { type Scene, type TillFacts } from "./story.ts";

export interface SceneDeps extends Pick<Scene, "until" | "untilEqual"> {
  readonly narrator: Narrator;
  readonly staff: Readonly<Record<string, string>>;
  readonly random: Random;
  readonly deskOf: (till: string) => OpenDesk;
  /** Something was committed at this till. */
  readonly committed: (till: string) => void;
  /** Returns the problems that are not of the story, each as a sentence. */
  readonly problems: () => ReadonlyArray<string>;
  /** Returns how each till sees the others, before their contents are compared. */
  readonly beforeEnding: () => Promise<ReadonlyMap<string, MeshView | undefined>>;
}

export function createScene(deps: SceneDeps): Scene {
  const { narrator, staff, deskOf, until, untilEqual } = deps;
  const issued: string[] = [];
  const days = new Set<BusinessDay>();
  const tills = Object.keys(staff);
  const counters = new Map(tills.map((till) => [till, counterAt(deps, till, { issued, days })]));

  return {
    until,
    untilEqual,
    at: (till) => {
      const counter = counters.get(till);
      if (counter === undefined) throw new Error(`There is no till ${till}.`);
      return counter;
    },
    tell: (text) => {
      narrator.event("~", text);
    },
    showOrder: (order) => {
      showSame(
        narrator,
        "till order show",
        new Map(tills.map((till) => [till, orderText(deskOf(till), order)])),
      );
    },
    showAttention: () => {
      const items = tills.map((till) => openItems(deskOf(till)));
      const texts = items.map((own) => attentionText(own));
      showSame(
        narrator,
        "till attention list",
        new Map(tills.map((till, index) => [till, texts[index] ?? []])),
      );
      return items[0] ?? [];
    },
    conclude: async () => {
      const views = await deps.beforeEnding();
      const desks = new Map(tills.map((till) => [till, deskOf(till)]));
      const facts = concludeStory({ narrator, desks, views, issued, days: [...days].toSorted() });
      for (const sentence of deps.problems()) narrator.holds(sentence, false);
      return { tills: facts };
    },
    quietly: narrator.quietly,
    holds: narrator.holds,
  };
}

function counterAt(
  { narrator, staff, random, deskOf, committed }: SceneDeps,
  till: string,
  tally: { readonly issued: string[]; readonly days: Set<BusinessDay> },
): Counter {
  return createCounter({
    till,
    staff: staff[till] ?? "",
    narrator,
    random,
    desk: () => deskOf(till),
    committed: () => {
      committed(till);
    },
    issued: (number) => {
      tally.issued.push(number);
      tally.days.add(deskOf(till).till.days().now);
    },
  });
}

function orderText({ till }: OpenDesk, id: EventId): ReadonlyArray<string> {
  const found = findOrder(till, id);
  if (found === undefined) return ["unknown"];
  return [
    ...orderLines(found.order, speechOf(till)),
    ...found.receipts.map(({ number }) => `Receipt ${number}`),
    ...found.refunds.map(({ number, refund }) => `Refund ${number} of ${refund?.of ?? ""}`),
  ];
}

/** Shows what the first till shows, and checks that the others show the same. */
function showSame(
  narrator: Narrator,
  what: string,
  lines: ReadonlyMap<string, ReadonlyArray<string>>,
): void {
  const [first, ...others] = lines;
  if (first === undefined) return;
  const [till, shown] = first;
  narrator.line(`  ${what} on ${till}${others.map(([other]) => `, and on ${other}`).join("")}:`);
  for (const line of shown) narrator.line(`    ${line}`);
  const isSame = others.every(([, other]) => other.join("\n") === shown.join("\n"));
  if (!isSame) narrator.holds(`Each till shows the same by ${what}.`, false);
}

interface Ending {
  readonly narrator: Narrator;
  readonly desks: ReadonlyMap<string, OpenDesk>;
  /** How each sees the others. */
  readonly views: ReadonlyMap<string, MeshView | undefined>;
  /** Numbers that customers were given, of all tills. */
  readonly issued: ReadonlyArray<string>;
  readonly days: ReadonlyArray<BusinessDay>;
}

/**
 * Checks the end of a story: all tills hold the same to the byte; every issued receipt is on every
 * till, once; numbers have no gap; each day ties out to the cent on each till.
 */
function concludeStory(ending: Ending): ReadonlyArray<TillFacts> {
  const { narrator, desks } = ending;
  narrator.line("");
  narrator.line("What holds now");
  const facts = [...desks].map(([till, desk]) => factsOf(till, desk, ending.days));
  tellEquality(ending, facts);
  tellReceipts(ending, facts);
  tellDays(ending, facts);
  tellAttention(narrator, facts);
  return facts;
}

function factsOf(till: string, desk: OpenDesk, days: ReadonlyArray<BusinessDay>): TillFacts {
  const { ledger } = desk.till;
  while (ledger.grow());
  ledger.flush();
  const orders = days.flatMap((day) => listOrders(desk.till, { day, openOnly: false }));
  const receipts = orders.flatMap(({ receipts, refunds }) => receipts.concat(refunds));
  const said = [vectorOf(ledger), secretsOf(ledger), ...sharedTables(ledger)].join("\n");
  return {
    till,
    receipts: [...new Set(receipts)].toSorted(),
    reports: dayReports(desk.till, days),
    attention: openItems(desk),
    digest: hash("sha256", said),
    events: countEvents(ledger),
  };
}

function countEvents(ledger: Ledger): number {
  return [...ledger.heads().values()].reduce((sum, { seq }) => sum + seq, 0);
}

function tellEquality({ narrator, desks }: Ending, facts: ReadonlyArray<TillFacts>): void {
  const [first] = facts;
  const areEqual = facts.every(({ digest }) => digest === first?.digest);
  const names = namesOf(facts);
  narrator.holds(
    `${names} are equal to the byte: ${first?.events ?? 0} events, and every row that they make.`,
    areEqual,
  );
  const findings = [...desks.values()].flatMap(({ till }) => verifyLedger(till.ledger).findings);
  narrator.holds(
    `till verify finds nothing on any of them: chains, signatures, and all folded anew.`,
    findings.length === 0,
  );
}

function tellReceipts({ narrator, issued }: Ending, facts: ReadonlyArray<TillFacts>): void {
  const given = issued.toSorted();
  const areOnce = new Set(given).size === given.length;
  const areAll = facts.every(({ receipts }) => receipts.join() === given.join());
  narrator.holds(
    `${given.length} ${given.length === 1 ? "paper" : "papers"} that customers were given, receipts and refunds: each till knows each, once.`,
    areOnce && areAll,
  );
  narrator.holds(`Their numbers have no gap: ${rangesOf(given)}.`, hasNoGap(given));
}

/** When a till had not heard another one, each says for itself. */
function saidByAll(reports: ReadonlyArray<DayReport>): string {
  return JSON.stringify(reports, (name, value: unknown) => (name === "outages" ? [] : value));
}

function tellDays({ narrator, desks, views, days }: Ending, facts: ReadonlyArray<TillFacts>): void {
  const [first, ...others] = facts;
  const desk = first && desks.get(first.till);
  if (first === undefined || desk === undefined) return;
  const { till, clock } = desk;
  const nowMs = clock.nowMs();
  const locale = till.shopLocale();

  function textOf(report: DayReport): ReadonlyArray<string> {
    const tills = dayTills({ till, clock, view: views.get(first?.till ?? "") }, report.day);
    const tillsText = dayTillsToText(tills, { till, locale, nowMs });
    return dayReportToText(report, { till, locale }, tillsText);
  }

  const [only, ...more] = first.reports;
  narrator.line("");
  narrator.line(`till reconcile on ${first.till}:`);
  if (only !== undefined && more.length === 0) {
    for (const line of textOf(only)) narrator.line(`  ${line}`);
  } else {
    for (const report of first.reports) {
      const [, sales, ...rest] = textOf(report);
      narrator.line(`  ${report.day} ${sales?.trim().replaceAll(/ +/gu, " ")}. ${rest.at(-1)}`);
    }
  }
  const text = saidByAll(first.reports);
  const isSame = others.every(({ reports }) => saidByAll(reports) === text);
  narrator.holds(`${namesOf(others)} ${others.length === 1 ? "says" : "say"} the same.`, isSame);
  const isTied = facts.every(({ till: name, reports }) => {
    const here = desks.get(name);
    const view = views.get(name);
    return reports.every(
      (report) =>
        here !== undefined &&
        report.differences.length === 0 &&
        isComplete(report, dayTills({ ...here, view }, report.day)),
    );
  });
  const isAsked = first.reports.some((report) => salesInQuestion(report) > 0);
  const what = days.length === 1 ? "The day ties" : `Each of the ${days.length} days ties`;
  const but = isAsked ? ", but for what is asked" : "";
  narrator.holds(`${what} out to the cent on each till${but}.`, isTied);
}

function tellAttention(narrator: Narrator, facts: ReadonlyArray<TillFacts>): void {
  const [items = [], ...others] = facts.map(({ attention }) => attention);
  const isSame = others.every((other) => identityOf(other) === identityOf(items));
  narrator.line("");
  if (items.length === 0) {
    narrator.holds("Nothing needs anybody: till attention list is empty on each till.", isSame);
    return;
  }
  narrator.line("till attention list on each till:");
  for (const line of attentionText(items)) narrator.line(`  ${line}`);
  narrator.holds("Each till asks the same.", isSame);
}

function identityOf(items: ReadonlyArray<OpenItem>): string {
  return JSON.stringify(items.map(({ id, text, answers }) => [id, text, answers]));
}

function namesOf(facts: ReadonlyArray<TillFacts>): string {
  const names = facts.map(({ till }) => till);
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

/** Groups receipt numbers by the letters of their tills: `A-000001` to `A-000014`. */
function bySeries(numbers: ReadonlyArray<string>): ReadonlyMap<string, ReadonlyArray<string>> {
  return Map.groupBy(numbers, (number) => number.slice(0, number.lastIndexOf("-")));
}

function rangesOf(numbers: ReadonlyArray<string>): string {
  return [...bySeries(numbers).values()]
    .map((own) => (own.length === 1 ? own.join("") : `${own[0]} to ${own.at(-1)}`))
    .join(", ");
}

function hasNoGap(numbers: ReadonlyArray<string>): boolean {
  return [...bySeries(numbers).values()].every((own) =>
    own.every((number, index) => Number(number.slice(number.lastIndexOf("-") + 1)) === index + 1),
  );
}
