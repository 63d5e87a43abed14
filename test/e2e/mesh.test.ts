/** Who belongs to the shop, by the command line. Size: whole. */

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { addStaticAddress } from "../../src/app/mesh/mesh-addresses.ts";
import { openTill } from "../../src/app/open-till.ts";
import { ok } from "../../src/domain/base/result.ts";
import { deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { MIA } from "../support/commands.ts";
import { joinStore } from "../support/joined-stores.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { synchroniseLedgers } from "../support/shop.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = ownShopCopies();
const OWNER = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

const listSchema = z.object({
  devices: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      fingerprint: z.string(),
      authority: z.boolean(),
      revoked: z.boolean(),
      self: z.boolean(),
      chains: z.array(z.object({ seq: z.int() })),
    }),
  ),
});

describe("till mesh list", () => {
  test("shows every device with what it may and what is known of it", async () => {
    const store = await shopOfThree();

    const [first, bar] = await devicesOf(store);
    const { code, stdout, stderr } = await till(["mesh", "list", "--store", store]);

    expect(first).toMatchObject({ code: "A", authority: true, self: true });
    expect(first?.chains).toHaveLength(1);
    expect(bar).toMatchObject({ code: "B", authority: false, self: false, chains: [] });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^A Front counter: authority, till, this till$/mu);
    expect(stdout).toMatch(/^ {4}thefirstchain {2}\d+ events, the last at \d{4}-/mu);
    expect(stdout).toContain(`B Bar: till\n    fingerprint ${bar?.fingerprint}\n`);
    expect(stdout).toMatch(/^ {4}\d+ transactions, \d+ KB, 1 chain$/mu);
  });
});

describe("till mesh status", () => {
  test("without a program shows what the ledger knows, and says what is missing", async () => {
    const store = await shopOfThree();

    const { code, stdout, stderr } = await till(["mesh", "status", "--store", store]);

    expect({ code, stderr }).toEqual({ code: 6, stderr: "" });
    expect(stdout.split("\n")).toEqual([
      "This till has no keys for links to others: nobody has let it in.",
      "A Front counter  authority, this till",
      "B Bar            nothing of it is here",
      "C Bar 2          nothing of it is here",
      "",
    ]);
  });

  test("of a single till is fine", async () => {
    const told = await till(["mesh", "status", "--store", await shopCopy()]);

    expect(told).toEqual({
      code: 0,
      stdout:
        "Single till: what it sells is on this box alone.\nA Front counter  authority, this till\n",
      stderr: "",
    });
  });
});

describe("addresses that people type in", () => {
  test("are kept, once each, and forgotten again", async () => {
    const store = await shopCopy();
    function mesh(...words: ReadonlyArray<string>) {
      return till(["mesh", ...words, "--store", store]);
    }

    const told = [
      await mesh("addresses"),
      await mesh("add", "192.0.2.7:7777"),
      await mesh("add", "[FD00::7]:7777"),
      await mesh("add", "192.0.2.7:7777"),
      await mesh("addresses"),
      await mesh("remove", "192.0.2.7:7777"),
      await mesh("remove", "192.0.2.7:7777"),
      await mesh("addresses"),
    ];

    const talk = "No program of this till is connected, so none of them is tried.\n";
    expect(told.map(({ code, stdout, stderr }) => [code, stdout, stderr])).toEqual([
      [0, "", `${talk}No address: \`till mesh add HOST:PORT\` names one.\n`],
      [
        0,
        "192.0.2.7:7777 is looked at from now on: `till mesh addresses` tells what comes of it.\n",
        "",
      ],
      [
        0,
        "[fd00::7]:7777 is looked at from now on: `till mesh addresses` tells what comes of it.\n",
        "",
      ],
      [5, "", "192.0.2.7:7777 is typed in already.\n"],
      [
        0,
        "192.0.2.7:7777         typed in: not tried\n[fd00::7]:7777         typed in: not tried\n",
        talk,
      ],
      [0, "192.0.2.7:7777 is no typed address any more; a till that is connected stays so.\n", ""],
      [3, "", "Nobody has typed in 192.0.2.7:7777: `till mesh addresses`.\n"],
      [0, "[fd00::7]:7777         typed in: not tried\n", talk],
    ]);
  });

  test.for([
    "",
    "bar",
    "192.0.2.7:",
    "192.0.2.7:0",
    "192.0.2.7:70000",
    "224.0.0.1:7777",
    "a b:1",
    "fd00::7:7777",
  ])("%j is none, and nothing is written", async (text) => {
    const sentence = `"${text}" is no address: say HOST:PORT, such as 192.168.1.20:7777 or [fd00::7]:7777.\n`;

    const told = await till(["mesh", "add", text, "--store", await shopCopy()]);

    expect(told).toEqual({ code: 2, stdout: "", stderr: sentence });
  });

  test("are no more than help", async () => {
    const store = await shopCopy();
    const open = openTill(store);
    for (let port = 1; port <= 32; port += 1) {
      expect(addStaticAddress(open.till.ledger, `10.0.0.1:${port}`)).toBe("added");
    }
    await open.close();

    const told = await till(["mesh", "add", "10.0.0.1:33", "--store", store]);

    expect(told).toEqual({
      code: 2,
      stdout: "",
      stderr: "So many addresses help nobody: remove one (`till mesh addresses`).\n",
    });
  });
});

