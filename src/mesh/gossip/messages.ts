/**
 * What two tills say to each other on a link: one message per frame, its first byte says which kind.
 *
 * Facts about the shop travel as the bytes in which they were signed; everything else is JSON, checked
 * when it comes. A kind that this build doesn't know is passed over: a newer build may say more.
 */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { STOCK_MAX } from "../../domain/goods/stock-quantity.ts";
import {
  chainEndSchema,
  deviceIdSchema,
  eventIdSchema,
  hashSchema,
  originSchema,
  shopIdSchema,
  streamIdSchema,
} from "../../domain/identity.ts";
import { isStaffNumber } from "../../domain/people/staff-number.ts";

/** Raised when an older build could no longer make sense of what is said. */
export const MESH_VERSION = 2;

/** Ends of chains in one message: about 300 KB, well below a frame. Longer vectors take several. */
export const ENDS_MAX = 2000;
/** The most branches of one chain that are named: fewer have to be held or are kept. */
export const BRANCHES_MAX = 64;
const WORDS_LISTED_MAX = 4000;
/** Values of secrets that are asked for at once. */
export const SECRETS_LACKED_MAX = 1000;
/** Receipts of the past that are asked for at once. */
const RECEIPTS_WANTED_MAX = 20;
const RECEIPT_NUMBER = /^[A-Z0-9]{1,20}-\d{1,9}$/u;
const NEIGHBOURS_MAX = 256;
const ADDRESSES_MAX = 64;
/** People who stand at one till. */
const LOOKS_MAX = 4;
export const WORD_BUCKETS = 64;

const endsSchema = lazy(() => z.array(chainEndSchema).max(ENDS_MAX));
const portSchema = lazy(() => z.int().min(1).max(65_535));

const helloSchema = lazy(() =>
  z.object({
    version: z.int().min(1),
    shop: shopIdSchema,
    device: deviceIdSchema,
    /** The id of this run of this box: a copy of its disk has the same name and another instance. */
    instance: z.string().regex(/^[0-9a-f]{16}$/u),
    /** The port that takes links at the address the box is seen from; null where none does. */
    port: portSchema().nullable(),
    /** Somebody works at it, as far as it can tell: false while it only fetches the shop that it joins. */
    isOpen: z.boolean().optional(),
  }),
);

/** The ends of chains. All durable ends of an origin are named where one is. */
const headsSchema = lazy(() =>
  z.object({
    ends: endsSchema(),
    /** The hashes of those ends that nobody has to hold: they are asked for where there is room. */
    doubted: z.array(hashSchema).max(ENDS_MAX).optional(),
  }),
);

const wantSchema = lazy(() =>
  z.object({
    id: z.int().min(1),
    /** The chains that are wanted. */
    origins: z.array(originSchema).max(ENDS_MAX),
    /** The ends of them that are here already. */
    ends: endsSchema(),
  }),
);

const pingSchema = lazy(() =>
  z.object({
    id: z.int().min(0),
    /** The time by the sender's clock, milliseconds since 1970. */
    wallMs: z.number(),
  }),
);

const neighboursSchema = lazy(() =>
  z.object({
    /** Whom the sender has a link to. */
    devices: z.array(deviceIdSchema).max(NEIGHBOURS_MAX),
    /** The addresses at which the sender has reached the neighbours. */
    addresses: z
      .array(
        z.object({ device: deviceIdSchema, host: z.string().min(1).max(64), port: portSchema() }),
      )
      .max(ADDRESSES_MAX),
  }),
);

/**
 * The ends that a device holds of a third one's chains to which it has no link. A peer linked to
 * both passes it on as it was signed; older builds sign nothing, and are not believed.
 */
const heldSchema = lazy(() =>
  z.object({
    device: deviceIdSchema,
    ends: endsSchema(),
    signature: z
      .string()
      .regex(/^[0-9a-f]{128}$/u)
      .optional(),
  }),
);

const wordsSchema = lazy(() =>
  z.object({
    /** The digests of the buckets of ids, 16 hexadecimal digits each. */
    digests: z.array(z.string().regex(/^[0-9a-f]{16}$/u)).length(WORD_BUCKETS),
  }),
);

