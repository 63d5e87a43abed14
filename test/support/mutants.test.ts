/** What `npm run mutants` is made of: planted bugs and their names, what is asked, and what the table says. */

import { runInNewContext } from "node:vm";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { answersIn, keyOf } from "../../scripts/mutants/log.mjs";
import {
  cheapestCover,
  coverLost,
  hashOf,
  moved,
  movesIn,
  type Noticed,
  playedAgain,
  replayNeeded,
  roomOf,
  textOf,
} from "../../scripts/mutants/noticed.mjs";
import {
  chosenAmong,
  functionsIn,
  namedAmong,
  placesIn,
  planted,
} from "../../scripts/mutants/plant.mjs";
import { questionsAgain, questionsOfRoom } from "../../scripts/mutants/questions.mjs";
import { roomsAmong } from "../../scripts/mutants/rooms.mjs";
import { Switch } from "../../scripts/mutants/switch.mjs";
import { raritiesOf } from "../../scripts/mutants/tests-asked.mjs";

const FILE = "src/domain/sum.ts";
const TEXT = `import { one } from "./one.ts";

const RATE = 7 * 3;

export const table = { rate: (cents: number) => cents * 2, other: 5 };

export function capped(cents: number, all: ReadonlyArray<number> = []): number {
  const far = (each: number) => each > cents;
  if (all.some(far)) return one(cents);
  return Math.min(cents, 100);
}

export class Till {
  #cents = 0;

  add(cents: number): void {
    this.#cents += cents;
    one(cents);
  }
}
`;

function named(name: string, text = TEXT) {
  return placesIn(FILE, text).filter((place) => place.name === `${FILE} ${name}`);
}

describe("a planted bug", () => {
  test("is named by its function, its kind and which of them it is", () => {
    const names = placesIn(FILE, TEXT).map(({ name }) => name.replace(`${FILE} `, ""));

    expect(names).toEqual([
      "table.rate * 1",
      "table.rate number 1",
      "capped.far > 1",
      "capped test 1",
      "capped some 1",
      "capped return 1",
      "capped return 2",
      "capped min 1",
      "capped number 1",
      "Till.add += 1",
      "Till.add call 1",
    ]);
  });

  test("keeps its name when lines come before it, and another function changes", () => {
    const later = TEXT.replace(
      "const RATE = 7 * 3;",
      "// More.\n\nfunction first() { return 1 < 2; }",
    );
    const [before] = named("capped min 1");
    const [after] = named("capped min 1", later);

    expect(after?.line).toBe((before?.line ?? 0) + 2);
    expect(after?.from).toBe(before?.from);
  });

  test("is never in what is worked out as the file is loaded", () => {
    expect(placesIn(FILE, TEXT).filter(({ line }) => line === 3)).toEqual([]);
  });

  test("is nowhere in a type, nor in a key", () => {
    const text = "function f(a: 1 | 2): { 3: boolean } { return { 3: g<4>(a as 5) }; }";

    expect(placesIn(FILE, text)).toEqual([]);
  });

  test("leaves what stands left of a dot behind a question mark in one piece", () => {
    const text = "const f = (a) => a?.b.filter(c).slice(1).length;";

    expect(placesIn(FILE, text).map(({ from }) => from)).toEqual(["1"]);
    expect(placesIn(FILE, "const f = (a) => a?.b.slice(i);").map(({ to }) => to)).toEqual(["a?.b"]);
  });

  test("may be a method that every object has", () => {
    expect(placesIn(FILE, "const f = (a) => a.toString();")).toEqual([]);
  });
});

function names(text: string, seed: number): ReadonlyArray<string> {
  return chosenAmong(placesIn(FILE, text), { count: 4, seed }).map(({ name }) => name);
}

describe("what is planted", () => {
  const all = chosenAmong(placesIn(FILE, TEXT), { count: 100, seed: 1 });

  function run(on: ReadonlyArray<number>): unknown {
    const text = "const capped = (cents, most) => Math.min(cents + 1, most);";
    const mutants = chosenAmong(placesIn(FILE, text), { count: 1, seed: 2 });
    const tillmeshMutants = new Switch(1);
    tillmeshMutants.choose(on);
    const all = `${planted(text, mutants)} [capped(1, 5), capped(9, 5)].join()`;
    return runInNewContext(all, { tillmeshMutants });
  }

  test("is there when its switch is on, and not when it is off", () => {
    expect(run([])).toBe("2,5");
    expect(run([1])).not.toBe("2,5");
  });

  test("changes nothing where there is no switch", () => {
    expect(planted(TEXT, all)).toContain("globalThis.tillmeshMutants?.on(1)");
  });

  test("is never within another one, and is numbered in the order of the text", () => {
    const ends = all.map(({ end }) => end);

    expect(all.every(({ start }, at) => at === 0 || start >= (ends[at - 1] ?? 0))).toBe(true);
    expect(all.map(({ id }) => id)).toEqual(all.map((_, at) => at + 1));
  });

  test("is the same for the same seed, and stays when something else goes away", () => {
    const without = TEXT.replace("one(cents);\n  }", "}");

    expect(names(TEXT, 3)).toEqual(names(TEXT, 3));
    expect(names(TEXT, 3)).not.toEqual(names(TEXT, 4));
    expect(names(without, 3)).toEqual(expect.arrayContaining(names(TEXT, 3).slice(0, -1)));
  });

  test("can be chosen by name", () => {
    const chosen = namedAmong(placesIn(FILE, TEXT), new Set([`${FILE} capped min 1`, "gone"]));

    expect(chosen.map(({ name }) => name)).toEqual([`${FILE} capped min 1`]);
  });
});

