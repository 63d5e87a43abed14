/**
 * What a terminal is at while somebody pays (04 FF). Source: ZVT-Protokoll, PA00P015 revision 13.13, chapter
 * 3; the texts of Portalum.Zvt and kotlin-zvt-library.
 */

/** Meanings that a cashier can tell apart; several numbers may have one. */
export type StatusKey = (typeof MEANINGS)[number][0] | "atWork";

const MEANINGS = [
  ["confirmAmount", [0x00]],
  ["pinPad", [0x01, 0x02]],
  ["notAccepted", [0x03, 0x07]],
  ["host", [0x04]],
  ["reversing", [0x05]],
  ["sending", [0x06]],
  ["cardUnknown", [0x08]],
  ["expired", [0x09]],
  ["insert", [0x0a, 0x2a]],
  ["remove", [0x0b, 0x4a]],
  ["unreadable", [0x0c, 0x19]],
  ["wrong", [0x0d]],
  ["wait", [0x0e, 0x17, 0x2b]],
  ["endOfDay", [0x0f]],
  ["invalid", [0x10]],
  ["balance", [0x11]],
  ["failed", [0x12]],
  ["impossible", [0x13]],
  ["noCredit", [0x14]],
  ["wrongPin", [0x15]],
  ["limit", [0x16]],
  ["pinTries", [0x18]],
  ["service", [0x1a]],
  ["approved", [0x1b, 0x1c]],
  ["declined", [0x1d]],
  ["phone", [0x26, 0x27]],
  ["currency", [0x28, 0x69]],
  ["language", [0x29, 0xe1]],
  ["application", [0x2c, 0xe0]],
  ["read", [0x5e]],
  ["inside", [0x68]],
  ["pin", [0x6a, 0x6b, 0x6c]],
  ["pinDone", [0x6d]],
  ["mileage", [0xc7]],
  ["cashier", [0xc8]],
  ["setup", [0xc9, 0xca]],
  ["memoryFull", [0xcb]],
  ["needsPin", [0xcc]],
  ["dialing", [0xd2, 0xd3]],
  ["cleaning", [0xe2]],
  ["offline", [0xf1, 0xf3]],
  ["online", [0xf2]],
] as const satisfies ReadonlyArray<readonly [string, ReadonlyArray<number>]>;

const KEYS: ReadonlyMap<number, StatusKey> = new Map(
  MEANINGS.flatMap(([key, numbers]) => numbers.map((number) => [number, key] as const)),
);

export interface StatusMeaning {
  readonly key: StatusKey;
  /** Besides, the guest is asked to take the card out. */
  readonly wantsCardOut: boolean;
}

/** Added to a status: the same, and the card has to come out. */
const CARD_OUT = 0x40;
const CARD_OUT_FROM = 0x41;
const CARD_OUT_TO = 0x67;

export function statusMeaning(status: number): StatusMeaning {
  const own = KEYS.get(status);
  if (own !== undefined) return { key: own, wantsCardOut: false };
  const isWithCardOut = status >= CARD_OUT_FROM && status <= CARD_OUT_TO;
  const base = isWithCardOut ? KEYS.get(status - CARD_OUT) : undefined;
  if (base === undefined) return { key: "atWork", wantsCardOut: false };
  return { key: base, wantsCardOut: base !== "remove" };
}
