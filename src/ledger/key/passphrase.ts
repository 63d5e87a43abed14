/**
 * A passphrase, and the keys that scrypt makes of it. That takes long and 128 MiB on
 * purpose, so each is derived once; never inside of a write transaction.
 */

import { scryptSync } from "node:crypto";

export interface Kdf {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  /** Hexadecimal. */
  readonly salt: string;
}

export interface Passphrase {
  /** 32 bytes. */
  readonly derive: (kdf: Kdf) => Uint8Array;
}

const DERIVED_BYTES = 32;

export function createPassphrase(text: string): Passphrase {
  // The text is normalised, because another keyboard or system may write the same signs in other
  // code points.
  const normal = text.normalize("NFKC");
  const derivedByKdf = new Map<string, Uint8Array>();
  return {
    derive: ({ N, r, p, salt }) => {
      const name = `${N} ${r} ${p} ${salt}`;
      const known = derivedByKdf.get(name);
      if (known !== undefined) return known;
      // Scrypt itself takes 128 × N × r bytes and a little more.
      const maxmem = 2 * 128 * N * r;
      const derived = scryptSync(normal, Buffer.from(salt, "hex"), DERIVED_BYTES, {
        N,
        r,
        p,
        maxmem,
      });
      derivedByKdf.set(name, derived);
      return derived;
    },
  };
}