test("a function's text is its own and that of what is within it", () => {
  const before = functionsIn(FILE, TEXT);
  const after = functionsIn(FILE, TEXT.replace("each > cents", "each >= cents"));
  const changed = [...after.keys()].filter((name) => after.get(name) !== before.get(name));

  expect(changed).toEqual(["default", "capped", "capped.far"]);
});

test("a loop that no longer ends is ended by the switch", () => {
  const bugs = new Switch(1);
  bugs.choose([1], 1);

  expect(() => {
    while (bugs.on(1));
  }).toThrow("endless loop");
});

test("a room has the folders within that are too small for one, and none that is one", () => {
  const rooms = roomsAmong(
    new Map([
      ["src/app/till.ts", 800],
      ["src/app/small/one.ts", 100],
      ["src/app/large/two.ts", 500],
      ["src/app/large/inner/three.ts", 400],
      ["src/words/four.ts", 50],
    ]),
  );

  expect([...rooms]).toEqual([
    ["src/app", ["src/app/small/one.ts", "src/app/till.ts"]],
    ["src/app/large", ["src/app/large/inner/three.ts", "src/app/large/two.ts"]],
  ]);
});

/** Answers for files of tests that notice these bugs, and counts what it takes. */
function asked(
  questions: ReturnType<typeof questionsOfRoom>,
  notices: Readonly<Record<string, ReadonlyArray<number>>>,
  { seconds = 1, broken = "" } = {},
) {
  let count = 0;
  let step = questions.next();
  while (step.done !== true) {
    count += 1;
    const { file, on } = step.value;
    const failed = on.some((id) => notices[file]?.includes(id) === true) || file === broken;
    step = questions.next({ failed, seconds, seen: [1, 2, 3, 4, 5, 6, 7, 8] });
  }
  return { found: step.value, count };
}

function secondsOf(file: string): number {
  return (
    new Map([
      ["dear", 5],
      ["all", 20],
    ]).get(file) ?? 1
  );
}

const IDS = [1, 2, 3, 4, 5, 6, 7, 8];

test("a test that shares a rare word with a changed file is asked before the others", () => {
  const tests = [
    "test/app/orders/move.test.ts",
    "test/app/orders/points.test.ts",
    "test/tui/x.test.ts",
  ];
  const rarities = raritiesOf(tests, ["src/domain/balance/receipt-points.ts", "src/domain/order"]);

  expect([...rarities.values()]).toEqual([2, 1, 3]);
});

