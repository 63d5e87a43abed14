/** A register and the other tills of its shop, as real processes. Size: whole. */

import { writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test, vi } from "vitest";

import { MIA } from "../support/commands.ts";
import { joinStore } from "../support/joined-stores.ts";
import { startNode } from "../support/node-process.ts";
import { PATIENCE } from "../support/patience.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = ownShopCopies();

test("a register shows that a till is lost, and that it is back", async () => {
  const store = await shopCopy();
  const bar = startNode(await soldAtBar(store));
  const [, port] = await bar.says(/^takes links on port (\d+)$/mu);
  await till(["mesh", "add", `127.0.0.1:${port}`, "--store", store]);
  const register = openTerminal(["run", "--store", store]);
  await register.sees("2 of 2 tills, safe on 1");
  // Of a till that nobody here has heard anything of, nobody can say that it is lost.
  await vi.waitFor(
    async () => {
      const { stdout } = await till(["order", "list", "--store", store]);
      expect(stdout).toMatch(/^B1 /mu);
    },
    { ...PATIENCE, interval: 200 },
  );

  // Like a cable that is pulled: nobody says goodbye.
  bar.kill("SIGSTOP");
  await register.sees("LOST Bar");

  await answer(register, "staff number >", "1");
  await answer(register, "PIN >", "1111");
  await register.sees("Hello Mia.");
  register.type(":tills");
  register.press(KEY.enter);
  expect(await register.sees("B Bar: not heard since")).toContain("A Front counter: this till");

  bar.kill("SIGCONT");
  const screen = await register.sees("2 of 2 tills, safe on 1");
  expect(screen).toContain("B Bar: connected");
  expect(screen).not.toContain("LOST");
});

test("a register invites a box, shows the code across a counter, and says that the box has joined", async () => {
  const store = await shopCopy();
  const register = openTerminal(["run", "--store", store]);
  await answer(register, "staff number >", "4");
  await answer(register, "PIN >", "4444");
  await register.sees("Hello Ravi.");

  register.type(":invite");
  register.press(KEY.enter);
  await register.sees("Make a code for one more box");
  register.press(KEY.enter);
  const shown = await register.sees("--at 127.0.0.1:");
  const [code = ""] = /\b(?:[0-9A-Z]{4}-){4}[0-9A-Z]\b/u.exec(shown) ?? [];
  const [, port] = /--at 127\.0\.0\.1:(\d+)/u.exec(shown) ?? [];
  const bar = path.join(await temporaryFolder(), "bar");
  const words = ["join", "--device", "Bar", "--at", `127.0.0.1:${port}`, code, "--store", bar];
  const joined = await till(words);

  expect(joined).toMatchObject({ code: 0, stderr: "" });
  expect(shown).toContain("███");
  await register.sees("B Bar has joined.");
  const sold = await till(["sell", "--store", bar, "100", "--cash", "3"], { env: MIA });
  expect(sold).toMatchObject({ code: 0, stdout: expect.stringContaining("B-000001") as string });
});

test("a register beside a program that has the links shows what that one knows", async () => {
  const store = await shopCopy();
  const bar = startNode(await soldAtBar(store));
  const [, port] = await bar.says(/^takes links on port (\d+)$/mu);
  await till(["mesh", "add", `127.0.0.1:${port}`, "--store", store]);
  const node = startNode(store);
  await node.says(/^connected to B Bar$/mu);

  const register = openTerminal(["run", "--store", store]);
  await register.sees("2 of 2 tills, safe on 1");
  bar.kill("SIGKILL");
  await register.sees("LOST Bar");
  node.kill("SIGTERM");

  expect(await node.exit).toBe(143);
  // It has the links itself now.
  const { stdout } = await till(["mesh", "status", "--store", store, "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({ devices: [{ code: "A" }, { connected: false }] });
});

test("a clock that is hours off stands on both screens at once, and each sells on", async () => {
  const store = await shopCopy();
  const ahead = path.join(await temporaryFolder(), "ahead.cjs");
  await writeFile(ahead, "const now = Date.now; Date.now = () => now() + 3 * 3_600_000;");
  const bar = startNode(await joinStore(store, "B", "Bar"), {
    env: { NODE_OPTIONS: `--require=${ahead}` },
  });
  const [, port] = await bar.says(/^takes links on port (\d+)$/mu);
  await till(["mesh", "add", `127.0.0.1:${port}`, "--store", store]);

  const register = openTerminal(["run", "--store", store]);
  await register.sees("CLOCK 3 h BEHIND");
  const sold = await till(["sell", "--store", store, "100", "--cash", "3"], { env: MIA });
  const doctor = await till(["doctor", "--store", store]);

  expect(sold).toMatchObject({ code: 0, stderr: "" });
  await register.sees("2 of 2 tills, safe on 1");
  expect(doctor.code).toBe(1);
  expect(doctor.stdout).toMatch(
    /^! mesh +This box's clock is 3 h behind that of B Bar: set the one that is wrong\.$/mu,
  );
});

/** One that has never sold is told of as not opened yet. */
async function soldAtBar(store: string): Promise<string> {
  const bar = await joinStore(store, "B", "Bar");
  expect(await till(["sell", "--store", bar, "100", "--cash", "3"], { env: MIA })).toMatchObject({
    code: 0,
  });
  return bar;
}
