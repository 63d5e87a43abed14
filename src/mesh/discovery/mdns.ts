/**
 * Tills find each other by multicast DNS: this one says that it is there, and hears who else is.
 *
 * A thin shell: what is said stands in `dns-sd.ts`, what is heard in `service-cache.ts`. It looks at
 * the machine's networks over and over, because cables and addresses come and go, and it never
 * throws: where nothing can be heard, discovery is silent and says why, and tills are found by the
 * other ways.
 */

import { type Clock, type Random } from "../../domain/ports.ts";
import { fraction } from "../address.ts";
import { createSteadyTime } from "../links/steady-time.ts";
import { type DnsQuestion, readRecords } from "./dns-record.ts";
import { type Announcement, SERVICE } from "./dns-sd.ts";
import { type MachineNetwork, machineNetworks } from "./machine-networks.ts";
import { createMdnsSpeaker } from "./mdns-speaker.ts";
import {
  MULTICAST_PORT,
  type EarPacket,
  type OpenEar,
  type Peer,
  openMulticastEar,
} from "./multicast-ear.ts";
import { type MulticastEars, createMulticastEars } from "./multicast-ears.ts";
import {
  type IsWanted,
  type Service,
  type ServiceNews,
  createServiceCache,
} from "./service-cache.ts";
import { createTurn } from "./turn.ts";

export interface DiscoveryListener {
  /** A till speaks: its addresses now, also when they are the same as before. */
  readonly onFound: (service: Service) => void;
  readonly onGone: (instance: string) => void;
  /** Our own addresses are others now. */
  readonly onNetworks: (hosts: ReadonlyArray<string>) => void;
}

export interface DiscoveryOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly isWanted: IsWanted;
  readonly listener: DiscoveryListener;
  readonly networks?: () => ReadonlyArray<MachineNetwork>;
  readonly openEar?: OpenEar;
}

interface BrowsingOptions extends Pick<DiscoveryOptions, "clock" | "random"> {
  readonly ask: (questions: ReadonlyArray<DnsQuestion>) => void;
}

export interface NetworkView {
  readonly name: string;
  readonly hosts: ReadonlyArray<string>;
  /** As the system names it, such as `EADDRINUSE`; undefined when all is well. */
  readonly fault: string | undefined;
}

export interface DiscoveryView {
  /** Why nothing can be heard at all: no network, or the fault of the first one. */
  readonly silence: string | undefined;
  readonly networks: ReadonlyArray<NetworkView>;
  readonly services: ReadonlyArray<Service>;
  /** Other hosts that said anything by multicast DNS, tills or not; counted up to 256. */
  readonly othersHeard: number;
}

export interface Discovery {
  /** Says so at once, and from now on; undefined takes it back. */
  readonly announce: (announcement: Announcement | undefined) => void;
  /** Asks the network anew, as after a start. */
  readonly lookAgain: () => void;
  readonly view: () => DiscoveryView;
  /** Says goodbye. */
  readonly close: () => Promise<void>;
}

const LOOK_MS = 500;
/** Many tills get their current at the same moment: RFC 6762, 5.2. */
const FIRST_QUESTION_MS = 20;
const FIRST_QUESTION_SPREAD_MS = 100;
const QUESTION_PAUSE_MS_MIN = 1000;
const QUESTION_PAUSE_MS_MAX = 3_600_000;
/** Packets stay below what a network carries in one piece. */
const QUESTIONS_MAX = 20;
const KNOWN_ANSWERS_MAX = 12;
const OTHERS_MAX = 256;
/** In the place of a system's code. */
export const NO_NETWORK = "no network";

export function createDiscovery(options: DiscoveryOptions): Discovery {
  const { clock, random, listener } = options;
  const steadyMs = createSteadyTime(clock);
  const others = new Set<string>();
  const looking = createTurn(clock);
  const speaker = createMdnsSpeaker({ clock, random, steadyMs });
  const cache = createServiceCache({
    random,
    isWanted: (text, instance) => !speaker.isOurs(instance) && options.isWanted(text, instance),
  });
  const ears = createMulticastEars({
    networks: options.networks ?? machineNetworks,
    openEar: options.openEar ?? openMulticastEar,
    steadyMs,
    onPacket: hear,
  });
  const browsing = createBrowsing({ clock, random, ask });
  looking.next(0, look);

  return {
    announce: speaker.announce,
    lookAgain: browsing.start,
    view: () => viewOf(ears, cache.services(), others.size),
    close: async () => {
      looking.stop();
      browsing.stop();
      speaker.close();
      await ears.close();
    },
  };

  function look(): void {
    looking.next(LOOK_MS, look);
    const { opened, closed } = ears.look();
    for (const { network } of closed) {
      speaker.closed(network);
      tell(cache.dropLink(network.name, steadyMs()));
    }
    for (const networkEar of opened) speaker.opened(networkEar);
    if (opened.length > 0 || closed.length > 0) {
      speaker.sayAgain();
      browsing.start();
      listener.onNetworks(ears.all().flatMap(({ network }) => network.hosts));
    }
    tell(cache.expire(steadyMs()));
    ask(cache.questions(steadyMs()).slice(0, QUESTIONS_MAX));
  }

  function hear(network: MachineNetwork, packet: EarPacket, from: Peer): void {
    if (!ears.isOurs(from.address) && others.size < OTHERS_MAX) others.add(from.address);
    if (packet.type === "query") speaker.heard(network, packet, from);
    // RFC 6762, 6: whoever answers does so from the port of multicast DNS.
    if (packet.type !== "response" || from.port !== MULTICAST_PORT) return;
    const records = [...readRecords(packet.answers), ...readRecords(packet.additionals)];
    tell(cache.hear({ records, from: from.address, link: network.name }, steadyMs()));
  }

  function tell({ found, gone }: ServiceNews): void {
    for (const instance of gone) listener.onGone(instance);
    for (const service of found) listener.onFound(service);
  }

  function ask(questions: ReadonlyArray<DnsQuestion>): void {
    if (questions.length === 0) return;
    for (const { network, ear } of ears.all()) {
      // Our own name among them: we hear ourselves, and need no answer.
      const known = [...speaker.records(network), ...cache.knownAnswers(steadyMs())];
      const answers = known.filter(({ name }) => name === SERVICE).slice(0, KNOWN_ANSWERS_MAX);
      ear.ask({ questions, answers });
    }
  }
}

/** Who is there? Asked at once, and then more and more seldom: RFC 6762, 5.2. */
function createBrowsing({ clock, random, ask }: BrowsingOptions): {
  readonly start: () => void;
  readonly stop: () => void;
} {
  const turn = createTurn(clock);

  return {
    start: () => {
      turn.next(FIRST_QUESTION_MS + FIRST_QUESTION_SPREAD_MS * fraction(random), () => {
        browse(QUESTION_PAUSE_MS_MIN);
      });
    },
    stop: turn.stop,
  };

  function browse(pauseMs: number): void {
    ask([{ name: SERVICE, type: "PTR", wantsUnicast: false }]);
    turn.next(pauseMs, () => {
      browse(Math.min(pauseMs * 2, QUESTION_PAUSE_MS_MAX));
    });
  }
}

function viewOf(
  ears: MulticastEars,
  services: ReadonlyArray<Service>,
  othersHeard: number,
): DiscoveryView {
  const networks = ears.all().map(({ network: { name, hosts }, ear }) => {
    return { name, hosts, fault: ear.fault() };
  });
  const isHearing = networks.some(({ fault }) => fault === undefined);
  const silence = isHearing ? undefined : (networks[0]?.fault ?? NO_NETWORK);
  return { silence, networks, services, othersHeard };
}
