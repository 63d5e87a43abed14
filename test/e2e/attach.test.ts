/** A register that is kept, and terminals that show it one after another. Size: whole. */

import { statSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { refused } from "../support/commands.ts";
import { type NodeProcess, startTill } from "../support/node-process.ts";
import { childOf } from "../support/process-tree.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

const shopCopy = shopCopies();

describe("a kept register", () => {
  test("has the same order and the same typed text for the next attach, without a PIN", async () => {
    const { store } = await keptRegister();
    const first = attach(store);
    await logIn(first);
    first.type("2*flat white");
    first.press(KEY.enter);
    await first.sees(/TOTAL +7\.20/u);
    first.type("crois");
    await first.sees("> crois");

    first.kill("SIGHUP");
    expect(await first.exit).toBe(129);
    const next = attach(store, { columns: 100, rows: 30 });

    expect(await next.sees("> crois")).toMatch(/1 +2 Flat white +7\.20/u);
    next.press(KEY.enter);
    await next.sees(/TOTAL +9\.80/u);
  });

  test("goes to the newest attach, and the terminal before is told and given back", async () => {
    const { store } = await keptRegister();
    const first = attach(store);
    await logIn(first);

    const next = attach(store);

    await next.sees("Hello Mia.");
    expect(await first.exit).toBe(5);
    await first.sees("The register is shown on another terminal now.");
    expect([await first.isAlternate(), await first.isCursorShown()]).toEqual([false, true]);
  });

  test("is the only register of its store, and the refusal names `till attach`", async () => {
    const { store } = await keptRegister();
    const sentence = "This till's register is open already: go to its window, or `till attach`.";

    expect(await till(["run", "--keep", "--store", store])).toEqual(refused(5, sentence));
    expect(await till(["run", "--plain", "--store", store])).toEqual(refused(5, sentence));
    const attached = attach(store);
    await logIn(attached);
    const training = openTerminal(["train", "--store", store]);
    await training.sees("TRAINING");
    attached.type("flat white");
    attached.press(KEY.enter);
    expect(await attached.sees(/TOTAL +3\.60/u)).not.toContain("TRAINING");
  });

  test("is back at the same terminal when it was killed, locked and with the order", async () => {
    const { store, kept } = await keptRegister();
    const attached = attach(store);
    await logIn(attached);
    attached.type("flat white");
    attached.press(KEY.enter);
    await attached.sees(/TOTAL +3\.60/u);

    process.kill(childOf(kept.pid), "SIGKILL");

    await attached.sees("PIN >");
    await answer(attached, "PIN >", "1111");
    expect(await attached.sees(/TOTAL +3\.60/u)).toContain("Flat white");
  });

  test("ends by a signal, tells its attach, and takes its socket away", async () => {
    const { store, socket, kept } = await keptRegister();
    const attached = attach(store);
    await logIn(attached);

    kept.kill("SIGTERM");

    expect(await kept.exit).toBe(143);
    expect(await attached.exit).toBe(0);
    await attached.sees("The register has ended.");
    expect(await attached.isAlternate()).toBe(false);
    expect(statSync(socket, { throwIfNoEntry: false })).toBeUndefined();
  });

  test("takes the place of a socket that a killed one left", async () => {
    const { store, kept, socket } = await keptRegister();
    kept.kill("SIGKILL");
    await kept.exit;

    const { kept: again } = await keptRegister(store);

    expect(statSync(socket).isSocket()).toBe(true);
    again.kill("SIGTERM");
    await again.exit;
  });

  test("gives its socket to its user and group alone", async () => {
    const { socket } = await keptRegister();
    expect(statSync(socket).mode & 0o777).toBe(0o660);
  });

  test("lets go of a connection that sends rubbish, and of no other", async () => {
    const { store, socket } = await keptRegister();
    const attached = attach(store);
    await logIn(attached);

    for (const rubbish of [
      "GET / HTTP/1.1\r\n\r\n",
      "\u0003\u0000\u0001q",
      "\u0001\u0000\u0002xx",
    ]) {
      expect(await closes(socket, rubbish)).toBe(true);
    }

    attached.type("flat white");
    attached.press(KEY.enter);
    await attached.sees(/TOTAL +3\.60/u);
  });

  test("takes no harm from windows of hardly any cells", async () => {
    const { store } = await keptRegister();
    const attached = attach(store);
    await logIn(attached);
    attached.resize(1, 1);
    attached.resize(300, 2);
    attached.resize(90, 25);
    await attached.sees("─".repeat(90));
    attached.type("flat white");
    attached.press(KEY.enter);
    expect(await attached.sees(/TOTAL +3\.60/u)).toContain("Flat white");

    // In the middle of a payment, too.
    attached.press(KEY.f9);
    attached.type("10");
    for (const [columns, rows] of [
      [1, 1],
      [45, 16],
      [300, 2],
      [40, 20],
      // Another size than before: a window that is as it was tells nobody that it changed in between.
      [92, 25],
    ] as const) {
      attached.resize(columns, rows);
    }
    await attached.sees("─".repeat(92));
    attached.press(KEY.enter);
    await attached.sees(/Change 6\.40/iu);
  });
});

describe("words that keep no register, and attach to none", () => {
  test("are refused in one sentence", async () => {
    const store = await shopCopy();
    const file = `${store}.file`;
    writeFileSync(file, "");
    const none = attach(store);
    expect(await none.exit).toBe(6);
    await none.sees(/start it with `till\srun --keep`\./u);
    expect(await tillHere(["attach", "--store", store])).toEqual(
      refused(2, "A kept register is shown on a terminal: open one."),
    );
    expect(await tillHere(["run", "--socket", file, "--store", store])).toEqual(
      refused(2, "--socket says where a kept register is reached: use it with --keep."),
    );
    expect(await till(["run", "--keep", "--plain", "--store", store])).toEqual(
      refused(2, "A kept register draws a screen: leave out --plain or --keep."),
    );
    expect(await till(["run", "--keep", "--socket", file, "--store", store])).toEqual(
      refused(2, `The socket ${file} can't be made (EEXIST): name another path with --socket.`),
    );
    expect(
      await till(["run", "--keep", "--socket", `/tmp/${"s".repeat(120)}`, "--store", store]),
    ).toEqual(
      refused(
        2,
        "The path of the socket is longer than the system takes (107 bytes): name a shorter one with --socket.",
      ),
    );
  });
});

interface Kept {
  readonly store: string;
  readonly socket: string;
  readonly kept: NodeProcess;
}

async function keptRegister(of?: string): Promise<Kept> {
  const store = of ?? (await shopCopy());
  const env = { XDG_STATE_HOME: path.join(path.dirname(store), "state") };
  const kept = startTill(["run", "--keep", "--store", store], { env });
  await kept.says(/The register is kept at/u);
  return { store, socket: `${store}.sock`, kept };
}

function attach(
  store: string,
  size: { readonly columns?: number; readonly rows?: number } = {},
): Terminal {
  return openTerminal(["attach", "--store", store], size);
}

async function logIn(terminal: Terminal): Promise<void> {
  await answer(terminal, "staff number >", "1");
  await answer(terminal, "PIN >", "1111");
  await terminal.sees("Hello Mia.");
}

/** Resolves once the connection is closed by the other side. */
function closes(socket: string, text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const connection = createConnection(socket, () =>
      connection.write(Buffer.from(text, "latin1")),
    );
    connection.on("close", () => resolve(true));
    connection.on("error", reject);
    connection.resume();
  });
}
