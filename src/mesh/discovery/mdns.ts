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
import { createAllowance, hasLeft } from "../dialling/dial-candidate.ts";
import { createSteadyTime } from "../links/steady-time.ts";
import { type DnsQuestion, readRecords, type DnsRecord, readQuestions } from "./dns-record.ts";
import {
  type Announcement,
  SERVICE,
  goodbyeOf,
  recordsOf,
  answerTo,
  forPlainResolver,
} from "./dns-sd.ts";
import { type MachineNetwork, machineNetworks, isOn } from "./machine-networks.ts";
import {
  MULTICAST_PORT,
  type EarPacket,
  type OpenEar,
  type Peer,
  openMulticastEar,
  type Ear,
} from "./multicast-ear.ts";
import { type MulticastEars, createMulticastEars, type NetworkEar } from "./multicast-ears.ts";
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
  /** The system's error code, such as `EADDRINUSE`; undefined when all is well. */
  readonly fault: string | undefined;
}

export interface DiscoveryView {
  /** Why nothing can be heard at all: no network, or the fault of the first one. */
  readonly silence: string | undefined;
  readonly networks: ReadonlyArray<NetworkView>;
  readonly services: ReadonlyArray<Service>;
  /** The number of other hosts that sent anything by multicast DNS, tills or not; counted up to 256. */
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
/** The fault that stands in the place of a system's code. */
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

interface MdnsSpeaker {
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

interface MdnsSpeakerOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Counted forward only. */
  readonly steadyMs: () => number;
}

interface Voice extends NetworkEar {
  readonly answers: MulticastAnswers;
}

/** The pauses after which the announcement is repeated, because the first may be lost: RFC 6762, 8.3. */
const SAY_AGAIN_MS = [1000, 2000];

/** Sends this till's multicast DNS on each of its networks: announcements, answers, goodbyes. */
function createMdnsSpeaker(options: MdnsSpeakerOptions): MdnsSpeaker {
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

interface MulticastAnswers {
  readonly hear: (packet: EarPacket, from: Peer) => void;
  /** Unasked: there is something new. */
  readonly announce: () => void;
  readonly close: () => void;
}

interface MulticastAnswersOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Counted forward only. */
  readonly steadyMs: () => number;
  readonly ear: Ear;
  /** All that we say there; nothing while there is nothing to announce. */
  readonly records: () => ReadonlyArray<DnsRecord>;
  /** Whether a host is on this network: nobody else gets an answer of its own. */
  readonly isNear: (host: string) => boolean;
}

/** RFC 6762, 6: of what several may answer. */
const DELAY_MS_MIN = 20;
const DELAY_MS_SPREAD = 100;
const PAUSE_MS = 1000;
/** Who would like it alone gets it so when all have heard it within this time. */
const HEARD_BY_ALL_MS = 30_000;
const PENDING_MAX = 64;
/** To single hosts: a sender's address is easily forged. */
const SINGLE_ANSWERS = { most: 20, pauseMs: 100 };

/**
 * When a till answers by multicast, on one interface: a little later than it is asked, because others
 * answer too, once for all who ask meanwhile, and no more than once a second.
 */
function createMulticastAnswers(options: MulticastAnswersOptions): MulticastAnswers {
  const { clock, random, steadyMs, ear, records, isNear } = options;
  const singles = createAllowance(SINGLE_ANSWERS, steadyMs());
  let saidAtMs = -Infinity;
  let pending: ReadonlyArray<DnsQuestion> = [];
  let cancel: (() => void) | undefined;

  return {
    hear: (packet, from) => {
      const questions = readQuestions(packet.questions);
      const answer = answerTo(questions, readRecords(packet.answers), records());
      if (answer === undefined) return;
      if (from.port !== MULTICAST_PORT) {
        const plainly = { ...forPlainResolver(answer), id: packet.id, questions };
        if (isAllowed(from)) ear.answer(plainly, from);
        return;
      }
      const isHeardByAll = steadyMs() - saidAtMs < HEARD_BY_ALL_MS;
      if (isHeardByAll && questions.every(({ wantsUnicast }) => wantsUnicast)) {
        if (isAllowed(from)) ear.answer(answer, from);
        return;
      }
      pending = [...pending, ...questions].slice(0, PENDING_MAX);
      sayIn(DELAY_MS_MIN + DELAY_MS_SPREAD * fraction(random));
    },
    announce: () => {
      endWaiting();
      say(records());
    },
    close: endWaiting,
  };

  function isAllowed({ address }: Peer): boolean {
    if (!isNear(address) || !hasLeft(singles, steadyMs())) return false;
    singles.left -= 1;
    return true;
  }

  function sayIn(delayMs: number): void {
    const pauseMs = saidAtMs + PAUSE_MS - steadyMs();
    cancel ??= clock.after(Math.max(delayMs, pauseMs), () => {
      const answer = answerTo(pending, [], records());
      endWaiting();
      if (answer !== undefined) say(answer.answers, answer.additionals);
    });
  }

  function say(
    answers: ReadonlyArray<DnsRecord>,
    additionals: ReadonlyArray<DnsRecord> = [],
  ): void {
    if (answers.length === 0) return;
    saidAtMs = steadyMs();
    ear.answer({ answers, additionals });
  }

  function endWaiting(): void {
    cancel?.();
    cancel = undefined;
    pending = [];
  }
}
