import { expect, test } from "vitest";

import { planOf } from "../../src/tui/register-step.ts";
import { sideRows } from "../../src/tui/side-rows.ts";
import { type TillPort } from "../../src/tui/till-port.ts";
import { type Session, loggedIn } from "../support/pressed-register.ts";

const size = { width: 39, height: 17, ascii: false, block: "#" };
const asking: ReturnType<TillPort["printers"]> = [
  { name: "Bar", state: "asking", waitingJobs: 0, askingJobs: 2 },
];

test("what does not work now is whole in the list, and says why when it is chosen", async () => {
  const it = await loggedIn();

  it.press("F10");
  expect(sidePane(it)).toMatch(/ 3 Print waiting papers +not now/u);
  it.type("qui").press("Enter");

  expect(it.message()).toBe("Quit: Lock the till first: Ctrl-L.");
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
