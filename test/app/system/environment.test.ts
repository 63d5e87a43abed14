import { homedir } from "node:os";
import path from "node:path";

import { afterEach, expect, test, vi } from "vitest";

import { readEnvironment, readStateDir, screenOf } from "../../../src/app/system/environment.ts";

const UTF8 = "en_GB.UTF-8";

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each(["", "share", "./share"])("a base folder that is %o counts as not set", (folder) => {
  vi.stubEnv("XDG_DATA_HOME", folder);
  vi.stubEnv("XDG_STATE_HOME", folder);

  expect(readEnvironment().dataDir).toBe(path.join(homedir(), ".local", "share", "tillmesh"));
  expect(readStateDir()).toBe(path.join(homedir(), ".local", "state", "tillmesh"));
});

test("base folders that are set are used", () => {
  vi.stubEnv("XDG_DATA_HOME", "/srv/data");
  vi.stubEnv("XDG_STATE_HOME", "/srv/state");

  expect(readEnvironment().dataDir).toBe("/srv/data/tillmesh");
  expect(readStateDir()).toBe("/srv/state/tillmesh");
});

test.each([
  [
    { TERM: "xterm-256color", LANG: UTF8 },
    { colour: true, signs: "all", isDumb: false },
  ],
  [
    { TERM: "xterm-256color", LANG: "C" },
    { colour: true, signs: "ascii", isDumb: false },
  ],
  [{ TERM: "xterm-256color" }, { colour: true, signs: "ascii", isDumb: false }],
  [
    { TERM: "tmux-256color", LANG: "de_DE.utf8" },
    { colour: true, signs: "all", isDumb: false },
  ],
  [
    { TERM: "linux", LANG: UTF8 },
    { colour: true, signs: "western", isDumb: false },
  ],
  [
    { TERM: "linux", LANG: "C" },
    { colour: true, signs: "ascii", isDumb: false },
  ],
  [
    { TERM: "vt220", LANG: UTF8 },
    { colour: false, signs: "ascii", isDumb: false },
  ],
  [
    { TERM: "dumb", LANG: UTF8 },
    { colour: false, signs: "ascii", isDumb: true },
  ],
  [{ LANG: UTF8 }, { colour: true, signs: "all", isDumb: false }],
  [
    { TERM: "xterm", LANG: UTF8, NO_COLOR: "1" },
    { colour: false, signs: "all", isDumb: false },
  ],
  [
    { TERM: "xterm", LANG: UTF8, NO_COLOR: "" },
    { colour: true, signs: "all", isDumb: false },
  ],
])("%o", (env, screen) => {
  expect(screenOf(env)).toEqual(screen);
});

test("the locale is the first that is set to something", () => {
  expect(screenOf({ TERM: "xterm", LC_ALL: "", LANG: UTF8 }).signs).toBe("all");
  expect(screenOf({ TERM: "xterm", LC_ALL: "", LC_CTYPE: UTF8, LANG: "C" }).signs).toBe("all");
  expect(screenOf({ TERM: "xterm", LC_ALL: "C", LC_CTYPE: UTF8, LANG: UTF8 }).signs).toBe("ascii");
});
