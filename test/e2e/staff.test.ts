/** Who works here, by the command line. Size: whole. */

import { writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { LOCALES } from "../../src/domain/text/locale.ts";
import { MIA, refused } from "../support/commands.ts";
import { ledgerSnapshot } from "../support/ledger-snapshot.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { answer, openTerminal } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

test("two people may have one PIN, and whoever sets it hears of nobody else's", async () => {
  const store = await shopCopy();
  const pin = await pinFile(store, "7391");
  for (const [number, name] of [
    ["10", "Lena"],
    ["11", "Omar"],
  ] as const) {
    const words = ["add", number, name, "--role", "cashier", "--new-pin-file", pin];
    expect(await till(["staff", ...words, "--store", store], { env: RAVI })).toEqual(
      done(`${name} works here now.`),
    );
  }

  const told = await till(["staff", "set-pin", "10", "--new-pin-file", pin, "--store", store], {
    env: { TILL_STAFF: "10", TILL_PIN: "7391" },
  });

  expect(told).toEqual(done("Lena has a new PIN."));
  for (const TILL_STAFF of ["10", "11"]) {
    const env = { TILL_STAFF, TILL_PIN: "7391" };
    expect((await till(["clock", "in", "--store", store], { env })).code).toBe(0);
  }
});

test("somebody new works here, has another PIN, goes and comes back", async () => {
  const store = await shopCopy();
  const pin = await pinFile(store, "7391");
  const next = await pinFile(store, "8264\n");
  function staff(words: ReadonlyArray<string>, env: Readonly<Record<string, string>> = RAVI) {
    return till(["staff", ...words, "--store", store], { env });
  }
  function clock(way: "in" | "out", TILL_PIN: string) {
    return till(["clock", way, "--store", store], { env: { TILL_STAFF: "10", TILL_PIN } });
  }

  expect(await staff(["add", "10", "Lena", "--role", "cashier", "--new-pin-file", pin])).toEqual(
    done("Lena works here now."),
  );
  expect((await clock("in", "7391")).code).toBe(0);
  expect(
    await staff(["set-pin", "10", "--new-pin-file", next], { TILL_STAFF: "10", TILL_PIN: "7391" }),
  ).toEqual(done("Lena has a new PIN."));
  expect((await clock("out", "7391")).code).toBe(4);
  expect((await clock("out", "8264")).code).toBe(0);
  expect(await staff(["disable", "10"])).toEqual(
    done("Lena can't sign in any more, on any till that hears of it."),
  );
  expect(await clock("in", "8264")).toEqual(
    refused(4, "Lena can't sign in any more: ask a manager."),
  );
  expect(await staff(["list"])).toEqual(
    done(
      [
        "     1  Mia               cashier",
        "     2  Jonas             cashier",
        "     3  Chiara            shift-lead",
        "     4  Ravi              manager",
        "    10  Lena              cashier       DISABLED",
      ].join("\n"),
    ),
  );
  expect(await staff(["enable", "10"])).toEqual(
    done("Lena can sign in again, with the PIN of before."),
  );
  expect((await clock("in", "8264")).code).toBe(0);
  expect((await till(["verify", "--store", store])).code).toBe(0);
});

test("a badge is given, shown and taken away", async () => {
  const store = await shopCopy();
  function staff(...words: ReadonlyArray<string>) {
    return till(["staff", ...words, "--store", store], { env: RAVI });
  }

  expect(await staff("set", "1", "--badge", "staff-0001")).toEqual(done("Mia has that badge now."));
  expect(await staff("set", "2", "--badge", "STAFF-0001")).toEqual(
    refused(5, "STAFF-0001 is the badge of Mia: choose another one."),
  );
  expect((await staff("list")).stdout).toContain(
    "Mia               cashier       badge STAFF-0001",
  );
  // For who may not change it, and for nobody at all, it is half a log-in.
  for (const env of [MIA, {}]) {
    const { code, stdout } = await till(["staff", "list", "--store", store], { env });
    expect([code, stdout.includes("Mia"), stdout.includes("STAFF")]).toEqual([0, true, false]);
  }
  expect(await staff("set", "1", "--no-badge")).toEqual(done("Mia has no badge any more."));
  expect(await staff("set", "1")).toEqual(
    refused(2, "Say one thing to set: --name, --badge, --language or --rate, or none with --no-."),
  );
});

test("a language is anybody's own to set, and that of others by whoever may change staff", async () => {
  const store = await shopCopy();
  function set(env: Readonly<Record<string, string>>, ...words: ReadonlyArray<string>) {
    return till(["staff", "set", ...words, "--store", store], { env });
  }

  expect(await set(MIA, "1", "--language", "FR-ch")).toEqual(
    // Whoever chose it hears of it in that language.
    done("Mia aura ses écrans en fr-CH, à partir de sa prochaine identification."),
  );
  expect(await set(MIA, "2", "--language", "fr")).toEqual(
    refused(4, "Mia n'a pas ce droit (modifier le personnel) : demandez à un autre."),
  );
  expect(await set(RAVI, "1", "--language", "fr-CH")).toEqual(
    refused(5, "The screens of Mia speak that already: nothing was changed."),
  );
  expect(await set(MIA, "1", "--language", "tlh")).toEqual(
    refused(2, `"tlh" n’est pas une langue : une de ${LOCALES.join(", ")}.`),
  );
  expect((await till(["staff", "list", "--store", store])).stdout).toContain(
    "Mia               cashier       language fr-CH",
  );
  expect(await set(RAVI, "1", "--no-language")).toEqual(
    done("Mia has screens in the shop's language, from the next log-in on."),
  );
  const pin = await pinFile(store, "7391");
  const lena = ["5", "Lena", "--role", "cashier", "--language", "es", "--new-pin-file", pin];
  const added = await till(["staff", "add", ...lena, "--store", store, "--json"], { env: RAVI });
  expect(JSON.parse(added.stdout)).toMatchObject({ number: "5", language: "es", done: "added" });
});

test("--json says who it is now, and what was done", async () => {
  const store = await shopCopy();
  const pin = await pinFile(store, "7391");
  const runs = [
    [["add", "10", "Lena", "--role", "cashier", "--new-pin-file", pin], "added", true],
    [["set-pin", "10", "--new-pin-file", pin], "pin-set", true],
    [["disable", "10"], "disabled", false],
    [["enable", "10"], "enabled", true],
  ] as const;

  for (const [words, done, active] of runs) {
    const { stdout } = await till(["staff", ...words, "--store", store, "--json"], { env: RAVI });

    expect(JSON.parse(stdout)).toEqual({
      number: "10",
      name: "Lena",
      role: "cashier",
      active,
      pin: true,
      badge: null,
      language: null,
      rate: null,
      done,
    });
  }
});

describe("what is wrong", () => {
  test("gets one sentence and its code, and changes nothing", async () => {
    const store = await shopCopy();
    const pin = ["--new-pin-file", await pinFile(store, "7391")];
    const add = ["add", "5", "Lena", "--role"];
    const wrong: ReadonlyArray<readonly [ReadonlyArray<string>, number, string, object?]> = [
      [[...add, "cashier", ...pin], 4, "Mia may not change staff: ask someone who may.", MIA],
      [["set-pin", "2", ...pin], 4, "Mia may not change staff: ask someone who may.", MIA],
      [["disable", "2"], 4, "Mia may not change staff: ask someone who may.", MIA],
      [
        [...add, "boss", ...pin],
        3,
        "There is no role boss: choose one of cashier, manager, shift-lead.",
      ],
      [[...add, "manager", ...pin], 2, "A PIN of 6 to 8 digits is needed: choose another one."],
      [[...add, "cashier"], 2, "Say the new PIN: --new-pin-file FILE."],
      [
        [...add, "cashier", "--new-pin-file", "/nowhere/pin"],
        2,
        "The new PIN file /nowhere/pin can't be read.",
      ],
      [
        [...add, "cashier", "--new-pin-file", await pinFile(store, "4321")],
        2,
        "That PIN is guessed soon, because it is a run of digits: choose another one.",
      ],
      [
        ["add", "05", "Lena", "--role", "cashier", ...pin],
        2,
        '"05" is no staff number: say 1 to 6 digits, the first one not 0.',
      ],
      [
        ["add", "1", "Lena", "--role", "cashier", ...pin],
        5,
        "Mia has the staff number 1: choose another one.",
      ],
      [
        ["add", "5", "", "--role", "cashier", ...pin],
        2,
        "A name begins with a letter and has at most 40 characters: say it anew.",
      ],
      [
        ["add", "5", "Lena", ...pin],
        2,
        "Required option '--role <role>' not specified: see --help.",
      ],
      [["set-pin", "9", ...pin], 3, "Nobody has the staff number 9: check the number."],
      [["disable", "9"], 3, "Nobody has the staff number 9: check the number."],
      [["disable", "4"], 5, "Nobody but Ravi may change staff: add somebody else who may first."],
      [["enable", "1"], 5, "Mia can sign in already."],
    ];
    const before = await ledgerSnapshot(store);

    for (const [words, code, sentence, env = RAVI] of wrong) {
      expect(await till(["staff", ...words, "--store", store], { env: { ...env } })).toEqual(
        refused(code, sentence),
      );
    }

    expect(await ledgerSnapshot(store)).toBe(before);
  });

  test("names `enable` where the number was somebody's who is disabled", async () => {
    const store = await shopCopy();
    const pin = await pinFile(store, "7391");
    await till(["staff", "disable", "2", "--store", store], { env: RAVI });

    expect(
      await till(
        ["staff", "add", "2", "Lena", "--role", "cashier", "--new-pin-file", pin, "--store", store],
        { env: RAVI },
      ),
    ).toEqual(
      refused(5, "Jonas had the staff number 2: choose another one, or `till staff enable 2`."),
    );
    expect(await till(["staff", "disable", "2", "--store", store], { env: RAVI })).toEqual(
      refused(5, "Jonas is disabled already."),
    );
  });
});

describe("on a terminal", () => {
  test("the new PIN is asked for twice, and not shown", async () => {
    const store = await shopCopy();
    const terminal = openTerminal(["staff", "set-pin", "1", "--store", store, "--staff", "1"]);

    await answer(terminal, "PIN:", "1111");
    await answer(terminal, "New PIN for Mia, 4 to 8 digits:", "7391");
    await answer(terminal, "The same again:", "7391");

    expect(await terminal.exit).toBe(0);
    expect(await terminal.screen()).toContain("Mia has a new PIN.");
    expect(terminal.written()).not.toContain("7391");
    const env = { TILL_STAFF: "1", TILL_PIN: "7391" };
    expect((await till(["clock", "in", "--store", store], { env })).code).toBe(0);
  });

  test("two that differ change nothing", async () => {
    const store = await shopCopy();
    const terminal = openTerminal(["staff", "set-pin", "1", "--store", store], { env: MIA });

    await answer(terminal, "New PIN for Mia", "7391");
    await answer(terminal, "The same again:", "7392");

    expect(await terminal.exit).toBe(2);
    expect(await terminal.screen()).toContain("The two PINs differ; nothing was changed.");
    expect((await till(["clock", "in", "--store", store], { env: MIA })).code).toBe(0);
  });

  test("nobody is asked for a PIN that would be no use", async () => {
    const store = await shopCopy();
    const words = ["staff", "add", "1", "Lena", "--role", "cashier", "--store", store];
    const terminal = openTerminal(words, { env: RAVI });

    expect(await terminal.exit).toBe(5);
    expect((await terminal.screen()).trim()).toBe(
      "Mia has the staff number 1: choose another one.",
    );
  });
});

function done(line: string) {
  return { code: 0, stdout: `${line}\n`, stderr: "" };
}

async function pinFile(store: string, pin: string): Promise<string> {
  const file = path.join(path.dirname(store), `pin ${pin.trim()}`);
  await writeFile(file, pin);
  return file;
}

test("roles are listed, shown, made and changed, and given to people", async () => {
  const store = await shopCopy();
  function run(...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env: RAVI });
  }

  expect((await till(["role", "list", "--store", store])).stdout.split("\n")[0]).toBe(
    "cashier         Cashier                               2",
  );
  expect(await run("role", "add", "trainee", "name=Trainee", "allow=sell")).toEqual(
    done("Trainee: added."),
  );
  expect((await run("role", "set", "cashier", "allow=discount", "limit=5%")).stdout).toBe(
    "Cashier: changed, from the next thing on that somebody with this role does.\n",
  );
  expect(await run("role", "set", "cashier", "limit=5")).toEqual(
    done("Cashier: says so already, nothing was changed."),
  );
  expect(await run("staff", "set-role", "1", "trainee")).toEqual(done("Mia is Trainee now."));
  const { stdout } = await till(["role", "show", "trainee", "--store", store, "--json"]);
  expect(JSON.parse(stdout)).toEqual({
    role: {
      id: "trainee",
      name: "Trainee",
      permissions: ["sell"],
      discountLimit: 0,
      people: 1,
      inQuestion: [],
    },
  });
  const refusals: ReadonlyArray<readonly [ReadonlyArray<string>, number, string]> = [
    [
      ["role", "show", "boss"],
      3,
      "There is no role boss: choose one of cashier, manager, shift-lead, trainee.",
    ],
    [
      ["role", "set", "manager", "deny=staff"],
      5,
      "Then nobody could change staff any more: give that right to another role first, or leave it with Manager.",
    ],
    [
      ["role", "set", "cashier", "allow=fly"],
      2,
      'There is no permission "fly": there are sell, pay,',
    ],
    [
      ["role", "set", "cashier", "limit=200%"],
      2,
      'Limit "200%" is no percentage: 0 to 100, such as 10%.',
    ],
    [
      ["staff", "set-role", "4", "cashier"],
      5,
      "Nobody but Ravi may change staff: add somebody else who may first.",
    ],
  ];
  for (const [words, code, sentence] of refusals) {
    const answered = await run(...words);
    expect([answered.code, answered.stderr]).toEqual([code, expect.stringContaining(sentence)]);
  }
});
