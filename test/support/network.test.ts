/** The networks of tests are what they say, and nothing is left of them. Size: whole, waiting. */

import { spawnSync } from "node:child_process";
import { once } from "node:events";

import { beforeEach, expect, onTestFinished, test } from "vitest";

import { systemClock } from "../../src/app/system/clock.ts";
import { type Box, createNetwork, whyNoNetwork } from "./network.ts";

beforeEach((ctx) => {
  const reason = whyNoNetwork();
  if (reason !== undefined) ctx.skip(reason);
});

test("boxes reach each other by address, until a cable is pulled", () => {
  const network = createNetwork("10.78.255.254");
  const a = network.addBox("a", "10.78.0.1");
  const b = network.addBox("b", "10.78.0.2");
  expect(reaches(a, b)).toBe(true);

  b.pullCable();
  expect(reaches(a, b)).toBe(false);
  b.plugIn();
  expect(reaches(a, b)).toBe(true);

  b.setAddress("10.78.0.22");
  expect(b.address()).toBe("10.78.0.22");
  expect(reaches(a, b)).toBe(true);
});

test("packets are lost from all or from one, until it heals", () => {
  const network = createNetwork("10.78.255.254");
  const a = network.addBox("a", "10.78.0.1");
  const b = network.addBox("b", "10.78.0.2");
  const c = network.addBox("c", "10.78.0.3");

  b.lose(100, a);
  expect([reaches(a, b), reaches(c, b)]).toEqual([false, true]);
  b.heal();
  b.lose(100);
  expect([reaches(a, b), reaches(c, b)]).toEqual([false, false]);
  b.heal();
  expect([reaches(a, b), reaches(c, b)]).toEqual([true, true]);
});

test("one of five packets is lost when twenty percent are", async () => {
  const network = createNetwork("10.78.255.254");
  const a = network.addBox("a", "10.78.0.1");
  const b = network.addBox("b", "10.78.0.2");
  b.lose(20);

  const heard = await datagramsHeard(a, b, 2000);

  expect(heard).toBeGreaterThan(1450);
  expect(heard).toBeLessThan(1750);
});

test("a delayed way takes so much longer, each way, and the other way round it does not", async () => {
  const network = createNetwork("10.78.255.254");
  const a = network.addBox("a", "10.78.0.1");
  const b = network.addBox("b", "10.78.0.2");
  for (const box of [a, b]) await echo(box, 7777);

  await network.delay({ from: a, to: b, port: 7777, delayMs: 150 });

  expect(roundTripMs(a, b.address())).toBeGreaterThanOrEqual(300);
  expect(roundTripMs(b, a.address())).toBeLessThan(150);
});

test("two networks are apart, and a box may be in both", () => {
  const one = createNetwork("10.78.255.254");
  const other = createNetwork("10.79.255.254");
  const a = one.addBox("a", "10.78.0.1");
  const b = one.addBox("b", "10.78.0.2");
  const c = other.addBox("c", "10.79.0.3");

  expect(reaches(a, c)).toBe(false);
  a.join(other, "10.79.0.1");
  expect([reaches(a, c), reaches(b, c)]).toEqual([true, false]);
});

test("what runs in a box ends with the test, and so does the box", async () => {
  const names: string[] = [];
  // Called in the reverse order: after what the network does by itself.
  onTestFinished(() => {
    const left = spawnSync("ip", ["netns", "list"], { encoding: "utf8" }).stdout;
    expect(names.filter((name) => left.includes(name))).toEqual([]);
  });
  onTestFinished(async () => {
    expect(await ended).toEqual([null, "SIGKILL"]);
  });
  const network = createNetwork("10.78.255.254");
  const box = network.addBox("a", "10.78.0.1");
  names.push(box.namespace);
  const sleeper = box.start("sleep", ["1000"]);
  const ended = once(sleeper, "exit");
  await once(sleeper, "spawn");

  expect(spawnSync("ip", ["netns", "list"], { encoding: "utf8" }).stdout).toContain(box.namespace);
});

test("what a killed run has left behind is removed by the next one", () => {
  const { pid } = spawnSync("true");
  const left = `tillnet-${pid}-1-left`;
  spawnSync("ip", ["netns", "add", left]);

  createNetwork("10.78.255.254");

  expect(spawnSync("ip", ["netns", "list"], { encoding: "utf8" }).stdout).not.toContain(left);
});

function reaches(from: Box, to: Box): boolean {
  const program = `const socket = require("node:net").connect(1, "${to.address()}");
    socket.setTimeout(700, () => socket.destroy());
    socket.on("error", ({ code }) => console.log(code))`;
  // Nobody listens there: whoever is reached says so.
  return from.run(process.execPath, "-e", program).includes("ECONNREFUSED");
}

async function echo(box: Box, port: number): Promise<void> {
  const program = `require("node:net").createServer((socket) => socket.pipe(socket))
    .listen(${port}, () => console.log("listening"))`;
  const { stdout } = box.start(process.execPath, ["-e", program]);
  if (stdout !== null) await once(stdout, "data");
}

function roundTripMs(from: Box, host: string): number {
  const program = `const socket = require("node:net").connect(7777, "${host}", () => {
      const startedMs = performance.now();
      socket.write("x");
      socket.on("data", () => { console.log(performance.now() - startedMs); socket.destroy(); });
    })`;
  return Number(from.run(process.execPath, "-e", program));
}

async function datagramsHeard(from: Box, to: Box, count: number): Promise<number> {
  const hearing = `let heard = 0;
    const socket = require("node:dgram").createSocket({ type: "udp4", recvBufferSize: 4_000_000 });
    socket.on("message", (bytes) => {
      if (bytes.length === 1) return void (heard += 1);
      console.log(heard);
      socket.close();
    });
    socket.bind(9, () => console.log("listening"));`;
  const saying = `const socket = require("node:dgram").createSocket("udp4");
    let said = 0;
    const say = () => {
      said += 1;
      const bytes = said <= ${count} ? "x" : "end";
      socket.send(bytes, 9, "${to.address()}", () => said < ${count} + 50 ? say() : socket.close());
    };
    say();`;
  const hearer = to.start(process.execPath, ["-e", hearing]);
  if (hearer.stdout === null) throw new Error("nobody hears");
  await once(hearer.stdout, "data");
  const startedMs = systemClock.nowMs();
  from.run(process.execPath, "-e", saying);
  const [told] = (await once(hearer.stdout, "data")) as [Buffer];
  expect(systemClock.nowMs() - startedMs).toBeLessThan(30_000);
  return Number(String(told));
}
