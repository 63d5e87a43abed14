/** Decimal digits, two in a byte, as ZVT writes numbers. Source: ZVT-Protokoll, PA00P015, chapter 1. */

/**
 * Returns a whole number as decimal digits, two in a byte: 1234 in 3 bytes is `00 12 34`. Throws a RangeError
 * for one that has no room.
 */
export function bcd(value: number, bytes: number): Uint8Array {
  const digits = String(value).padStart(2 * bytes, "0");
  if (!/^\d+$/u.test(digits) || digits.length > 2 * bytes) {
    throw new RangeError(`${value} is no number of ${2 * bytes} digits.`);
  }
  return digitBytes(digits);
}

/** Returns digits as they stand, two in a byte; there is an even number of them. */
export function digitBytes(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
}

/** Returns the number that decimal digits say; undefined for what are none. At most 6 bytes. */
export function fromBcd(bytes: Uint8Array): number | undefined {
  const digits = hexOf(bytes);
  return /^\d{1,12}$/u.test(digits) ? Number(digits) : undefined;
}

/** Returns digits with their zeros in front; undefined for what are none. */
export function digitsOf(bytes: Uint8Array): string | undefined {
  const digits = hexOf(bytes);
  return /^\d+$/u.test(digits) ? digits : undefined;
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
