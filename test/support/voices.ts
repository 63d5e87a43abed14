/**
 * Chains told in a few words: voices that act, sell, and part in two as the copy of a disk does. Every
 * transaction is one event; hashes are real enough to tell two of them apart.
 */

import { hash as digest } from "node:crypto";

import { type BodyOf, type Kind } from "../../src/domain/events/kinds.ts";
import {
  type ChainEnd,
  type DeviceId,
  deviceOf,
  firstOrigin,
  type Hash,
  hashSchema,
  isFirstOrigin,
  type Origin,
  originSchema,
} from "../../src/domain/identity.ts";
import { type StageOneResult, stageOneOf } from "../../src/domain/membership/admission.ts";
import { isCounted } from "../../src/domain/membership/chain-rule.ts";
import { type ChainLink, createChainShape } from "../../src/domain/membership/chain-shape.ts";
import { type PlacedAct } from "../../src/domain/membership/control-acts.ts";
import { SHEET_KEY, TODAY } from "./shop.ts";
import { originOf, told } from "./told.ts";

export interface Voice {
  readonly origin: Origin;
  readonly device: DeviceId;
  /** Where it stands; a revocation of it may name this. */
  readonly end: () => ChainEnd;
  /** Everything on its chain, from the first. */
  readonly chain: () => ReadonlyArray<ChainEnd>;
  readonly enrol: (voice: Voice, options?: EnrolOptions) => ChainEnd;
  readonly promote: (voice: Voice) => ChainEnd;
  readonly revoke: (device: DeviceId, ...heads: ReadonlyArray<ChainEnd>) => ChainEnd;
  readonly admit: (end: ChainEnd) => ChainEnd;
  /** With the name of a batch, that alone. */
  readonly retire: (end: ChainEnd, batch?: string) => ChainEnd;
  /** Of a day of the shop; what was known then. */
  readonly close: (...ends: ReadonlyArray<ChainEnd>) => ChainEnd;
  readonly purge: (device: DeviceId) => ChainEnd;
  /** A receipt with this number. */
  readonly sell: (number?: string, tag?: string) => ChainEnd;
  /** The device in another incarnation, which has said one thing. */
  readonly begin: () => Voice;
  /** A copy of the device as it is now, which speaks on by itself. */
  readonly clone: () => Voice;
}

export interface EnrolOptions {
  readonly rights?: ReadonlyArray<string>;
  readonly bySheet?: boolean;
  readonly name?: string;
}

export interface Voices {
  /** A has founded the shop. */
  readonly a: Voice;
  readonly voice: (letter: string) => Voice;
  /** One of many devices. */
  readonly stranger: (number: number) => Voice;
  /** An authority that A has enrolled. */
  readonly authority: (letter: string) => Voice;
  readonly acts: () => ReadonlyArray<PlacedAct>;
  readonly links: () => ReadonlyArray<ChainLink>;
  /** Stage 1 over everything, or over what is given. */
  readonly result: (heard?: Heard) => StageOneResult;
}

export interface Heard {
  readonly acts: ReadonlyArray<PlacedAct>;
  readonly links: ReadonlyArray<ChainLink>;
}

