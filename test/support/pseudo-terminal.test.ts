import { expect, test } from "vitest";

import { isThere } from "./is-there.ts";
import { openPseudoTerminal } from "./pseudo-terminal.ts";

test("what has ended unheard is closed like anything else", async () => {
  const terminal = openPseudoTerminal(["/bin/true"]);
  // Without a pause, so that nobody is told before the terminal is closed.
  while (isThere(terminal.pid));

  await terminal.close();

  expect(await terminal.exit).toBe(0);
});
