/**
 * What somebody meets in the back office, in each language but English: no English is left, and nothing
 * is too wide for its row or line.
 *
 * Size: both.
 */

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { type Locale } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { officeTitle, planOffice } from "../../../src/tui/office/office-pages.ts";
import { officePaneRows, officeSideRows } from "../../../src/tui/office/office-panes.ts";
import { officeWords } from "../../../src/tui/office/office-words.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { addCustomer } from "../../support/add-customer.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { cutRows, englishIn } from "../../support/english-left.ts";
import { enrolTill } from "../../support/enrol-till.ts";
import { TRANSLATIONS } from "../../support/languages.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";

const COLUMNS = 80;
const LEFT = { width: 46, height: 16, signs: "all" } as const;
const RIGHT = { width: COLUMNS - LEFT.width - 1, height: 16, signs: "all" } as const;
/** What the signs around them leave. */
const MESSAGE_CELLS = COLUMNS - " ! ".length;
const PREVIEW_CELLS = COLUMNS - "   =   (Entrée)".length;

const newCafe = cafeCopies({
  sells: ({ plu }) => plu === "400",
  before: (open) => {
    enrolTill(open, "B");
    addCustomer(open, { name: "Rossi, Anna", phone: "0660 123456" });
    addCustomer(open, { name: "Rossi, Marco" });
  },
});

beforeAll(() => {
  // What an invited till says on the network stays on this machine.
  vi.stubEnv("TILL_MESH_HOST", "127.0.0.1");
});

afterAll(() => {
  vi.unstubAllEnvs();
});

/** All of them, or one: what a walk meets is the same in each. */
const WALKED = TRANSLATIONS.slice(0, proofRuns({ small: 1, whole: 100 }));

describe.each(WALKED)("in %s, from the menu to an erased customer", (locale) => {
  test("no English is left, and all of it is seen", async () => {
    const steps = await walk(locale);

    const lines = steps.flatMap(({ text }) => text.replaceAll(NAMES, "").split("\n"));
    expect(lines.filter((text) => englishIn(text, locale).length > 0)).toEqual([]);
    const cut = steps.flatMap((step) => step.cut);
    expect(cut.filter((text) => text.replaceAll(NAMES, "") === text)).toEqual([]);
    expect(steps.flatMap(({ lines }) => lines.filter(isCut))).toEqual([]);
    expect(steps.at(-1)?.text).toContain(officeWords({ locale }).erased({ days: 7 }));
    const { ended, isShutOut } = wordsFor({ locale }).officeTills;
    const all = steps.map(({ text }) => text).join("\n");
    for (const said of [ended, isShutOut({ name: "B Till B" })]) expect(all).toContain(said);
  });
});

test("English is what the walk would find, and it comes to the end", async () => {
  const steps = await walk("en");

  expect(steps.filter(({ text }) => englishIn(text, "en").length > 0).length).toBeGreaterThan(20);
  expect(steps.at(-1)?.text).toContain("Erased: nobody can read");
});

/** What the shop has called so, how labels of scales are written, and the code of an invitation. */
const NAMES =
  /Alcohol.*no tax|Food and soft [^\n]*|Coffee.*Mains|Receipts, Kitchen and bar|21: weight, 02: price|(?:[0-9A-Z]{4}-){3}[0-9A-Z-]+/gu;

interface Line {
  readonly text: string;
  readonly room: number;
}

interface Step {
  readonly text: string;
  readonly lines: ReadonlyArray<Line>;
  readonly cut: ReadonlyArray<string>;
}

/** Each page of the menu, a product, and all that can be done about tills and a customer. */
async function walk(locale: Locale): Promise<ReadonlyArray<Step>> {
  const cafe = await newCafe();
  const open = cafe.open();
  const ravi = { number: "4", name: "Ravi" };
  if (locale !== "en") {
    valueOf(changeSetting(open.till, ravi, { key: "language", texts: [locale] }));
  }
  await open.close();
  const register = openRealRegister(cafe);
  await register.logIn("4", "4444");
  register.type("&marco");
  register.press("Enter");
  register.type("400");
  register.press("Enter", "F9", "Enter");
  const { verbs } = wordsFor({ locale });
  register.type(`:${verbs.office[0] ?? "office"}`);
  register.press("Enter");
  const steps = [stepOf(register)];
  for (const keys of keysOf(wordsFor({ locale }))) {
    if (keys.startsWith("type ")) register.type(keys.slice(5));
    else register.press(keys);
    await register.checked();
    steps.push(stepOf(register));
  }
  return steps;
}

