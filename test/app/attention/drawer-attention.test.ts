/** What of cash drawers needs somebody, as it is listed and settled. */

import { expect, test } from "vitest";

import {
  answerAlike,
  answeredAlike,
  answerItem,
} from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { attentionToText } from "../../../src/app/attention/attention-text.ts";
import { dayReportToJson } from "../../../src/app/day/day-report-json.ts";
import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../../src/app/day/day-tills-text.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { ok, type Result } from "../../../src/domain/base/result.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { drawerStream } from "../../../src/domain/folds/drawer-fold.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type AttentionAnswer } from "../../../src/tui/ports/attention-port.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { csvValues, dayCsv } from "../../support/day-report.ts";
import { closeDrawer, countDrawer, openDrawer } from "../../support/drawer-acts.ts";
import { englishIn } from "../../support/english-left.ts";
import { OTHER_LOCALES } from "../../support/languages.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

test("a difference that nobody explained is listed until somebody says why", async () => {
  const open = closedShort((await newCafe()).open());

  const [item] = listAttentionItems(open, "en");

  expect(item).toMatchObject({
    kind: "drawer/difference",
    addressee: "manager",
    amount: 7000,
    text: "Front counter's drawer was closed with a difference of 70.00 that nobody explained",
  });
  expect(settled(open, "")).toMatchObject({ fault: { type: "attention/reason-needed" } });
  valueOf(settled(open, "paid the baker"));
  expect(listAttentionItems(open, "en")).toEqual([]);
});

test("a difference that somebody settled stands in the day's report, with who and why", async () => {
  const open = closedShort((await newCafe()).open());
  valueOf(settled(open, "paid the baker"));
  const { till } = open;
  const report = dayReport(till, CAFE_DAY as BusinessDay);

  const about =
    "Front counter's drawer was closed with a difference of 70.00 that nobody explained";
  expect(dayReportToText(report, { till, locale: "en" }, ALL_HEARD)).toContainEqual(
    expect.stringMatching(new RegExp(`^ {2}${about}: settled by Ravi .+: paid the baker$`, "u")),
  );
  expect(dayReportToJson(report, till, [])).toMatchObject({
    settled: [
      {
        order: null,
        drawer: { till: "Front counter", no: 1, pouch: null },
        type: "drawer/difference",
        amount: 7000,
        by: { staff: "4", name: "Ravi" },
        why: "paid the baker",
      },
    ],
  });
  expect(csvValues(dayCsv(report, till))).toMatchObject({
    "settled.0.type": "drawer/difference",
    "settled.0.drawer.till": "Front counter",
    "settled.0.drawer.no": "1",
    "settled.0.amount": "7000",
  });
});

test("cash that came after the count is in the drawer, in the safe or was counted, by a person's word", async () => {
  const open = soldLate((await newCafe()).open());

  const [item] = listAttentionItems(open, "en");

  expect(item).toMatchObject({
    kind: "drawer/late",
    addressee: "manager",
    text: "2.00 came to Front counter's drawer 2 after it was counted",
    answers: [
      { answer: "in-drawer", text: "it is in the drawer: 2.00" },
      { answer: "in-safe", text: "it is in the safe: 2.00" },
      { answer: "in-count", text: "it was in the count: 2.00" },
    ],
  });
  expect(settled(open, "", "in-safe")).toEqual({ ok: true, value: "In the safe: 2.00." });
  expect(listAttentionItems(open, "en")).toEqual([]);
});

test.each(OTHER_LOCALES)("what needs somebody of a drawer is said in %s", async (locale) => {
  const open = soldLate(closedShort((await newCafe()).open()));

  const lines = attentionToText(listAttentionItems(open, locale), { locale });

  expect(lines).toHaveLength(6);
  const plain = lines.map((line) => line.replace("Front counter", "").replace(/--\w+ [\w-]+/u, ""));
  expect(plain.flatMap((line) => englishIn(line.replace(/^\w{8}/u, ""), locale))).toEqual([]);
});

test("two differences are settled by one answer, as one act, and name why each", async () => {
  const open = closedShort(closedShort((await newCafe()).open()), 2);
  const items = listAttentionItems(open, "en");
  const [item] = items;
  if (item === undefined) throw new Error("Nothing needs anybody.");
  const acts: string[] = [];
  const answering = {
    open,
    act: (name: string, decide: Parameters<OpenTill["till"]["act"]>[2]) => {
      acts.push(name);
      return open.till.act(RAVI, name, decide);
    },
    refused: (fault: Refusal) => ({ ok: false, fault }) as const,
    note: "",
  };
  const alike = answeredAlike(items, item, "settle");

  expect(alike.map(({ kind }) => kind)).toEqual(["drawer/difference", "drawer/difference"]);
  expect(answeredAlike(items, item, "give-back")).toEqual([item]);
  expect(answerAlike(answering, alike, "settle")).toMatchObject({
    fault: { type: "attention/reason-needed" },
  });
  expect(listAttentionItems(open, "en")).toHaveLength(2);
  valueOf(answerAlike({ ...answering, note: "paid the baker" }, alike, "settle"));

  expect(listAttentionItems(open, "en")).toEqual([]);
  expect(acts).toHaveLength(2);
  expect(
    dayReportToJson(dayReport(open.till, CAFE_DAY as BusinessDay), open.till, []),
  ).toMatchObject({
    settled: [{ why: "paid the baker" }, { why: "paid the baker" }],
  });
});

function closedShort(open: OpenTill, no = 1): OpenTill {
  const { till } = open;
  const cash = { own: minor(10_000), pieces: [], foreign: [] };
  const { id: session } = valueOf(openDrawer(till, MIA, { no, float: cash }));
  valueOf(countDrawer(till, MIA, { session, cash: { ...cash, own: minor(3000) } }));
  valueOf(closeDrawer(till, MIA, { session, reason: "", anyway: true }));
  return open;
}

/** Two in cash reach a closed session: another till, apart, put them in. */
function soldLate(open: OpenTill): OpenTill {
  const { till } = open;
  const cash = { own: minor(0), pieces: [], foreign: [] };
  const { id: session } = valueOf(openDrawer(till, MIA, { no: 2, float: cash }));
  valueOf(countDrawer(till, MIA, { session, cash }));
  valueOf(closeDrawer(till, MIA, { session, reason: "" }));
  const body = { what: "in", currency: "own", amount: minor(200), reason: "change" } as const;
  valueOf(
    till.act(MIA, "move cash", () =>
      ok([{ kind: "drawer/moved", streams: [drawerStream(session)], body }]),
    ),
  );
  return open;
}

function settled(
  open: OpenTill,
  note: string,
  answer: AttentionAnswer = "settle",
): Result<string, Refusal> {
  const [item] = listAttentionItems(open, "en");
  if (item === undefined) throw new Error("Nothing needs anybody.");
  return answerItem<Refusal>(
    {
      open,
      act: (name, decide) => open.till.act(RAVI, name, decide),
      refused: (fault) => ({ ok: false, fault }),
      note,
    },
    item,
    answer,
  );
}
