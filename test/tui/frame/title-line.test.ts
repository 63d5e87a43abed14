import { expect, test } from "vitest";

import { titleLine } from "../../../src/tui/frame/title-line.ts";
import { createScreenStyle } from "../../../src/tui/terminal/screen-style.ts";
import { loggedIn } from "../../support/pressed-register.ts";

test("the table or the tab stands out of the bar, and nothing else moves", async () => {
  const { till } = (await loggedIn()).store;
  const style = createScreenStyle({ signs: "all", color: false });
  const facts = { style, columns: 80, rows: 24, time: "14:32" };

  const drawn = titleLine(till, { title: "Table 7, A1", lead: "Table 7" }, facts);
  const plain = titleLine(till, { title: "Table 7, A1", lead: "" }, facts);

  expect(plain).toBe(
    "\u001b[7m Table 7, A1                                                  Café Nord, Till 1 \u001b[27m",
  );
  expect(drawn).toBe(
    "\u001b[7m \u001b[27m\u001b[1mTable 7\u001b[22m\u001b[7m, A1                                                  Café Nord, Till 1 \u001b[27m",
  );
});