const wordIdsSchema = lazy(() =>
  z.object({
    bucket: z
      .int()
      .min(0)
      .max(WORD_BUCKETS - 1),
    /** An id, and the first digits of its row's hash. */
    rows: z.array(z.tuple([z.string().max(80), z.string().max(16)])).max(WORDS_LISTED_MAX),
  }),
);

/**
 * Who has which order before them at the sender's till. It is stored nowhere, and forgotten soon: a look
 * is no fact about the shop.
 */
const looksSchema = lazy(() =>
  z.object({
    looks: z
      .array(z.object({ staff: z.string().refine(isStaffNumber), order: eventIdSchema }))
      .max(LOOKS_MAX),
  }),
);
const secretLacksSchema = lazy(() =>
  z.object({
    /**
     * The digest of all secrets that count, 16 hexadecimal digits; empty until the sender has
     * looked through them.
     */
    digest: z.string().regex(/^(?:[0-9a-f]{16})?$/u),
    /** Whether the receiver is asked for the values, or only informed. */
    asks: z.boolean(),
    /** Id and hash of values that count and that the sender lacks, not always all. */
    names: z.array(z.tuple([z.string().max(80), hashSchema])).max(SECRETS_LACKED_MAX),
  }),
);
/** A value of a secret. The receiver looks for the event that names its hash. */
const secretSchema = lazy(() => z.object({ row: z.unknown() }));
/** A value that only the recovery sheet opens, for head office. */
const sealedSecretSchema = lazy(() => z.object({ row: z.unknown() }));

/** `stock/<SKU>` of guarded goods, in millionths, `voucher/<id>`, in minor units, or `points/<customer>`. */
const rightsOfSchema = lazy(() => streamIdSchema.regex(/^(?:stock|voucher|points)\/./u));

/**
 * A sale lacks rights to a guarded article, and asks for some. `heard` is the last event of the receiver that
 * is here: what the receiver gave after it is under way, so that asking twice or late gives once. Source:
 * docs/rules/stock.md, S22.
 */
export const rightsAskedSchema = lazy(() =>
  z.object({
    of: rightsOfSchema(),
    quantity: z.int().min(1).max(STOCK_MAX),
    heard: z.int().min(0),
  }),
);

/** Streams and sums in one message: well below a frame. */
export const LISTED_MAX = 4000;
/** A sum under its key, or how it is named for others. */
const sumSchema = lazy(() => z.tuple([z.string().max(300), z.number()]));

/** What today rests on is wanted: all of it, or what of it came after an arrival at the receiver. */
const presentWantSchema = lazy(() =>
  z.object({
    id: z.int().min(1),
    /** Zero for all of it, null for receipts alone. */
    since: z.int().min(0).nullable(),
    /** The numbers of receipts of which the orders are wanted besides. */
    receipts: z.array(z.string().regex(RECEIPT_NUMBER)).max(RECEIPTS_WANTED_MAX),
  }),
);
/** What the pieces before it are of, in several messages. */
const presentSchema = lazy(() =>
  z.object({
    id: z.int().min(1),
    streams: z.array(streamIdSchema).max(LISTED_MAX),
    sums: z.array(sumSchema()).max(LISTED_MAX),
    ends: endsSchema(),
    uncounted: endsSchema(),
    /** How far the sender had heard, by its own arrivals; null where more follows. */
    end: z.object({ arrival: z.int().min(0), what: z.enum(["all", "news", "asked"]) }).nullable(),
  }),
);

const byeSchema = lazy(() => z.object({ reason: z.string().max(200) }));

/** Everything of a want has been sent. */
const wantEndSchema = lazy(() => z.object({ id: z.int().min(1) }));
/** A row as its writer signed it: whoever takes it checks that. */
const wordSchema = lazy(() => z.object({ row: z.unknown() }));

