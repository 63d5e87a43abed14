import { expect, test } from "vitest";

import { type MachineNetwork } from "../../../src/mesh/discovery/machine-networks.ts";
import { type EarOptions, type OutPacket } from "../../../src/mesh/discovery/multicast-ear.ts";
import { browseServices } from "../../../src/mesh/discovery/service-browser.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { createPassingTime } from "../../support/passing-time.ts";

const NETWORK: MachineNetwork = {
  name: "eth0",
  hosts: ["10.0.0.2"],
  subnets: [{ base: 0x0a_00_00_00, mask: 0xff_ff_ff_00 }],
};
const RAW = "_pdl-datastream._tcp.local";
const NAME = `EPSON TM-m30.${RAW}`;

test("a printer that tells all at once is found", async () => {
  const { found } = await browse((packet, answer) => {
    if (packet.questions?.some(({ name }) => name === RAW) !== true) return;
    answer([
      { name: RAW, type: "PTR", data: NAME },
      { name: NAME, type: "SRV", data: { target: "tm.local", port: 9100 } },
      { name: NAME, type: "TXT", data: [Buffer.from("ty=TM-m30")] },
      { name: "tm.local", type: "A", data: "10.0.0.9" },
    ]);
  });

  expect(found).toEqual([
    {
      service: "_pdl-datastream._tcp",
      instance: "epson tm-m30",
      host: "10.0.0.9",
      port: 9100,
      text: ["ty=TM-m30"],
    },
  ]);
});

test("one that tells only its name is asked where it is, and found at whoever answers", async () => {
  const { found } = await browse((packet, answer) => {
    const asked = packet.questions?.map(({ name }) => name) ?? [];
    if (asked.includes(NAME.toLowerCase())) {
      answer([{ name: NAME, type: "SRV", data: { target: "tm.local", port: 9100 } }]);
    } else answer([{ name: RAW, type: "PTR", data: NAME }]);
  });

  expect(found).toMatchObject([{ host: "10.0.0.77", port: 9100 }]);
});

test("what was not asked for, and what is not said from the port of multicast DNS, is nothing", async () => {
  const { found } = await browse((_packet, answer) => {
    answer([{ name: "_http._tcp.local", type: "PTR", data: "web._http._tcp.local" }]);
    answer([{ name: RAW, type: "PTR", data: NAME }], 40_000);
  });

  expect(found).toEqual([]);
});

type Answer = (records: ReadonlyArray<object>, port?: number) => void;

async function browse(
  onQuestion: (packet: OutPacket, answer: Answer) => void,
): Promise<{ readonly found: Awaited<ReturnType<typeof browseServices>> }> {
  const clock = createManualClock();
  const finding = browseServices({
    clock,
    services: ["_pdl-datastream._tcp"],
    patienceMs: 3000,
    networks: () => [NETWORK],
    openEar: ({ onPacket }: EarOptions) => ({
      ask: (packet) => {
        onQuestion(packet, (records, port = 5353) => {
          const answers = records.map((record) => ({ ttl: 120, class: "IN", ...record }));
          const all = { id: 0, type: "response", questions: [], answers, additionals: [] } as const;
          onPacket(all, { address: "10.0.0.77", port });
        });
      },
      answer: () => undefined,
      fault: () => undefined,
      isDead: () => false,
      close: async () => undefined,
    }),
  });
  return { found: await createPassingTime(clock).until(finding) };
}
