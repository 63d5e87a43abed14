/** What README and docs/ say to press is pressed at the demo shop: nothing of it is refused. */

import { describe, expect, test } from "vitest";

import { listOrders } from "../../src/app/orders/orders.ts";
import { LOCALES } from "../../src/domain/text/locale.ts";
import { commandOfWord } from "../../src/tui/commands.ts";
import { wordsFor } from "../../src/words/screen-words.ts";
import { cafeCopies } from "../support/cafe.ts";
import {
  type DocumentedRun,
  documentedRuns,
  documentedWords,
  keysOf,
  PAGES,
} from "../support/documented-keys.ts";
import { type ManualClock } from "../support/manual-clock.ts";
import { openRealRegister, type RealRegister } from "../support/real-register.ts";

const newDemo = cafeCopies({ demo: true });
/** Its keys are played one after the other, at the end of this file. */
const README = "README.md";
/** Between two keys: long enough for the same one to count again. */
const BETWEEN_MS = 1000;

/** Where a page's keys may be meant, in the order in which they are tried; Chiara is there, who leads the shift. */
const SCENES: Readonly<Record<string, ReadonlyArray<string>>> = {
  "an empty register": [],
  "an order of three lines": ["`4*100` Enter", "`2*101` Enter", "`2*400` Enter"],
  "a bill in three parts": ["`3*100` Enter", "`/3` F8"],
  "a table beside another": [
    "`9` F7",
    "`100` Enter",
    "`7` F7",
    ...["100", "101", "300", "400", "302"].map((goods) => `\`4*${goods}\` Enter`),
  ],
  "a table whose goods the kitchen waits with": [
    "`7` F7",
    "`400` Enter",
    "`;3` Enter",
    "`400` Enter",
    "`:hold 2` Enter",
    "F2",
  ],
};

/** Runs that are no keys of a register, or want what the demo has not. */
const NOT_PLAYED: Readonly<Record<string, string>> = {
  "`croissant` Enter `:cardtab 50` Enter Enter":
    "it takes a card terminal: test/docs/cards-doc.test.ts",
  "F12 `1`": "it takes a tab at one",
  "`1` `0471` Enter": "it takes a payment at one that nobody knows of",
  "`77` F7": "the page says that it is refused where there is no table 77",
};

/** Words that only the dialogue in lines or an exercise has; `test/tui/plain` and the exercises press those. */
const WORDS_OF_LINES = new Set(["back", "zurück", "goods", "hint", "last", "line", "next", "show"]);

describe("runs of keys", () => {
  const runs = PAGES.filter((page) => page !== README)
    .flatMap(documentedRuns)
    .filter(({ run }) => NOT_PLAYED[run] === undefined);

  test("are found on a good many pages", () => {
    expect(new Set(runs.map(({ page }) => page)).size).toBeGreaterThan(7);
  });

  test.each(unique(runs))("$run of $page does something somewhere", async ({ keys }) => {
    const answers: string[] = [];
    for (const [scene, before] of Object.entries(SCENES)) {
      const played = await playScene(before);
      const { register } = played;
      const untouched = register.store.getState();
      await pressAll(played, keys);
      const { message } = register.store.getState();
      if (message?.level !== "error" && register.store.getState() !== untouched) return;
      answers.push(`${scene}: ${message?.text ?? "nothing"}`);
    }
    expect.fail(answers.join("\n"));
  });
});

test("each word after a colon is one of the register, in some language, or of the dialogue in lines", () => {
  const spoken = LOCALES.map((locale) => wordsFor({ locale }));
  const unknown = PAGES.flatMap((page) =>
    documentedWords(page)
      .map((shown) => /^:(?<word>\p{L}+)/u.exec(shown)?.groups?.["word"] ?? "")
      .filter((word) => !WORDS_OF_LINES.has(word))
      .filter((word) => spoken.every((words) => commandOfWord(word, words) === undefined))
      .map((word) => `${page}: ${word}`),
  );

  expect(unknown).toEqual([]);
});

describe("the first sale of README", () => {
  /** What each run of it has done, in the page's order; a new run wants a line here. */
  const BECAME: ReadonlyArray<readonly [run: string, became: (register: RealRegister) => void]> = [
    ["`1` Enter", (it) => expect(it.store.getState().logIn.step).toBe("pin")],
    ["`1111` Enter", (it) => expect(it.store.getState().session?.staffName).toMatch(/^Mia/u)],
    [
      "`2*flat` Enter",
      (it) =>
        expect(it.store.getState().order?.lines).toMatchObject([
          { name: "Flat white", quantity: 2000 },
        ]),
    ],
    [
      "`20` F9",
      (it) => expect(it.store.getState().paid).toMatchObject({ tendered: 2000, change: 1280 }),
    ],
    [
      "`100` F3 F9 Enter",
      (it) => {
        const { till } = it.open;
        const order = listOrders(till, { day: till.days().now, openOnly: false }).at(-1);
        expect(order).toMatchObject({ service: "counter", status: "paid", total: 280 });
      },
    ],
    ["`F1`", (it) => expect(it.store.getState().showsHelp).toBe(true)],
  ];

  test("does what its sentences say", async () => {
    const played = await openDemo();
    const runs = documentedRuns(README);

    expect(runs.map(({ run }) => run)).toEqual(BECAME.map(([run]) => run));
    for (const [at, { keys }] of runs.entries()) {
      await pressAll(played, keys);
      BECAME[at]?.[1](played.register);
    }
  });
});

interface Played {
  readonly register: RealRegister;
  readonly clock: ManualClock;
}

async function openDemo(): Promise<Played> {
  const demo = await newDemo();
  return { register: openRealRegister(demo), clock: demo.clock };
}

async function playScene(before: ReadonlyArray<string>): Promise<Played> {
  const played = await openDemo();
  const { register } = played;
  await register.logIn("3", "3333");
  for (const step of before) {
    await pressAll(played, keysOf(step));
    const { message } = register.store.getState();
    if (message?.level === "error") throw new Error(`${step}: ${message.text}`);
  }
  return played;
}

async function pressAll({ register, clock }: Played, keys: ReadonlyArray<string>): Promise<void> {
  for (const key of keys) {
    clock.advance(BETWEEN_MS);
    register.press(key);
  }
  await register.checked();
}

function unique(runs: ReadonlyArray<DocumentedRun>): ReadonlyArray<DocumentedRun> {
  return [...new Map(runs.map((run) => [`${run.page} ${run.run}`, run])).values()];
}
