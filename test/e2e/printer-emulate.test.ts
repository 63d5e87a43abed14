/** `till printer emulate` as a process of its own. Size: whole. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, connect } from "node:net";

import { expect, onTestFinished, test, vi } from "vitest";

import { plainEnvironment, refused } from "../support/commands.ts";
import { tillHere } from "../support/till-here.ts";
import { NODE, TILL, till } from "../support/till-process.ts";

const EMULATE = ["printer", "emulate", "--port", "0"];
const WAIT = { timeout: 45_000, interval: 10 };

test("prints what another program sends, obeys what is typed, and ends by a signal", async () => {
  const child = spawn(
    NODE,
    [TILL, ...EMULATE, "--width", "58", "--fault", "paper-out after 1 line"],
    {
      env: plainEnvironment(),
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  let [paper, talk] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (paper += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (talk += text));
  const port = await vi.waitFor(() => {
    const begun = /^Prints what comes to 127\.0\.0\.1:(?<port>[0-9]+)\./u.exec(talk);
    if (begun === null) throw new Error(talk);
    return Number(begun.groups?.["port"]);
  }, WAIT);

  const host = connect(port, "127.0.0.1");
  host.on("error", () => undefined);
  host.write(`${"x".repeat(33)}\n\u{10}\u{4}\u{4}`);
  await vi.waitFor(() => expect(talk).toContain("Offline: paper out.\n"), WAIT);
  expect(paper).toBe(`${"x".repeat(32)}\n`);
  child.stdin.write("paper\n");
  await vi.waitFor(() => expect(paper).toBe(`${"x".repeat(32)}\nx\n`), WAIT);
  child.kill("SIGTERM");

  expect(await once(child, "exit")).toEqual([143, null]);
});

test("ends when somebody types so", async () => {
  const { code, stdout, stderr } = await till(EMULATE, { input: "nonsense\nquit\n" });

  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(stderr).toMatch(/^Prints what comes to .*\n"nonsense" is none of on, off, /u);
});

test.each([
  [["--fault", "paper-out after noon"], /^"paper-out after noon" is none of on, off, .*\n$/u],
  [
    ["--width", "70"],
    /^Option '--width <mm>' argument '70' is invalid: choose one of 80, 58\.\n$/u,
  ],
  [["--speed", "fast"], /^--speed "fast" is no whole number from 0 to 1000\.\n$/u],
  [
    ["--roll", "roll.png"],
    /^--roll "roll.png" is neither a picture \(\.svg\) nor text \(\.txt\)\.\n$/u,
  ],
  [["--host", "192.0.2.1"], /^Nobody can listen on 192\.0\.2\.1:0 \(EADDRNOTAVAIL\): choose /u],
])("%j is refused in one sentence", async (words, sentence) => {
  const { code, stdout, stderr } = await tillHere([...EMULATE, ...words]);

  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(sentence);
});

test("a port that another program has is a conflict", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  const { port } = other.address() as { port: number };

  expect(await till(["printer", "emulate", "--port", String(port)])).toEqual(
    refused(5, `Another program has 127.0.0.1:${port}: end it, or choose another --port.`),
  );
});