function keysOf({
  office: { yes },
  officeDays,
  officeTills: { tills },
  officeFloor: { floor },
}: ReturnType<typeof wordsFor>): ReadonlyArray<string> {
  return [
    "1 | Enter | Down | type 3.70 | Enter | Ctrl-Z | Ctrl-Z | Down | Down | Esc | Esc",
    "6 | Down | Enter | Down | Down | Down | Down | Esc | Esc",
    "8 | Down | Down | Down | Down | Down | Esc | 9 | Enter | Down | Down | Down | Esc | Esc",
    `PgDn | PgDn | Enter | type Aperol | Enter | type ${officeDays.sat} | Enter | type 16-18 | Enter | Down | Down`,
    "Down | Down | type x | Enter | Esc | type 400 1.50 | Enter | Up | type - | Enter | Ctrl-Z | Esc | Esc",
    `type ${floor} | Enter | type 400 | Down | Enter | type x | Enter | Enter | Esc | Esc | type 12`,
    `Enter | type 400 | Enter | type x | Enter | Esc | type 4 | Enter | type 5 | Enter | type x | Enter`,
    "Esc | Up | Up | Up | Up | type 2+5 | Enter | Enter | Esc | PgDn | type 2 | Enter | Ctrl-Z | Esc",
    `type ${tills} | Enter | Enter | Esc | Down | Enter | PgDn | Up | Up | type x | Enter | Esc | PgDn | Up`,
    `type ${yes} | Enter | Esc | PgDn | Enter | type x | Enter | Esc | Esc | Esc`,
    "PgDn | Enter | type x | Enter | Esc | Enter | Down | Esc",
    "PgDn | Up | Enter | type x | Enter | Esc | Esc | PgDn | Up | Up | Enter | type x | Enter",
    "Esc | type 10.0.0.2:7777 | Enter | Up | type - | Enter",
    `Ctrl-Z | Esc | Up | Enter | PgDn | Up | Up | type x | Enter | Enter | Esc | Esc`,
    "0 | type 0999 | Enter | Esc | type Bianchi | Enter | type 030 1234 | Enter | type x | Enter",
    "Esc | Down | Down | Down | Down | Down | type - | Enter | Esc | Ctrl-Z | Ctrl-Z | Ctrl-Z | Esc",
    `type anna | Enter | type A | Enter | Esc | PgDn | PgDn | type x | Enter | Esc | type ${yes} | Enter`,
    `type marco | Enter | PgDn | PgDn | type ${yes} | Enter | Enter`,
  ].flatMap((line) => line.split(" | "));
}

function stepOf({ store, message }: RealRegister): Step {
  const { till } = store;
  const state = store.getState();
  const plan = planOffice(till, state);
  const planned = plan.type === "idle" ? "" : plan.type === "ready" ? plan.preview : plan.why;
  const sides = [LEFT, { ...LEFT, width: 2 * COLUMNS }].map((size) =>
    officePaneRows(till, state, size),
  );
  const [narrow = [], wide = []] = sides.map((rows) => rows.map(({ text }) => text));
  const hints = officeSideRows(till, state, RIGHT).map(({ text }) => text.trim());
  const title = officeTitle(till, state);
  return {
    text: [title, ...narrow, hints.join(" "), message(), planned].join("\n"),
    lines: [
      { text: message(), room: MESSAGE_CELLS },
      { text: planned, room: PREVIEW_CELLS },
    ],
    cut: cutRows(narrow, wide),
  };
}

function isCut({ text, room }: Line): boolean {
  return textWidth(text) > room;
}
