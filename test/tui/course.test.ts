import { expect, test } from "vitest";

import { orderRows } from "../../src/tui/panes/order-rows.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { type Session, loggedIn } from "../support/pressed-register.ts";

test("; is the next course from here on, and each number its own", async () => {
  const it = await rungUp("100");

  expect(preview(it, ";")).toBe("from here on course 2");
  expect(preview(it, ";3")).toBe("from here on course 3");
  it.type(";").press("Enter");
  it.type("110").press("Enter");

  expect(it.message()).toBe("1 × Cola 0.33.");
  expect(preview(it, ";")).toBe("from here on course 3");
  expect(it.done()).toContain("course 2 from here");
  expect(preview(it, ";0")).toBe("from here on each in its own course");
});

test("where the arrows stand it changes that line and what follows", async () => {
  const it = await rungUp("100", "110", "lo");

  it.press("Left");
  expect(preview(it, ";")).toBe("from Cola 0.33 on course 2");
  it.type(";").press("Enter");

  expect(it.message()).toBe("From Cola 0.33 on course 2.");
  expect(it.store.getState().order?.lines.map(({ course }) => course)).toEqual([1, 2, 2]);
});

test("the order says where another course begins, also the one that goods come in next", async () => {
  const it = await rungUp("100");
  expect(pane(it).join("\n")).not.toContain("Course");

  it.type(";").press("Enter");
  expect(pane(it)).toEqual([
    "  Course 1",
    expect.stringMatching(/^> {2}1 +1 Coffee/u),
    "  Course 2",
    expect.stringContaining("TOTAL"),
  ]);

  it.type("110").press("Enter");
  it.type("lo").press("Enter");
  expect(pane(it).map((text) => text.slice(0, 22).trim())).toEqual([
    "Course 1",
    "1      1 Coffee",
    "Course 2",
    "2      1 Cola 0.33",
    ">  3      1 Latte oat",
    "TOTAL",
  ]);
});

test("before the first goods it stands on the empty order and holds for them", async () => {
  const it = await loggedIn();

  it.type(";2").press("Enter");

  expect(it.message()).toBe("From here on course 2.");
  expect(pane(it)[0]).toBe("  Course 2");
  it.type("100").press("Enter");
  expect(it.store.getState().order?.lines[0]?.course).toBe(2);
});

test("the last course has no next one, and what is so already says so", async () => {
  const it = await rungUp("100");
  it.type(";9").press("Enter");

  expect(preview(it, ";")).toBe("Course 9 is the last one.");
  expect(preview(it, ";9")).toBe(
    "That is course 9 already; Left goes to a line that is to change.",
  );
});

async function rungUp(...goods: ReadonlyArray<string>): Promise<Session> {
  const it = await loggedIn();
  for (const text of goods) it.type(text).press("Enter");
  return it;
}

/** What Enter would do, or why nothing. */
function preview(it: Session, text: string): string {
  it.type(text);
  const plan = planOf(it.store.till, it.store.getState());
  it.press("Esc");
  if (plan.type === "refused") return plan.why;
  return plan.type === "ready" ? plan.preview : "";
}

function pane(it: Session): ReadonlyArray<string> {
  const size = { width: 40, height: 17, signs: "all" } as const;
  return orderRows(it.store.till, it.store.getState(), size)
    .map(({ text }) => text.trimEnd())
    .filter((text) => text !== "");
}
