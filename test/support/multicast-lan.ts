/** A network in memory where everybody hears at once whatever somebody says by multicast DNS. */

import { type DnsRecord, writeRecord } from "../../src/mesh/discovery/dns-record.ts";
import { type MachineNetwork } from "../../src/mesh/discovery/machine-networks.ts";
import {
  type Ear,
  type EarOptions,
  type EarPacket,
  MULTICAST_PORT,
  type OpenEar,
  type OutPacket,
} from "../../src/mesh/discovery/multicast-ear.ts";

export interface MulticastLan {
  /** What a machine with this address, in `192.0.2.0/24`, has of it. */
  readonly machine: (host: string) => LanMachine;
  /** So many of the next packets, whoever sends them, are heard by nobody. */
  readonly lose: (count: number) => void;
}

export interface LanMachine {
  readonly networks: () => ReadonlyArray<MachineNetwork>;
  readonly openEar: OpenEar;
}

const SUBNET = { base: 0xc0_00_02_00, mask: 0xff_ff_ff_00 };

export function createMulticastLan(): MulticastLan {
  const ears = new Set<EarOptions>();
  let toLose = 0;

  return {
    machine: (host) => ({
      networks: () => [{ name: "eth0", hosts: [host], subnets: [SUBNET] }],
      openEar: open,
    }),
    lose: (count) => {
      toLose = count;
    },
  };

  function open(options: EarOptions): Ear {
    ears.add(options);
    return {
      ask: (packet) => {
        send(options, packet, "query");
      },
      answer: (packet) => {
        send(options, packet, "response");
      },
      fault: () => undefined,
      isDead: () => false,
      close: () => {
        ears.delete(options);
        return Promise.resolve();
      },
    };
  }

  function send({ host }: EarOptions, packet: OutPacket, type: EarPacket["type"]): void {
    if (toLose > 0) {
      toLose -= 1;
      return;
    }
    const heard = heardPacket(packet, type);
    for (const { onPacket } of ears) onPacket(heard, { address: host, port: MULTICAST_PORT });
  }
}

/** As the decoder gives it. */
function heardPacket(packet: OutPacket, type: EarPacket["type"]): EarPacket {
  const { id = 0, questions = [], answers = [], additionals = [] } = packet;
  return {
    id,
    type,
    questions: questions.map(({ name, type: of }) => ({ name, type: of, class: "IN" })),
    answers: answers.map(heardRecord),
    additionals: additionals.map(heardRecord),
  };
}

function heardRecord(record: DnsRecord): unknown {
  const { data, ...head } = writeRecord(record);
  return { ...head, data: Array.isArray(data) ? data.map((text) => Buffer.from(text)) : data };
}