/** The byte of each kind stands for ever; those of facts have no schema. */
const JSON_KINDS = {
  hello: { byte: 1, schema: helloSchema },
  heads: { byte: 2, schema: headsSchema },
  want: { byte: 3, schema: wantSchema },
  "want-end": { byte: 4, schema: wantEndSchema },
  ping: { byte: 5, schema: pingSchema },
  pong: { byte: 6, schema: pingSchema },
  neighbours: { byte: 7, schema: neighboursSchema },
  held: { byte: 8, schema: heldSchema },
  words: { byte: 9, schema: wordsSchema },
  "word-ids": { byte: 10, schema: wordIdsSchema },
  word: { byte: 11, schema: wordSchema },
  bye: { byte: 12, schema: byeSchema },
  looks: { byte: 13, schema: looksSchema },
  "secret-lacks": { byte: 14, schema: secretLacksSchema },
  secret: { byte: 15, schema: secretSchema },
  "rights-asked": { byte: 16, schema: rightsAskedSchema },
  "sealed-secret": { byte: 17, schema: sealedSecretSchema },
  "present-want": { byte: 18, schema: presentWantSchema },
  present: { byte: 19, schema: presentSchema },
} as const;
const BYTE_KINDS = {
  /** A transaction or a whole segment, as it is stored. */
  piece: 32,
  /** A first transaction that proves itself, of a device that the other one may not know yet. */
  introduction: 33,
  /** The hash that a piece follows, and the piece, for a box that lacks what comes before it. */
  "present-piece": 34,
} as const;

type JsonKind = keyof typeof JSON_KINDS;
type ByteKind = keyof typeof BYTE_KINDS;

export type JsonMessage = {
  [K in JsonKind]: { readonly type: K } & z.infer<ReturnType<(typeof JSON_KINDS)[K]["schema"]>>;
}[JsonKind];
export type ByteMessage = { readonly type: ByteKind; readonly bytes: Uint8Array };
export type Message = JsonMessage | ByteMessage;
export type MessageOf<Type extends Message["type"]> = Extract<Message, { readonly type: Type }>;

export type MessageFault = { readonly type: "message/malformed"; readonly kind: string };

const MESSAGE_BYTES = 100;
const END_BYTES = 150;
const ROW_BYTES = 60;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

const jsonKindsByByte = new Map(
  (Object.keys(JSON_KINDS) as JsonKind[]).map((kind) => [JSON_KINDS[kind].byte as number, kind]),
);
const byteKindsByByte = new Map(
  (Object.keys(BYTE_KINDS) as ByteKind[]).map((kind) => [BYTE_KINDS[kind] as number, kind]),
);

export function encodeMessage(message: Message): Uint8Array {
  if (isByteMessage(message)) return withKind(BYTE_KINDS[message.type], message.bytes);
  const { type, ...body } = message;
  return withKind(JSON_KINDS[type].byte, encoder.encode(JSON.stringify(body)));
}

/** Undefined for a kind that is not known here. */
export function decodeMessage(payload: Uint8Array): Result<Message | undefined, MessageFault> {
  const [byte] = payload;
  if (byte === undefined) return err({ type: "message/malformed", kind: "empty" });
  const bytes = payload.subarray(1);
  const byteKind = byteKindsByByte.get(byte);
  if (byteKind !== undefined) return ok({ type: byteKind, bytes });
  const kind = jsonKindsByByte.get(byte);
  if (kind === undefined) return ok(undefined);
  const body = JSON_KINDS[kind].schema().safeParse(parseJson(bytes));
  if (!body.success) return err({ type: "message/malformed", kind });
  // The schema of this very kind has checked it.
  return ok({ type: kind, ...body.data } as JsonMessage);
}

/** A transaction or a segment. */
export function isPiece([kind]: Uint8Array): boolean {
  return kind === BYTE_KINDS.piece;
}

/** A sign of life, which says nothing of what came before it. */
export function isBeat([kind]: Uint8Array): boolean {
  return kind === JSON_KINDS.ping.byte || kind === JSON_KINDS.pong.byte;
}

/** About how long it is on a link, without writing it out. */
export function sizeBytesOf(message: Message): number {
  if (isByteMessage(message)) return message.bytes.length;
  const ends = "ends" in message ? message.ends.length : 0;
  const rows = "rows" in message ? message.rows.length : 0;
  return MESSAGE_BYTES + ends * END_BYTES + rows * ROW_BYTES;
}

function isByteMessage(message: Message): message is ByteMessage {
  return Object.hasOwn(BYTE_KINDS, message.type);
}

function withKind(kind: number, bytes: Uint8Array): Uint8Array {
  const payload = new Uint8Array(1 + bytes.length);
  payload[0] = kind;
  payload.set(bytes, 1);
  return payload;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}