describe("what is asked of the tests", () => {
  test("finds what each file of the room notices, whatever it is", () => {
    fc.assert(
      fc.property(fc.array(fc.subarray(IDS), { minLength: 1, maxLength: 3 }), (sets) => {
        const notices = Object.fromEntries(sets.map((ids, at) => [`own-${at}`, ids]));
        const plan = { ids: IDS, own: Object.keys(notices), others: [], seconds: 0 };
        const { found } = asked(questionsOfRoom(plan), notices);

        expect([...found.noticed]).toEqual(
          IDS.map((id) => [id, plan.own.filter((file) => notices[file]?.includes(id) === true)]),
        );
      }),
    );
  });

  test("asks other files about what is left, all of it at once", () => {
    const notices = { own: [1, 2, 3, 4], near: [], far: [1, 8], last: [8] };
    const plan = { ids: IDS, own: ["own"], others: ["near", "far", "last"], seconds: 100 };
    const { found } = asked(questionsOfRoom(plan), notices);

    expect(found.noticed.get(8)).toEqual(["far"]);
    expect(found.noticed.get(1)).toEqual(["own"]);
    expect(found.seconds.get("near")).toBe(1);
  });

  test("leaves other files out when the seconds are over, and says which", () => {
    const plan = { ids: IDS, own: [], others: ["one", "two", "three"], seconds: 1 };
    const { found } = asked(questionsOfRoom(plan), {});

    expect(found.left).toEqual(["three"]);
  });

  test("believes no file that fails by itself", () => {
    const plan = { ids: IDS, own: ["own"], others: ["other"], seconds: 100 };
    const { found } = asked(questionsOfRoom(plan), { other: [2] }, { broken: "own" });

    expect(found.failing).toEqual(["own"]);
    expect(found.noticed.get(2)).toEqual(["other"]);
  });

  test("asks again the cheapest file that noticed a bug, and no other one once it does", () => {
    const filesOf = new Map([
      [1, ["dear", "cheap"]],
      [2, ["dear"]],
      [3, ["cheap"]],
    ]);
    const { found, count } = asked(questionsAgain({ filesOf, secondsOf, seconds: 100 }), {
      cheap: [1],
      dear: [1, 2],
    });

    expect([...found.noticed]).toEqual([
      [1, ["cheap"]],
      [2, ["dear"]],
      [3, []],
    ]);
    expect(count).toBe(5);
  });

  test("asks no further when the seconds are over, and says of which files", () => {
    const filesOf = new Map([
      [1, ["cheap"]],
      [2, ["dear"]],
    ]);
    const { found } = asked(questionsAgain({ filesOf, secondsOf, seconds: 1 }), {
      cheap: [1],
      dear: [2],
    });

    expect([...found.noticed]).toEqual([
      [1, ["cheap"]],
      [2, []],
    ]);
    expect(found.left).toEqual(["dear"]);
  });

  test("takes a question whose process has ended for one that was noticed", () => {
    const one = { file: "one", on: [1], as: "bugs" as const };
    const two = { file: "two", on: [], as: "plain" as const };
    const answer = { failed: false, seconds: 2, seen: [4] };
    const lines = [{ asks: two }, { of: two, answer }, { asks: one, worker: 7 }];
    const answers = answersIn(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));

    expect(answers.get(keyOf(two))).toEqual(answer);
    expect(answers.get(keyOf(one))?.failed).toBe(true);
  });
});

const TEXTS: Readonly<Record<string, string>> = {
  "src/domain/sums/sum.ts capped": "min",
  "src/domain/sums/tax.ts rate": "rate",
  "test/cheap.test.ts": "cheap",
  "test/dear.test.ts": "dear",
};
const NOTICED: Noticed = {
  "src/domain/sums": roomOf(
    {
      "src/domain/sums/sum.ts capped min 1": ["test/cheap.test.ts", "test/dear.test.ts"],
      "src/domain/sums/sum.ts capped number 1": ["test/dear.test.ts"],
      "src/domain/sums/tax.ts rate * 1": [],
    },
    (of) => TEXTS[of],
  ),
};

/** Where these have another text, or none. */
function neededAgain(texts: Readonly<Record<string, string | undefined>>): ReadonlyArray<string> {
  const needed = replayNeeded(NOTICED, {
    textNow: (of) => (of in texts ? texts[of] : TEXTS[of]),
    counts: () => true,
  });
  return [...needed.keys()].map((name) => name.replace("src/domain/sums/", ""));
}

describe("the table of what is noticed", () => {
  test("says what a smaller set of tests no longer notices", () => {
    expect(coverLost(NOTICED, new Set(["test/cheap.test.ts"]))).toEqual([
      "src/domain/sums/sum.ts capped number 1",
    ]);
    expect(coverLost(NOTICED, new Set(["test/dear.test.ts"]))).toEqual([]);
  });

  test("has its rooms, bugs and texts in their order, whoever was played last", () => {
    const { "src/domain/sums": room = roomOf({}, () => undefined) } = NOTICED;
    const turned = {
      bugs: Object.fromEntries(Object.entries(room.bugs).toReversed()),
      texts: Object.fromEntries(Object.entries(room.texts).toReversed()),
    };
    const none = roomOf({}, () => undefined);

    expect(textOf({ b: none, a: turned })).toBe(textOf({ a: room, b: none }));
  });

  test("follows what was moved, tests as well as sources", () => {
    const moves = movesIn(
      "M\tREADME.md\nR096\tsrc/domain/sums/sum.ts\tsrc/domain/caps/cap.ts\nR100\ttest/dear.test.ts\ttest/a.test.ts\n",
    );
    const now = moved(NOTICED, moves, (file) => file.split("/").slice(0, 3).join("/"));

    expect(now["src/domain/caps"]).toEqual({
      bugs: {
        "src/domain/caps/cap.ts capped min 1": ["test/a.test.ts", "test/cheap.test.ts"],
        "src/domain/caps/cap.ts capped number 1": ["test/a.test.ts"],
      },
      texts: {
        "src/domain/caps/cap.ts capped": hashOf("min"),
        "test/a.test.ts": hashOf("dear"),
        "test/cheap.test.ts": hashOf("cheap"),
      },
    });
    expect(now["src/domain/sums"]?.bugs).toEqual({ "src/domain/sums/tax.ts rate * 1": [] });
  });

  test("has played anew what a change is in, by its function or by the tests that notice it", () => {
    const both = ["sum.ts capped min 1", "sum.ts capped number 1"];

    expect(neededAgain({})).toEqual([]);
    expect(neededAgain({ "src/domain/sums/sum.ts capped": "max" })).toEqual(both);
    expect(neededAgain({ "src/domain/sums/sum.ts capped": undefined })).toEqual(both);
    // One of two that notice it is as it was.
    expect(neededAgain({ "test/cheap.test.ts": "other" })).toEqual([]);
    expect(neededAgain({ "test/dear.test.ts": "other" })).toEqual(both.slice(1));
    // What nothing notices can't be lost.
    expect(neededAgain({ "src/domain/sums/tax.ts rate": "other" })).toEqual([]);
  });

  test("counts on none but those of the small size", () => {
    const needed = replayNeeded(NOTICED, {
      textNow: (of) => TEXTS[of],
      counts: (test) => test.includes("dear"),
    });
    const all = replayNeeded(NOTICED, { textNow: (of) => TEXTS[of], counts: () => false });

    expect([needed.size, all.size]).toEqual([0, 2]);
  });
});

