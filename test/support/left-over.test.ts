/** A run of tests that was ended in the middle leaves nothing behind: the next one clears up after it. */

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { clearDeadRuns, makeFolder, MARK, newRun, processesOf } from "../../scripts/left-over.mjs";
import { temporaryFolder } from "./temporary-folder.ts";

/** No process of Linux has this number. */
const NOBODY = (4_194_305).toString(36).padStart(5, "0");

test("processes and folders of a run whose own process is gone are ended and removed", async () => {
  const dead = `${NOBODY}0a`;
  const folder = makeFolder(tmpdir(), dead);
  mkdirSync(path.join(folder, "shop"));
  const left = sleeperOf(dead);
  expect(processesOf(dead)).toEqual([left.pid]);

  clearDeadRuns();

  expect(await left.end).toBe("SIGKILL");
  expect(existsSync(folder)).toBe(false);
});

test("what has another mark than a run's is left alone", async () => {
  const folder = path.join(await temporaryFolder(), "..", `t${NOBODY}0b`);
  mkdirSync(folder);
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const working = sleeperOf("somebody's own");

  clearDeadRuns();

  expect(existsSync(folder)).toBe(true);
  expect(processesOf("somebody's own")).toEqual([working.pid]);
  working.kill();
  await working.end;
});

test("a run that goes on keeps what it has", async () => {
  const alive = newRun();
  const folder = makeFolder(tmpdir(), alive);
  const working = sleeperOf(alive);

  clearDeadRuns();

  expect(processesOf(alive)).toEqual([working.pid]);
  expect(existsSync(folder)).toBe(true);
  working.kill();
  await working.end;
});

function sleeperOf(run: string) {
  const child = spawn("sleep", ["600"], { env: { PATH: process.env["PATH"], [MARK]: run } });
  return {
    pid: child.pid,
    kill: () => child.kill("SIGKILL"),
    end: new Promise((resolve) => child.on("exit", (_, signal) => resolve(signal))),
  };
}
