/** What this till says by multicast DNS on each of its networks: announcements, answers, goodbyes. */

import { type Clock, type Random } from "../../domain/ports.ts";
import { type DnsRecord } from "./dns-record.ts";
import { type Announcement, goodbyeOf, recordsOf } from "./dns-sd.ts";
import { type MachineNetwork, isOn } from "./machine-networks.ts";
import { type MulticastAnswers, createMulticastAnswers } from "./multicast-answers.ts";
import { type EarPacket, type Peer } from "./multicast-ear.ts";
import { type NetworkEar } from "./multicast-ears.ts";
import { createTurn } from "./turn.ts";

export interface MdnsSpeaker {
  readonly opened: (on: NetworkEar) => void;
  readonly closed: (network: MachineNetwork) => void;
  readonly announce: (announcement: Announcement | undefined) => void;
  /** Says again what there is to say: a network is new. */
  readonly sayAgain: () => void;
  readonly heard: (network: MachineNetwork, query: EarPacket, from: Peer) => void;
  readonly isOurs: (instance: string) => boolean;
  readonly records: (network: MachineNetwork) => ReadonlyArray<DnsRecord>;
  /** Says goodbye. */
  readonly close: () => void;
}

export interface MdnsSpeakerOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Counted forward only. */
  readonly steadyMs: () => number;
}

interface Voice extends NetworkEar {
  readonly answers: MulticastAnswers;
}

/** After the first word, which may be lost: RFC 6762, 8.3. */
const SAY_AGAIN_MS = [1000, 2000];

export function createMdnsSpeaker(options: MdnsSpeakerOptions): MdnsSpeaker {
  const voices = new Map<string, Voice>();
  const saying = createTurn(options.clock);
  let announcement: Announcement | undefined;

  return {
    opened: (on) => {
      const answers = createMulticastAnswers({
        ...options,
        ear: on.ear,
        records: () => records(on.network),
        isNear: (host) => isOn(on.network, host),
      });
      voices.set(on.network.name, { ...on, answers });
    },
    closed: ({ name }) => {
      voices.get(name)?.answers.close();
      voices.delete(name);
    },
    announce: (next) => {
      if (announcement?.instance !== next?.instance) sayGoodbye();
      announcement = next;
      say(0);
    },
    sayAgain: () => {
      say(0);
    },
    heard: ({ name }, query, from) => {
      voices.get(name)?.answers.hear(query, from);
    },
    isOurs: (instance) => instance === announcement?.instance,
    records,
    close: () => {
      saying.stop();
      for (const { answers } of voices.values()) answers.close();
      sayGoodbye();
      voices.clear();
    },
  };

  function records({ hosts }: MachineNetwork): ReadonlyArray<DnsRecord> {
    return announcement === undefined ? [] : recordsOf(announcement, hosts);
  }

  function say(count: number): void {
    saying.stop();
    for (const { answers } of voices.values()) answers.announce();
    const pauseMs = SAY_AGAIN_MS[count];
    if (pauseMs === undefined) return;
    saying.next(pauseMs, () => {
      say(count + 1);
    });
  }

  function sayGoodbye(): void {
    if (announcement === undefined) return;
    for (const { network, ear } of voices.values()) {
      ear.answer({ answers: goodbyeOf(records(network)) });
    }
  }
}