/** The table after these were played again, with those texts. */
function afterPlaying(
  found: Readonly<Record<string, ReadonlyArray<string>>>,
  texts: Readonly<Record<string, string>>,
): Noticed {
  function textNow(of: string): string | undefined {
    return texts[of] ?? TEXTS[of];
  }
  return playedAgain(NOTICED, {
    needed: replayNeeded(NOTICED, { textNow, counts: () => true }),
    found: new Map(
      Object.entries(found).map(([name, files]) => [`src/domain/sums/${name}`, files]),
    ),
    gone: new Set(),
    textNow,
  });
}

function stillNeeded(
  table: Noticed,
  texts: Readonly<Record<string, string>>,
): ReadonlyArray<string> {
  const needed = replayNeeded(table, {
    textNow: (of) => texts[of] ?? TEXTS[of],
    counts: () => true,
  });
  return [...needed.keys()].map((name) => name.replace("src/domain/sums/", ""));
}

describe("the table after some bugs were played again", () => {
  const all = ["test/dear.test.ts"];

  test("asks for none of them once more, where all were noticed", () => {
    const texts = { "src/domain/sums/sum.ts capped": "max" };
    const found = { "sum.ts capped min 1": all, "sum.ts capped number 1": all };

    expect(stillNeeded(afterPlaying(found, texts), texts)).toEqual([]);
  });

  test("asks again for one that was lost, though another one of its function was noticed", () => {
    const texts = { "src/domain/sums/sum.ts capped": "max" };
    const table = afterPlaying({ "sum.ts capped min 1": all }, texts);

    expect(stillNeeded(table, texts)).toContain("sum.ts capped number 1");
  });

  test("asks again for one that was not played in time, though its test noticed another one", () => {
    const texts = { "test/cheap.test.ts": "other", "test/dear.test.ts": "other" };
    const table = afterPlaying({ "sum.ts capped min 1": all }, texts);

    expect(stillNeeded(table, texts)).toContain("sum.ts capped number 1");
  });

  test("says of no test that has changed what it was not asked for", () => {
    const texts = { "test/dear.test.ts": "other" };
    const table = afterPlaying({ "sum.ts capped number 1": all }, texts);

    expect(table["src/domain/sums"]?.bugs["src/domain/sums/sum.ts capped min 1"]).toEqual([
      "test/cheap.test.ts",
    ]);
  });
});

function coverOf(filesOf: Readonly<Record<string, ReadonlyArray<string>>>): ReadonlyArray<string> {
  return cheapestCover(new Map(Object.entries(filesOf)), secondsOf);
}

describe("the cheapest cover", () => {
  test("takes what notices most for its seconds", () => {
    expect(coverOf({ one: ["cheap", "all"], two: ["dear", "all"], three: [] })).toEqual([
      "cheap",
      "dear",
    ]);
  });

  test("leaves out a file whose bugs those after it notice, too", () => {
    expect(coverOf({ one: ["cheap", "all"], two: ["all"] })).toEqual(["all"]);
  });

  test("notices all that anything notices", () => {
    const files = fc.subarray(["cheap", "dear", "all", "other"]);
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]$/u), files), (filesOf) => {
        const cover = new Set(coverOf(filesOf));

        expect(coverLost({ room: roomOf(filesOf, () => undefined) }, cover)).toEqual([]);
      }),
    );
  });
});
