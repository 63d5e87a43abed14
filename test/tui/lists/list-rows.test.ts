import { describe, expect, test } from "vitest";

import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { type TillPort } from "../../../src/tui/ports/till-port.ts";
import { planOf } from "../../../src/tui/register-step.ts";
import { type Session, loggedIn } from "../../support/pressed-register.ts";

const size = { width: 39, height: 17, signs: "all", block: "#" } as const;
const asking: ReturnType<TillPort["printers"]> = [
  { name: "Bar", state: "asking", waitingJobs: 0, askingJobs: 2 },
];

test("what does not work now is whole in the list, and says why when it is chosen", async () => {
  const it = await loggedIn();

  it.press("F10");
  expect(sidePane(it)).toMatch(/ 9 Print waiting papers +not now/u);
  it.press("9");
  it.later(200);

  expect(it.store.getState().message?.level).toBe("error");
});

test("in the payment the list begins with what can be done there", async () => {
  const it = await loggedIn();
  it.press("1 0 0 Enter F9 F10");

  const rows = rowsOf(it.store.till, it.store.getState());
  const firstIdle = rows.findIndex(({ detail }) => detail === "not now");

  expect(rows.slice(0, 3).map(({ label }) => label)).toEqual(["Split the bill", "Voucher", "PAY"]);
  expect(rows.slice(firstIdle).every(({ detail }) => detail === "not now")).toBe(true);
  expect(rows.find(({ label }) => label === "Drawer")?.sign).toBe("7");
});

test("commands beyond the pane are counted at its edge, until the arrows get there", async () => {
  const it = await loggedIn();

  it.press("F10");
  expect(sidePane(it)).toMatch(/ \d+ more: type part of the name/u);
  expect(sidePane(it)).toContain(" type to find it; Enter; Esc goes back");
  for (let row = 0; row < 100; row += 1) it.press("Down");

  expect(sidePane(it)).toMatch(/ \d+ more rows above/u);
  expect(sidePane(it)).not.toContain("more: type");
});

test("papers that wait for a person are printed from the list", async () => {
  const it = await loggedIn(() => ({ printers: () => asking, printAsking: () => 2 }));

  it.press("F10");
  it.type("print");
  expect(planOf(it.store.till, it.store.getState())).toMatchObject({ type: "choose" });
  it.press("Enter");

  expect(it.message()).toBe(
    "2 papers are being printed, marked where they may be on paper already.",
  );
});

test("what needs a person is at the top while the status line says so", async () => {
  const calm = await loggedIn();
  calm.press("F10");
  expect(sidePane(calm)).toMatch(/More +\n 1 Sold out/u);

  const it = await loggedIn(() => ({ ledgerNews: () => ["ATTENTION 1: F10"] }));
  it.press("F10");

  expect(sidePane(it)).toMatch(/More +\n {3}Attention +\n 1 Sold out/u);
});

test("one paper that waits is one paper", async () => {
  const it = await loggedIn(() => ({ printers: () => asking, printAsking: () => 1 }));

  it.type(":print").press("Enter");

  expect(it.message()).toBe("1 paper is being printed, marked if it may be on paper already.");
});

test.each([
  ["disc", "%"],
  ["reprint", "Papers"],
  ["refund", "Take goods back"],
  ["cash", "PAY"],
  ["kitchen", "Send"],
])("a command is found by what it is about, here by %s", async (typed, label) => {
  const it = await loggedIn();
  it.type("lat").press("Enter F10");

  it.type(typed);

  expect(planOf(it.store.till, it.store.getState())).toMatchObject({ preview: label });
});

test("a search that finds nothing is over with Enter, and the whole list is there", async () => {
  const it = await loggedIn();
  it.press("F10");

  it.type("xyz").press("Enter");
  expect(it.message()).toBe("The list has nothing called xyz.");
  it.type("log").press("Enter");

  expect(it.store.getState().screen).toBe("log-in");
});

function sidePane({ store }: Session): string {
  const rows = sideRows(store.till, store.getState(), size);
  return rows.map(({ text }) => text).join("\n");
}

test("a keypad alone takes back and locks by the signs that it has", async () => {
  const it = await loggedIn();

  it.type("lat").press("Enter F10 .");
  it.later(200);
  expect(it.done()).toEqual(["add 1 LATTE", "undo"]);

  it.press("F10 ,");
  it.later(200);
  expect(it.done().at(-1)).toBe("undo");

  it.press("F10 0");
  it.later(200);
  expect(it.store.getState().screen).toBe("log-in");
});

describe("a keypad alone", () => {
  const KEYPAD = "0123456789+-*/.";

  test("reaches each sign that the list has, and every sign is one row's", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F10");
    const signs = rowsOf(it.store.till, it.store.getState()).flatMap(({ sign }) => sign);

    const own = signs.filter((sign) => sign !== "");
    expect(own.toSorted()).toEqual(
      ["1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "*", "/", ".", "-", "0"].toSorted(),
    );
    for (const sign of own) {
      expect(KEYPAD).toContain(sign);
      const next = await loggedIn();
      next.type("lat").press(`Enter F2 F10 ${sign}`);
      next.later(200);
      expect(next.message()).not.toMatch(/^The list has/u);
      expect(next.store.getState().list?.type).not.toBe("more");
    }
  });

  test("sells out, prices and clears, by what it asks for", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F10 1");
    it.later(200);
    expect(it.message()).toBe("Sold out: type the goods, or 6*goods for six left, then Enter.");
    it.type("100").press("Enter");
    expect(it.done().at(-1)).toBe("sold out COFFEE");

    it.press("F10 2");
    it.later(200);
    it.type("2.50").press("Enter");
    expect(it.store.getState().order?.lines[0]).toMatchObject({ price: 250 });

    it.type("100").press("F10 -");
    it.later(200);
    expect(it.store.getState()).toMatchObject({ text: "", list: undefined });
    expect(it.store.getState().order?.lines).toHaveLength(1);
  });

  test("has what was typed before for an object", async () => {
    const it = await loggedIn();

    it.type("100").press("F10 1");
    it.later(200);

    expect(it.store.getState().text).toBe("!100");
    expect(planOf(it.store.till, it.store.getState())).toMatchObject({ type: "ready" });
  });

  test("finds the same by a digit while papers wait", async () => {
    const it = await loggedIn(() => ({ printers: () => asking, printAsking: () => 2 }));
    it.press("F10");

    expect(sidePane(it).split("\n")[1]).toContain(" 9 Print waiting papers");
    it.press("8");
    it.later(200);
    expect(it.store.getState().screen).toBe("office");
  });
});

test.each([
  ["sold", "Sold out (86)"],
  ["86", "Sold out (86)"],
  ["note", "Note"],
  ["allergie", "Note"],
  ["menge", "Quantity"],
  ["quantity", "Quantity"],
  ["storno", "Void"],
  ["sperren", "Log out (lock)"],
])("a command is found by what it is called in any language, here by %s", async (typed, label) => {
  const it = await loggedIn();
  it.type("lat").press("Enter F10");

  it.store.dispatch([{ type: "paste", text: typed }]);

  expect(rowsOf(it.store.till, it.store.getState()).map((row) => row.label)).toContain(label);
});

test("a search that finds nothing says so at once", async () => {
  const it = await loggedIn();
  it.press("F10");
  it.type("xyz");

  expect(sidePane(it)).toContain("The list has nothing called xyz.");
});
