/**
 * What the codes mean with which a terminal says no (BMP 27, 06 1E, 84 xx). Source: ZVT-Protokoll, PA00P015
 * revision 13.13, chapter 10.
 */

/** Meanings that a cashier can tell apart; several codes may have one. */
export type ResultKey = (typeof MEANINGS)[number][0] | "hostDeclined" | "other";

const MEANINGS = [
  ["unreadable", [0x64, 0x65, 0x73]],
  ["processing", [0x66]],
  ["notForDebit", [0x67]],
  ["notForCredit", [0x68]],
  ["memoryFull", [0x6a, 0xb1, 0xb2]],
  ["notRegistered", [0x6b, 0xfe]],
  ["stopped", [0x6c]],
  ["blocked", [0x6e]],
  ["wrongCurrency", [0x6f, 0xc6]],
  ["noCredit", [0x71]],
  ["chip", [0x72]],
  ["keys", [0x74, 0x75, 0x85, 0xeb, 0xf5, 0xf6]],
  ["notAccepted", [0x76, 0xc5, 0xe9, 0xea]],
  ["noEndOfDay", [0x77]],
  ["expired", [0x78]],
  ["notYetValid", [0x79]],
  ["cardUnknown", [0x7a]],
  ["needsChip", [0x7b, 0x7c, 0x7e]],
  ["noHost", [0x7d, 0x9b, 0xa1, 0xa3]],
  ["notPossible", [0x83, 0xa4, 0xa5, 0xfd]],
  ["pinPad", [0x89, 0xec, 0xed]],
  ["protocol", [0x9a]],
  ["busy", [0x9c, 0xa0]],
  ["alreadyReversed", [0xb4]],
  ["noReversal", [0xb5]],
  ["reservedLess", [0xb7]],
  ["noReservation", [0xb8]],
  ["power", [0xbf]],
  ["reader", [0xc0, 0xdd, 0xde, 0xe2, 0xe3]],
  ["merchantBlocked", [0xc1]],
  ["needsDiagnosis", [0xc2, 0xc4]],
  ["tooMuch", [0xc3]],
  ["tooLittle", [0xc8, 0xc9]],
  ["onlyEuro", [0xcb]],
  ["printer", [0xcc]],
  ["noCashback", [0xcd]],
  ["notForKind", [0xd2]],
  ["cardInside", [0xdc]],
  ["maintenance", [0xe0]],
  ["activation", [0xe4]],
  ["goodsGroups", [0xe7, 0xe8]],
  ["endOfDayFirst", [0xf0]],
  ["needsHost", [0xf1]],
  ["notSent", [0xfa]],
  ["recordBroken", [0xfb]],
  ["deviceMissing", [0xfc]],
  ["failed", [0xff]],
] as const satisfies ReadonlyArray<readonly [string, ReadonlyArray<number>]>;

const KEYS: ReadonlyMap<number, ResultKey> = new Map(
  MEANINGS.flatMap(([key, codes]) => codes.map((code) => [code, key] as const)),
);

/** From 1 on; the host's own, which each acquirer has otherwise. */
const HOST_CODE_MAX = 0x63;

/** Returns what a code other than 0 means; `other` where nobody has said. */
export function resultKey(code: number): ResultKey {
  return KEYS.get(code) ?? (code <= HOST_CODE_MAX ? "hostDeclined" : "other");
}