describe("till mesh promote", () => {
  test("makes a till an authority, once", async () => {
    const store = await shopOfThree();

    const done = await till(["mesh", "promote", "bar", "--store", store], { env: OWNER });
    const again = await till(["mesh", "promote", "B", "--store", store], { env: OWNER });

    expect(done).toEqual({
      code: 0,
      stdout: "B Bar may enrol, promote and revoke tills from now on.\n",
      stderr: "",
    });
    expect(again).toEqual({ code: 5, stdout: "", stderr: "B Bar is an authority already.\n" });
    expect((await devicesOf(store))[1]).toMatchObject({ code: "B", authority: true });
  });
});

describe("till mesh revoke", () => {
  test("by a script says that it is meant, and which till", async () => {
    const store = await shopOfThree();
    const fingerprint = (await devicesOf(store))[2]?.fingerprint ?? "";
    function revoke(...words: ReadonlyArray<string>) {
      return till(["mesh", "revoke", "--store", store, "--reason", "stolen", ...words], {
        env: OWNER,
      });
    }

    const told = [
      await revoke("B"),
      await revoke("Q", "--yes"),
      await revoke("A", "--yes"),
      await revoke("B", "--yes", "--reason", ""),
      await till(["mesh", "revoke", "B", "--yes", "--store", store], { env: OWNER }),
      await till(["mesh", "revoke", "B", "--yes", "--reason", "x", "--store", store], { env: MIA }),
    ];

    expect(told.map(({ code, stderr }) => [code, stderr])).toEqual([
      [2, "Revoking is for ever: say --yes if it is meant.\n"],
      [3, "The shop has no till Q: `till mesh list` shows them all.\n"],
      [
        5,
        "This till is the last authority: promote another one first, or nobody could enrol a till.\n",
      ],
      [2, "Say why B Bar goes: others will ask.\n"],
      [2, "Required option '--reason <text>' not specified: see --help.\n"],
      [4, "Mia may not change devices: ask someone who may.\n"],
    ]);
    expect((await devicesOf(store)).some(({ revoked }) => revoked)).toBe(false);

    const done = await revoke(fingerprint.slice(0, 8), "--yes", "--json");
    const again = await revoke("c", "--yes");

    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(done.stdout)).toMatchObject({
      code: "C",
      revoked: true,
      done: "device/revoked",
      counting: [],
      canAnswer: false,
      spared: [],
    });
    expect(again).toMatchObject({ code: 5, stderr: "C Bar 2 is revoked already, for ever.\n" });
    expect((await till(["verify", "--store", store])).code).toBe(0);
  });

  test("of a till that is senior says that it can answer, and lists what it decided about tills", async () => {
    const store = await shopOfThree();
    const bar = await joinStore(store, "D", "Terrace");
    expect((await till(["mesh", "promote", "D", "--store", store], { env: OWNER })).code).toBe(0);
    const [a, d] = [openTill(store), openTill(bar)];
    synchroniseLedgers(a.till.ledger, d.till.ledger);
    await Promise.all([a.close(), d.close()]);
    const words = ["mesh", "revoke", "A", "--store", bar, "--reason", "stolen"];

    const asked = openTerminal(words, { env: OWNER });
    expect(await asked.sees("Type its letters")).toContain("and can answer: whom it enrols");
    asked.press(KEY.enter);
    expect(await asked.exit).toBe(130);
    const { code, stdout, stderr } = await till([...words, "--yes"], { env: OWNER });

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(
      [
        "A Front counter is senior to this till and can answer: whom it enrols from now on counts, and has to be revoked too.",
        "What it decided about tills goes on counting. See whether all of that was meant:",
        "  enrolled B Bar",
        "      till mesh revoke B --reason TEXT",
        "  enrolled C Bar 2",
        "      till mesh revoke C --reason TEXT\n",
      ].join("\n"),
    );
  });

  test("on a terminal wants the till's letters typed, and takes no Enter for them", async () => {
    const store = await shopOfThree();
    const words = ["mesh", "revoke", "B", "--store", store, "--reason", "stolen"];

    const slip = openTerminal(words, { env: OWNER });
    await slip.sees("Type its letters, B, to revoke it:");
    slip.press(KEY.enter);
    expect(await slip.exit).toBe(130);
    expect(await slip.screen()).toContain("Nothing was revoked.");
    expect((await devicesOf(store))[1]).toMatchObject({ revoked: false });

    const meant = openTerminal(words, { env: OWNER });
    expect(await meant.sees("Type its letters")).toContain("is for ever, on every till");
    meant.type("b\r");
    expect(await meant.exit).toBe(0);
    expect(await meant.screen()).toContain("B Bar is revoked.");
    expect((await devicesOf(store))[1]).toMatchObject({ revoked: true });
  });
});

