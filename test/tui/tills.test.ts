/** The tills of the shop at the register: a list of them, and what the status line says. */

import { expect, test } from "vitest";

import { deviceIdSchema } from "../../src/domain/identity.ts";
import { LOCALES } from "../../src/domain/text/locale.ts";
import { textWidth } from "../../src/domain/text/text-width.ts";
import { rowsOf } from "../../src/tui/lists/list-rows.ts";
import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { type BoxFinding } from "../../src/tui/ports/doctor-port.ts";
import { type ShopTill, type TillLink } from "../../src/tui/ports/tills-port.ts";
import { statusFields, troubleFields } from "../../src/tui/rows/status-fields.ts";
import { wordsFor } from "../../src/words/screen-words.ts";
import { spokenTo } from "../support/plain-register.ts";
import { loggedIn } from "../support/pressed-register.ts";

const TILLS: ReadonlyArray<ShopTill> = [
  shopTill("A Counter", { type: "self", safeOn: 1 }),
  shopTill("B Bar", { type: "connected", lacks: 0, hasOurs: true }),
  {
    ...shopTill("C Kitchen", { type: "connected", lacks: 1, hasOurs: false }),
    clock: { off: "3 h", isAhead: true },
    misbehaves: true,
  },
  shopTill("D Garden", { type: "lost", heardAt: "14:02", lacks: 12, hasOurs: true }),
  shopTill("E Cellar", { type: "lost", heardAt: undefined }),
  shopTill("F Attic", { type: "unknown" }),
];

const SENTENCES = [
  "A Counter: this till, safe on 1",
  "B Bar: connected, has everything",
  "C Kitchen: connected, does not have our last sale, lacks 1 event, clock 3 h ahead, sent what no till sends",
  "D Garden: not heard since 14:02, has our last sale, lacks 12 events",
  "E Cellar: not heard yet",
  "F Attic: not connected yet",
];

test("each has a row that is a sentence", async () => {
  const { store, ...it } = await loggedIn(() => ({ tills: () => TILLS }));

  it.type(":tills").press("Enter");

  expect(rowsOf(store.till, store.getState()).map(({ label }) => label)).toEqual(SENTENCES);
});

test("all of what is known of the one that is chosen stands below, in a window of 80 by 24", async () => {
  const line = { address: "192.168.1.20:7777", roundTrip: "12 ms", isClockKnown: true };
  const tills = [
    shopTill("A Counter", { type: "self", safeOn: 1 }),
    { ...shopTill("B Bar", { type: "connected", lacks: 3, hasOurs: false }), line },
  ];
  const { store, ...it } = await loggedIn(() => ({ tills: () => tills }));
  it.type(":mesh").press("Enter Down");

  const rows = sideRows(store.till, store.getState(), {
    width: 39,
    height: 20,
    signs: "all",
    block: "█",
  });
  const text = rows.map((row) => row.text.trim()).join(" ");

  for (const fact of ["192.168.1.20:7777", "round trip 12 ms", "lacks 3 events", "clock right"]) {
    expect(text).toContain(fact);
  }
});

test.each(LOCALES)("the status line is listed in full, in %s", async (locale) => {
  const troubles = ["LOST Bar", "CLOCK 3 h AHEAD"];
  const status = { status: "2 of 3 tills", troubles };
  const { store, ...it } = await loggedIn(() => ({ mesh: () => status }));
  it.type(":status").press("Enter");
  const { till } = store;

  const labels = rowsOf(till, store.getState()).map(({ label }) => label);

  expect(labels).toEqual(statusFields(till, store.getState()));
  expect(labels.slice(0, 2)).toEqual(troubles);
  expect(wordsFor({ locale }).lists.status).not.toBe("");
});

test.each(LOCALES)(
  "what was looked at on the box is listed in %s, what is wrong first",
  async (locale) => {
    const findings: ReadonlyArray<BoxFinding> = [
      { check: "writing", name: "", state: "ok", sentence: "The store can be written." },
      { check: "printer", name: "Bar", state: "wrong", sentence: "No power: turn it on." },
      { check: "memory", name: "", state: "note", sentence: "Core dumps are on." },
    ];
    const { store, ...it } = await loggedIn(() => ({ findings: () => findings }));
    it.type(":doctor").press("Enter");
    const till = { ...store.till, words: wordsFor({ locale }) };

    const rows = rowsOf(till, store.getState());

    const { checks, states } = wordsFor({ locale }).doctor;
    expect(rows.map(({ label }) => label)).toEqual([
      `${checks.printer} Bar: ${states.wrong}`,
      `${checks.memory}: ${states.note}`,
      `${checks.writing}: ${states.ok}`,
    ]);
    expect(rows[0]?.whole).toContain("No power: turn it on.");
    for (const { label } of rows) expect(textWidth(label)).toBeLessThan(34);
  },
);

test("a shop of one box has one, and nobody to be safe on", async () => {
  const only = [shopTill("A Counter", { type: "self", safeOn: undefined })];
  const { store, ...it } = await loggedIn(() => ({ tills: () => only }));

  it.type(":tills").press("Enter");

  expect(rowsOf(store.till, store.getState()).map(({ label }) => label)).toEqual([
    "A Counter: this till",
  ]);
});

test("in lines they are told one after the other", async () => {
  const { says } = await spokenTo({ otherwise: () => ({ tills: () => TILLS }) });

  const told = says(":tills");

  expect(told[0]).toBe("Tills");
  expect(told.slice(1, 1 + SENTENCES.length)).toEqual(
    SENTENCES.map((sentence, at) => `${at + 1} ${sentence}`),
  );
});

test("in lines one that is chosen has no page, and what does the same is named", async () => {
  const { says } = await spokenTo({ otherwise: () => ({ tills: () => TILLS }) });
  says(":tills");

  expect(says("2").join(" ")).toContain("The back office needs a screen");
});

test("every language says them in words of its own", () => {
  const [english, ...others] = LOCALES.map((locale) => wordsFor({ locale }).tills);

  for (const other of others) {
    expect(other.lacks({ count: 2 })).not.toBe(english?.lacks({ count: 2 }));
    expect(other.clock({ off: "3 h", isAhead: true })).not.toBe(
      other.clock({ off: "3 h", isAhead: false }),
    );
  }
});

test("what is wrong with them stands before what is well, and in the list of what needs somebody", async () => {
  const troubles = ["LOST Bar", "CLOCK 3 h AHEAD"];
  const { store } = await loggedIn(() => ({ mesh: () => ({ status: "", troubles }) }));

  const { till } = store;

  expect(statusFields(till, store.getState()).slice(0, 2)).toEqual(troubles);
  expect(troubleFields(till)).toEqual(troubles);
});

test("in lines a trouble is told once, and that it is over too", async () => {
  let troubles: ReadonlyArray<string> = [];
  const { port, heard, says } = await spokenTo({
    otherwise: () => ({
      mesh: () => ({ status: "2 of 2 tills, safe on 1", troubles }),
    }),
  });
  says("");

  port.poke();
  expect(heard()).toEqual([]);
  troubles = ["LOST Bar"];
  port.poke();
  port.poke();
  expect(heard()).toEqual(["Attention: LOST Bar"]);
  troubles = [];
  port.poke();
  port.poke();

  expect(heard().slice(1)).toEqual(["The other tills are well again: 2 of 2 tills, safe on 1."]);
});

function shopTill(name: string, link: TillLink): ShopTill {
  return {
    device: deviceIdSchema.parse(name.slice(0, 1).toLowerCase().repeat(26)),
    name,
    link,
    clock: undefined,
    misbehaves: false,
  };
}
