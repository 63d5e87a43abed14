/**
 * Names of things: who speaks, what an event created, which stream it belongs to.
 *
 * An event id is unique also across forks, because it carries the random tag of its transaction. It
 * rises along one origin only: never sort by id across devices.
 */

import * as z from "zod";

import { SEQ_MAX } from "./base/bounds.ts";

export type DeviceId = z.infer<typeof deviceIdSchema>;
export const deviceIdSchema = z
  .string()
  .regex(/^[0-9a-z]{26}$/u)
  .brand<"DeviceId">()
  .meta({
    title: "device",
    description: "Hash of a device's public key: 26 characters of base32.",
  });

export type ShopId = z.infer<typeof shopIdSchema>;
export const shopIdSchema = z
  .string()
  .regex(/^[0-9a-z]{26}$/u)
  .brand<"ShopId">()
  .meta({
    title: "shop",
    description: "Name of a shop: 26 characters of base32 that commit to its founder.",
  });

export type Origin = z.infer<typeof originSchema>;
export const originSchema = z
  .string()
  .regex(/^[0-9a-z]{26}\.[0-9a-z]{13}$/u)
  .brand<"Origin">()
  .meta({
    title: "origin",
    description:
      "A device in one incarnation: `<device>.<13 characters of base32>`. One chain of events.",
  });

export type EventId = z.infer<typeof eventIdSchema>;
export const eventIdSchema = z
  .string()
  .regex(/^[0-9a-z]{26}\.[0-9a-z]{13}:[1-9][0-9]{0,15}:[0-9a-f]{8}$/u)
  .brand<"EventId">()
  .meta({
    title: "event id",
    description:
      "`<origin>:<seq>:<tag>`: the event that created a thing, and so the name of that thing.",
  });

/** `<type>/<rest>`, such as `order/<event id>` or `cat/product/LATTE`. */
export type StreamId = z.infer<typeof streamIdSchema>;
export const streamIdSchema = z
  .string()
  .max(200)
  .regex(/^[a-z][a-z0-9-]*\/.+$/u)
  // Half a character has no UTF-8: two such names would be one in the database.
  .refine((name) => name.isWellFormed())
  .brand<"StreamId">();

/** SHA-256 as 64 hexadecimal digits. */
export type Hash = z.infer<typeof hashSchema>;
export const hashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/u)
  .brand<"Hash">();

/** The number of an event on its chain. */
export const seqSchema = z.int().min(1).max(SEQ_MAX);

/** The end of a chain, or of a part of it: the last event of a transaction. */
export type ChainEnd = z.infer<typeof chainEndSchema>;
export const chainEndSchema = z
  .object({ origin: originSchema, seq: seqSchema, hash: hashSchema })
  .meta({
    title: "chain end",
    description: "The last event of a transaction. Means the whole chain up to there.",
  });

export type BusinessDay = z.infer<typeof businessDaySchema>;
export const businessDaySchema = z.iso.date().brand<"BusinessDay">().meta({
  title: "day",
  description: "A business day in the shop's calendar, such as `2026-11-19`.",
});

export function toEventId(origin: Origin, seq: number, tag: string): EventId {
  return `${origin}:${seq}:${tag}` as EventId;
}

export function toOrigin(device: DeviceId, incarnation: string): Origin {
  return originSchema.parse(`${device}.${incarnation}`);
}

/** Thirteen characters like every other. Letters, as thirteen zeros would pass for a bank card's number. */
const FIRST_INCARNATION = "thefirstchain";

/**
 * Returns the origin of a device's first chain. It has no random name, so that all know which chain
 * of a device may begin without a predecessor.
 */
export function firstOrigin(device: DeviceId): Origin {
  return toOrigin(device, FIRST_INCARNATION);
}

export function isFirstOrigin(origin: Origin): boolean {
  return origin.endsWith(FIRST_INCARNATION);
}

/** Returns the device of a chain, or of an event's author. */
export function deviceOf(of: Origin | EventId): DeviceId {
  return of.slice(0, 26) as DeviceId;
}

/** Returns the chain of an event and its number there. */
export function chainPosition(id: EventId): { readonly origin: Origin; readonly seq: number } {
  const [origin = "", seq] = id.split(":");
  return { origin: origin as Origin, seq: Number(seq) };
}

/** The stream of one thing. */
export function toStreamId(type: string, name: string): StreamId {
  return `${type}/${name}` as StreamId;
}

/** The type of a stream; this build need not know it. */
export function streamType(stream: StreamId): string {
  return stream.slice(0, stream.indexOf("/"));
}

/** The name of a stream without its type. */
export function streamName(stream: StreamId): string {
  return stream.slice(stream.indexOf("/") + 1);
}
