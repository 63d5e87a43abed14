/** A printer that has moved to another address is found by its hardware address, and nobody is asked too often. */

import { createSocket } from "node:dgram";
import { once } from "node:events";

import { expect, onTestFinished, test } from "vitest";

import { createPrinterSearch } from "../../../src/app/printing/printer-search.ts";
import { networksOf } from "../../../src/mesh/discovery/machine-networks.ts";
import { type Neighbour } from "../../../src/printer/transports/neighbours.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { createPassingTime } from "../../support/passing-time.ts";

const MAC = "00:26:ab:12:34:56";
const AT = { type: "network", host: "192.168.7.9", port: 9100, mac: MAC } as const;
const MOVED = { host: "192.168.7.31", port: 9100 };
const STALE: Neighbour = { mac: MAC, host: AT.host };
const SEEN: Neighbour = { mac: MAC, host: MOVED.host };
const NETMASK = "255.255.255.0";

test("one that the system has seen elsewhere is there, and nobody is asked", async () => {
  const { locate, asked } = searchOf({ before: [STALE, SEEN] });

  expect(await locate({ ...AT, mac: MAC.toUpperCase() })).toEqual(MOVED);
  expect(asked).toEqual([]);
});

test("one that nobody has spoken to is found once each address around was spoken to", async () => {
  const { locate, asked } = searchOf({ before: [STALE], after: [STALE, SEEN] });

  expect(await locate(AT)).toEqual(MOVED);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toHaveLength(253);
  expect(asked[0]).toContain(MOVED.host);
  expect(asked[0]).not.toContain("192.168.7.2");
});

test("however many are away, they are asked for once a minute", async () => {
  const { locate, asked, clock } = searchOf({ before: [] });

  for (let tries = 0; tries < 10; tries += 1) await locate(AT);
  expect(asked).toHaveLength(1);
  clock.advance(50_000);
  await locate({ ...AT, mac: "00:26:ab:00:00:02" });
  expect(asked).toHaveLength(1);
  clock.advance(10_000);
  await locate(AT);
  expect(asked).toHaveLength(2);
});

test.each([
  ["a larger network", { netmask: "255.255.254.0" }],
  ["a process that goes in a moment", { asksAround: false }],
])("in %s nobody is asked", async (_, wish) => {
  const { locate, asked } = searchOf({ before: [], after: [SEEN], ...wish });

  expect(await locate(AT)).toBeUndefined();
  expect(asked.flat()).toEqual([]);
});

test("what nobody knows by its hardware address isn't looked for", async () => {
  const { locate, asked } = searchOf({ before: [], after: [SEEN] });
  const { mac: _, ...unnamed } = AT;

  expect(await locate(unnamed)).toBeUndefined();
  expect(asked).toEqual([]);
});

test("another printer behind the same hardware address is not taken for it", async () => {
  const { locate } = searchOf({ before: [SEEN], others: [MOVED.host] });

  expect(await locate(AT)).toBeUndefined();
});

test("an address is spoken to by one empty datagram", async () => {
  const neighbour = createSocket("udp4");
  onTestFinished(() => void neighbour.close());
  neighbour.bind(9, "127.0.0.2");
  const bound = await Promise.race([once(neighbour, "listening"), once(neighbour, "error")]);
  // The port of what is thrown away is not everybody's to listen on.
  if (bound.length > 0) return;
  const heard = once(neighbour, "message");
  const clock = createManualClock();
  const search = createPrinterSearch({
    clock,
    asksAround: true,
    neighbours: async () => [],
    networks: () => [
      // The last two addresses that a line of two has: one is ours.
      { name: "lo", hosts: ["127.0.0.3"], subnets: [{ base: 0x7f000002, mask: 0xfffffffe }] },
    ],
  });

  await createPassingTime(clock).until(search.locate(AT, () => false));

  const [bytes] = (await heard) as [Buffer];
  expect(bytes).toHaveLength(0);
});

interface Around {
  readonly before: ReadonlyArray<Neighbour>;
  readonly after?: ReadonlyArray<Neighbour>;
  readonly netmask?: string;
  readonly asksAround?: boolean;
  readonly others?: ReadonlyArray<string>;
}

/** A box at 192.168.7.2, and what its system has seen before and after each was spoken to. */
function searchOf({
  before,
  after = before,
  netmask = NETMASK,
  asksAround = true,
  others = [],
}: Around) {
  const clock = createManualClock();
  const asked: Array<ReadonlyArray<string>> = [];
  const search = createPrinterSearch({
    clock,
    asksAround,
    neighbours: async () => (asked.flat().length === 0 ? before : after),
    networks: () =>
      networksOf({
        eth0: [
          {
            address: "192.168.7.2",
            netmask,
            family: "IPv4",
            mac: "00:00:00:00:00:01",
            internal: false,
            cidr: null,
          },
        ],
      }),
    speakTo: async (hosts) => void asked.push(hosts),
  });
  const time = createPassingTime(clock);
  return {
    clock,
    asked,
    locate: (printer: Parameters<typeof search.locate>[0]) =>
      time.until(search.locate(printer, ({ host }) => others.includes(host))),
  };
}
