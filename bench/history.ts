/**
 * A long history in no time: one real sale of the café, told again and again under other numbers.
 *
 * What a fold, a check or another till sees of it is what it would see of real sales: the same kinds,
 * bodies, streams and sizes, one chain, signed by the till that sold the first.
 */

import { hash as digest } from "node:crypto";

import { type OpenTill } from "../src/app/open-till.ts";
import { type Hash } from "../src/domain/identity.ts";
import { oneUnit } from "../src/domain/money/amounts.ts";
import { addDays } from "../src/domain/text/civil-time.ts";
import { type Ledger } from "../src/ledger/ledger.ts";
import { chainStart, transactionHash } from "../src/ledger/log/chain.ts";
import { type Content, encodeEnvelope, type EventBytes } from "../src/ledger/log/envelope.ts";
import { CUT, emptyFill, encodeSegment, fillWith, isFull } from "../src/ledger/log/segment.ts";
import { sessionOf } from "./shop.ts";

/** For `receive`, in the order of the chain: segments, and what doesn't fill one. */
export interface History {
  readonly pieces: ReadonlyArray<Uint8Array>;
  readonly events: number;
}

const GOODS = ["COFFEE", "FLAT-WHITE", "CROISSANT"];
/** An id in a header or body: origin, number, tag. */
const ID = /[0-9a-z]{26}\.[0-9a-z]{13}:\d+:[0-9a-f]{8}/gu;
/** Between two sales. */
const PAUSE_MS = 5000;

interface Told {
  /** On so many days, each as busy. */
  readonly days?: number;
  /** What is told again and again: a sale in cash, unless said otherwise. */
  readonly sale?: (open: OpenTill) => void;
}

/** `open` has just been founded; it sells once, and keeps what it sold. */
export async function makeHistory(
  open: OpenTill,
  events: number,
  { days = 1, sale: work = sellOnce }: Told = {},
): Promise<History> {
  const { ledger } = open.till;
  const before = ledger.store.head(ledger.identity.origin)?.seq ?? 0;
  work(open);
  const contents = contentsOf(ledger);
  const sale = contents.filter(({ first }) => first.seq > before);
  const size = sale.reduce((sum, content) => sum + content.events.length, 0);
  const told = contents.reduce((sum, content) => sum + content.events.length, 0);
  const copies = Math.ceil(Math.max(0, events - told) / size);
  const packer = createPacker(ledger);
  for (const content of contents) await packer.add(content.events);
  for (let copy = 1; copy <= copies; copy += 1) {
    const later = Math.floor(((copy - 1) * days) / copies);
    for (const content of sale) await packer.add(again(content, { copy, size, later }));
  }
  return { pieces: packer.pieces(), events: told + copies * size };
}

function sellOnce(open: OpenTill): void {
  const session = sessionOf(open);
  for (const sku of GOODS) session.perform({ act: "add", sku, quantity: oneUnit });
  session.perform({ act: "pay", type: "cash", tendered: session.cashDue() });
  session.newOrder();
}

function contentsOf(ledger: Ledger): ReadonlyArray<Content> {
  return [...ledger.store.ofOrigin(ledger.identity.origin, 1)].map(({ content }) => content);
}

/** The same transaction, so many sales later; `later`: in days. */
function again(
  { events, first }: Content,
  {
    copy,
    size,
    later: days,
  }: { readonly copy: number; readonly size: number; readonly later: number },
): ReadonlyArray<EventBytes> {
  const shift = copy * size;
  return events.map(({ header, bodyBytes }) => {
    const later = {
      ...header,
      seq: header.seq + shift,
      tx: header.tx + shift,
      tag: tagOf(header.tag, copy),
      hlc: header.hlc + copy * PAUSE_MS * 1024,
      ...("wall" in header ? { wall: Number(header["wall"]) + copy * PAUSE_MS } : {}),
      ...("day" in header ? { day: addDays(first.day, days) } : {}),
    };
    const headerText = shifted(JSON.stringify(later), shift, copy);
    const bodyText = shifted(Buffer.from(bodyBytes).toString(), shift, copy)
      .replace(/"no":(\d+)/u, (_, no: string) => `"no":${Number(no) + copy}`)
      .replace(/"number":"A(\d+)"/u, (_, no: string) => `"number":"A${Number(no) + copy}"`);
    return { headerBytes: Buffer.from(headerText), bodyBytes: Buffer.from(bodyText) };
  });
}

function shifted(text: string, shift: number, copy: number): string {
  return text.replaceAll(ID, (id) => {
    const [origin = "", seq = "", tag = ""] = id.split(":");
    return `${origin}:${Number(seq) + shift}:${tagOf(tag, copy)}`;
  });
}

function tagOf(tag: string, copy: number): string {
  return digest("sha256", `${tag} ${copy}`).slice(0, 8);
}

interface Packer {
  readonly add: (events: ReadonlyArray<EventBytes>) => Promise<void>;
  readonly pieces: () => ReadonlyArray<Uint8Array>;
}

function createPacker({ identity }: Ledger): Packer {
  const segments: Uint8Array[] = [];
  let run: Array<{ readonly events: ReadonlyArray<EventBytes>; readonly hash: Hash }> = [];
  let fill = emptyFill;
  let hash = chainStart(identity.shop, identity.origin);
  return {
    add: async (events) => {
      hash = transactionHash(hash, events);
      run.push({ events, hash });
      fill = fillWith(fill, events);
      if (!isFull(fill, CUT)) return;
      segments.push(await encodeSegment(run, identity.key.sign(hash)));
      run = [];
      fill = emptyFill;
    },
    pieces: () => [
      ...segments,
      ...run.map((own) => encodeEnvelope(own.events, identity.key.sign(own.hash))),
    ],
  };
}