export function createVoices(): Voices {
  const acts: PlacedAct[] = [];
  const links: ChainLink[] = [];

  function createVoice(origin: Origin, before: ReadonlyArray<ChainLink>): Voice {
    const own = [...before];
    const device = deviceOf(origin);

    function add(parts: {
      readonly text: string;
      readonly numbers?: ReadonlyArray<string>;
      readonly tag?: string;
    }): ChainLink {
      const { text, numbers = [], tag } = parts;
      const previous = own.at(-1)?.hash ?? hashOf(origin);
      const seq = own.length + 1;
      // Two branches never say the same thing in the same words: a count of all makes them differ.
      const hash = hashOf(`${previous} ${text} ${links.length}`);
      const link = {
        origin,
        seq,
        first: seq,
        hash,
        previous,
        numbers,
        tag: tag ?? hash.slice(0, 8),
      };
      own.push(link);
      links.push(link);
      return link;
    }

    function write<K extends Kind>(kind: K, body: BodyOf<K>, bySheet = false): ChainEnd {
      const { hash, seq } = add({ text: kind + JSON.stringify(body) });
      const place = { origin, seq, hash };
      const event = {
        ...told(["A", seq], kind, { streams: [], body }),
        key: { hlc: 1, origin, seq },
      };
      acts.push({ event, place, bySheet });
      return place;
    }

    return {
      origin,
      device,
      end: () => toEnd(own.at(-1)),
      chain: () => own.map(toEnd),
      enrol: (voice, { rights = ["till"], bySheet = false, name = "Till" } = {}) => {
        const code = voice.origin.slice(0, 1).toUpperCase();
        const body = { device: voice.device, key: SHEET_KEY, code, name, rights: [...rights] };
        return write("device/enrolled", body, bySheet);
      },
      promote: (voice) => write("device/promoted", { device: voice.device }),
      revoke: (other, ...heads) =>
        write("device/revoked", { device: other, heads: [...heads], reason: "stolen" }),
      admit: (end) => write("chain/admitted", { ...end, reason: "looked" }),
      retire: (end, batch) =>
        write("chain/retired", {
          ...end,
          reason: "looked",
          ...(batch === undefined ? {} : { batch }),
        }),
      close: (...ends) =>
        write("day/closed", {
          zs: [],
          ended: [],
          frontier: [...ends],
          missing: [],
          without: [],
          asked: "1",
        }),
      purge: (other) => write("chain/purged", { device: other, reason: "looked" }),
      sell: (number, tag) => {
        const numbers = number === undefined ? [] : [number];
        return toEnd(add({ text: "sale", numbers, ...(tag === undefined ? {} : { tag }) }));
      },
      begin: () => {
        const incarnation = `a${links.length}`.padEnd(13, "b");
        const begun = createVoice(originSchema.parse(`${device}.${incarnation}`), []);
        begun.sell();
        return begun;
      },
      clone: () => createVoice(origin, own),
    };

    function toEnd(link: ChainLink | undefined): ChainEnd {
      if (link === undefined) throw new Error(`${origin} has said nothing yet.`);
      return { origin, seq: link.seq, hash: link.hash };
    }
  }

  function voice(letter: string): Voice {
    return createVoice(originOf(letter), []);
  }

  const a = voice("A");
  foundBy(a);

  function foundBy(founder: Voice): void {
    const [hash, place] = [hashOf("founding"), { origin: founder.origin, seq: 1 }];
    founder.sell();
    const end = { ...place, hash: links[0]?.hash ?? hash };
    acts.push({ event: founding(founder), place: end, bySheet: false });
  }

  return {
    a,
    voice,
    stranger: (number) => {
      const device = `z${String(number).padStart(25, "0")}` as DeviceId;
      return createVoice(firstOrigin(device), []);
    },
    authority: (letter) => {
      const made = voice(letter);
      a.enrol(made);
      a.promote(made);
      return made;
    },
    acts: () => acts,
    links: () => links,
    result: (heard = { acts, links }) => stageOneHeard(a.device, heard),
  };
}

/** By letter, with a star for authority and a cross for who is revoked. */
export function namesOf({ devices }: StageOneResult): ReadonlyArray<string> {
  return [...devices.values()]
    .map(({ code, authority, revoked }) => `${code}${authority ? "*" : ""}${revoked ? "x" : ""}`)
    .toSorted();
}

/** The numbers of a voice's chain that count. */
export function countedOf(result: StageOneResult, voice: Voice): ReadonlyArray<number> {
  if (!result.devices.has(voice.device)) return [];
  const rule = result.ruleOf(voice.origin);
  return voice
    .chain()
    .filter((place) => isCounted(rule, place))
    .map(({ seq }) => seq);
}

function stageOneHeard(founder: DeviceId, { acts, links }: Heard): StageOneResult {
  const ends = new Set(links.map(({ hash }) => hash));
  const shape = createChainShape(links, {
    holds: ({ hash }) => ends.has(hash),
    later: links.filter(({ origin, first }) => first === 1 && !isFirstOrigin(origin)),
  });
  return stageOneOf({ founder, acts, shape });
}

function founding({ origin, device }: Voice): PlacedAct["event"] {
  const body: BodyOf<"shop/founded"> = {
    shop: "s".repeat(26) as never,
    nonce: "00".repeat(16),
    name: "Shop",
    currency: "EUR",
    zone: "UTC",
    cutover: 0,
    demo: false,
    firstDay: TODAY,
    device,
    deviceName: "Till A",
    code: "A",
    key: SHEET_KEY,
    sheetKey: SHEET_KEY,
    sheetSealKey: SHEET_KEY,
  };
  return {
    ...told(["A", 1], "shop/founded", { streams: [], body }),
    key: { hlc: 1, origin, seq: 1 },
  };
}

function hashOf(text: string): Hash {
  return hashSchema.parse(digest("sha256", text));
}