test("whether it is meant is asked after the PIN, and not of what is done already", async () => {
  const store = await shopOfThree();
  const words = ["mesh", "revoke", "B", "--store", store, "--reason", "stolen"];

  const refusedOne = openTerminal(words, { env: { TILL_STAFF: "4", TILL_PIN: "4321" } });
  expect(await refusedOne.exit).toBe(4);
  expect(await refusedOne.screen()).not.toContain("Type its letters");

  expect((await till([...words, "--yes"], { env: OWNER })).code).toBe(0);
  const again = openTerminal(words, { env: OWNER });
  expect(await again.exit).toBe(5);
  expect(await again.screen()).toContain("B Bar is revoked already, for ever.");
});

test("a till is replaced by one PIN", async () => {
  const store = await shopOfThree();
  const terminal = openTerminal(["replace", "B", "--store", store]);

  await answer(terminal, "Staff number:", "4");
  await answer(terminal, "PIN:", "4444");
  await answer(terminal, "Type its letters, B, to revoke it:", "B");
  const shown = await terminal.sees("Waiting for the new box");

  expect(shown).toContain("B Bar is shut out");
  expect(terminal.written()).toContain(
    "nothing that it has said is here: what it did is unknown, not zero",
  );
  expect(shown).toMatch(/till join --at 127\.0\.0\.1:\d+\n/u);
  // Two lines of big letters: of what is wider than the terminal the rest would stand in a line of its own.
  const letters = shown.split("\n").filter((line) => /^[ #]*#[ #]*$/u.test(line));
  expect(letters).toHaveLength(10);
  terminal.press(KEY.ctrlC);
  expect(await terminal.exit).toBe(130);
});

/** The founder's till, and two that it has enrolled and that have said nothing yet. */
async function shopOfThree(): Promise<string> {
  const store = await shopCopy();
  const open = openTill(store);
  const events = ["Bar", "Bar 2"].map((name, index) => {
    const { device, publicKey: key } = deviceKeyFromSeed(new Uint8Array(32).fill(index));
    const body = { device, key, code: ["B", "C"][index] ?? "", name, rights: ["till"] };
    return { kind: "device/enrolled", streams: [], body } as const;
  });
  open.till.ledger.commit({ by: "", name: "enrol", decide: () => ok({ events }) });
  await open.close();
  return store;
}

async function devicesOf(store: string) {
  const { stdout } = await till(["mesh", "list", "--store", store, "--json"]);
  return listSchema.parse(JSON.parse(stdout)).devices;
}
