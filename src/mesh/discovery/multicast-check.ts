/** Whether multicast works here: does what we say come back to us, and do we hear anybody else. */

import { connect } from "node:net";

import { pause } from "../../domain/base/pause.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { type Address } from "../address.ts";
import { type MachineNetwork, machineNetworks } from "./machine-networks.ts";
import { type NetworkView } from "./mdns.ts";
import { type OpenEar, openMulticastEar } from "./multicast-ear.ts";
import { createMulticastEars } from "./multicast-ears.ts";

export interface MulticastCheck {
  readonly networks: ReadonlyArray<CheckedNetwork>;
  /** The other hosts that sent anything by multicast DNS during the check. */
  readonly others: ReadonlyArray<string>;
}

export interface CheckedNetwork extends NetworkView {
  /** Whether our question came back: then the machine itself lets multicast through. */
  readonly cameBack: boolean;
}

export interface MulticastCheckOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly patienceMs?: number;
  readonly networks?: () => ReadonlyArray<MachineNetwork>;
  readonly openEar?: OpenEar;
}

const PATIENCE_MS = 3000;
const ROUNDS = 3;
/** Every speaker of multicast DNS answers this question. */
const QUESTIONS = [{ name: "_services._dns-sd._udp.local", type: "PTR" }];
const OTHERS_MAX = 256;

export async function checkMulticast(options: MulticastCheckOptions): Promise<MulticastCheck> {
  const { clock, random, patienceMs = PATIENCE_MS } = options;
  // Other senders leave the id at 0, so ours is recognised by it.
  const [high = 0, low = 0] = random.bytes(2);
  const id = high * 256 + low;
  const cameBack = new Set<string>();
  const others = new Set<string>();
  const ears = createMulticastEars({
    networks: options.networks ?? machineNetworks,
    openEar: options.openEar ?? openMulticastEar,
    steadyMs: () => 0,
    onPacket: (network, packet, from) => {
      if (packet.id === id && ears.isOurs(from.address)) cameBack.add(network.name);
      if (!ears.isOurs(from.address) && others.size < OTHERS_MAX) others.add(from.address);
    },
  });
  ears.look();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { ear } of ears.all()) ear.ask({ id, questions: QUESTIONS });
    await pause(clock, patienceMs / ROUNDS);
  }
  const networks = ears.all().map(({ network: { name, hosts }, ear }) => {
    return { name, hosts, fault: ear.fault(), cameBack: cameBack.has(name) };
  });
  await ears.close();
  return { networks, others: [...others] };
}

/* Whether anything at all comes back from an address on this network. */

const ANSWER_MS_MAX = 1500;

/** A port that is closed says so, which is an answer of the machine. */
export function answers({ host, port }: Address, clock: Clock): Promise<boolean> {
  const socket = connect({ host, port });
  return new Promise((resolve) => {
    let hasAnswered = false;
    const cancel = clock.after(ANSWER_MS_MAX, () => {
      socket.destroy();
    });
    socket.once("connect", () => {
      hasAnswered = true;
      socket.destroy();
    });
    socket.once("error", ({ code }: NodeJS.ErrnoException) => {
      hasAnswered = code === "ECONNREFUSED" || code === "ECONNRESET";
    });
    socket.once("close", () => {
      cancel();
      resolve(hasAnswered);
    });
  });
}
