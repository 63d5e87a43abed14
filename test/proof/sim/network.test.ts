import { describe, expect, test } from "vitest";

import { type End, type Listener } from "../../../proof/sim/connection.ts";
import { createDice } from "../../../proof/sim/dice.ts";
import { type NetworkOptions } from "../../../proof/sim/network-paths.ts";
import { createNetwork, type Network, type Port } from "../../../proof/sim/network.ts";
import { createVirtualTime, type VirtualTime } from "../../../proof/sim/virtual-time.ts";

const [A, B] = ["10.0.0.1", "10.0.0.2"] as const;
const LAN: NetworkOptions = {
  delayMs: 2,
  jitterMs: 4,
  lossPercent: 0,
  bytesPerSecond: 1_000_000,
};

interface Side {
  readonly port: Port;
  readonly ends: End[];
  readonly heard: string[];
}

describe("a connection", () => {
  test("brings everything in order, also over a way that loses a third of it", async () => {
    const { time, a, b } = await connected({ ...LAN, lossPercent: 33 });
    const words = Array.from({ length: 50 }, (_, index) => String(index));

    for (const word of words) a.ends[0]?.send(Buffer.from(word));
    await time.runUntil(time.nowMs() + 600_000);

    expect(b.heard.slice(1)).toEqual(words);
  });

  test("that is cut one way is heard from the other way, and catches up when it is joined", async () => {
    const { time, network, a, b } = await connected(LAN);
    const join = network.cut(A, B);

    a.ends[0]?.send(Buffer.from("lost?"));
    b.ends[0]?.send(Buffer.from("hello"));
    await time.runUntil(time.nowMs() + 60_000);

    expect(a.heard).toEqual(["up", "hello"]);
    expect(b.heard).toEqual(["up"]);
    join();
    await time.runUntil(time.nowMs() + 1000);
    expect(b.heard).toEqual(["up", "lost?"]);
  });

  test("is half open after a power cut, until somebody says something", async () => {
    const { time, network, a, b } = await connected(LAN);

    network.setPower(B, false);
    b.port.vanish();
    await time.runUntil(time.nowMs() + 60_000);
    const before = [...a.heard];
    network.setPower(B, true);
    a.ends[0]?.send(Buffer.from("anybody?"));
    await time.runUntil(time.nowMs() + 1000);

    expect(before).toEqual(["up"]);
    expect(a.heard).toEqual(["up", "closed: reset"]);
  });

  test("is closed by the system of whoever was killed", async () => {
    const { time, a, b } = await connected(LAN);

    b.port.close();
    await time.runUntil(time.nowMs() + 100);

    expect(a.heard).toEqual(["up", "closed: closed: the process ended"]);
    expect(b.heard).toEqual(["up"]);
  });

  test("says when it has enough, drains, and dies when nobody listens for too long", async () => {
    const { time, network, a } = await connected(LAN);
    const chunk = new Uint8Array(100_000);

    expect([1, 2, 3].map(() => a.ends[0]?.send(chunk))).toEqual([true, true, false]);
    await time.runUntil(time.nowMs() + 1000);
    expect(a.heard).toEqual(["up", "drained"]);

    network.cut(A, B);
    for (let sent = 0; sent < 90; sent += 1) a.ends[0]?.send(chunk);
    await time.runUntil(time.nowMs() + 10);
    expect(a.heard.at(-1)).toBe("closed: does not listen");
  });
});

test("a dial is refused where nobody listens, and waits where nobody is", async () => {
  const { time, network } = createNet(LAN);
  const a = listen(network, A);
  network.setPower(B, true);
  const outcomes: string[] = [];
  a.port.dial(B, (outcome) => outcomes.push(`${outcome} ${Math.floor(time.nowMs() / 1000)} s`));
  await time.runUntil(20_000);
  network.setPower(B, false);
  a.port.dial(B, (outcome) => outcomes.push(outcome));
  await time.runUntil(40_000);

  expect(outcomes).toEqual(["refused 0 s", "timeout"]);
});

function createNet(options: NetworkOptions): {
  readonly time: VirtualTime;
  readonly network: Network;
} {
  const time = createVirtualTime();
  return { time, network: createNetwork(time, createDice("network"), options) };
}

async function connected(options: NetworkOptions) {
  const { time, network } = createNet(options);
  const [a, b] = [listen(network, A), listen(network, B)];
  a.port.dial(B, () => undefined);
  await time.runUntil(60_000);
  return { time, network, a, b };
}

function listen(network: Network, host: string): Side {
  const [ends, heard]: [End[], string[]] = [[], []];
  const listener: Listener = {
    linkKey: host,
    onLink: (end) => {
      ends.push(end);
      heard.push("up");
    },
    onPayload: (_, payload) => heard.push(Buffer.from(payload).toString()),
    onDrain: () => heard.push("drained"),
    onClose: (_, reason) => heard.push(`closed: ${reason}`),
  };
  network.setPower(host, true);
  return { port: network.listen(host, listener), ends, heard };
}
