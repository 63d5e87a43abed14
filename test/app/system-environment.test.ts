import { expect, test } from "vitest";

import { screenOf } from "../../src/app/system-environment.ts";

const UTF8 = "en_GB.UTF-8";

test.each([
  [
    { TERM: "xterm-256color", LANG: UTF8 },
    { colour: true, ascii: false, isDumb: false },
  ],
  [
    { TERM: "xterm-256color", LANG: "C" },
    { colour: true, ascii: true, isDumb: false },
  ],
  [{ TERM: "xterm-256color" }, { colour: true, ascii: true, isDumb: false }],
  [
    { TERM: "tmux-256color", LANG: "de_DE.utf8" },
    { colour: true, ascii: false, isDumb: false },
  ],
  [
    { TERM: "linux", LANG: UTF8 },
    { colour: true, ascii: true, isDumb: false },
  ],
  [
    { TERM: "vt220", LANG: UTF8 },
    { colour: false, ascii: true, isDumb: false },
  ],
  [
    { TERM: "dumb", LANG: UTF8 },
    { colour: false, ascii: true, isDumb: true },
  ],
  [{ LANG: UTF8 }, { colour: true, ascii: false, isDumb: false }],
  [
    { TERM: "xterm", LANG: UTF8, NO_COLOR: "1" },
    { colour: false, ascii: false, isDumb: false },
  ],
  [
    { TERM: "xterm", LANG: UTF8, NO_COLOR: "" },
    { colour: true, ascii: false, isDumb: false },
  ],
])("%o", (env, screen) => {
  expect(screenOf(env)).toEqual(screen);
});

test("the locale is the first that is set to something", () => {
  expect(screenOf({ TERM: "xterm", LC_ALL: "", LANG: UTF8 }).ascii).toBe(false);
  expect(screenOf({ TERM: "xterm", LC_ALL: "", LC_CTYPE: UTF8, LANG: "C" }).ascii).toBe(false);
  expect(screenOf({ TERM: "xterm", LC_ALL: "C", LC_CTYPE: UTF8, LANG: UTF8 }).ascii).toBe(true);
});
