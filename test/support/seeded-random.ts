/** A repeatable source of bytes: SHA-256 over seed and counter. */

import { hash } from "node:crypto";

import { type Random } from "../../src/domain/ports.ts";

export function createSeededRandom(seed: string): Random {
  let block = 0;
  return {
    bytes: (count) => {
      const parts: Buffer[] = [];
      for (let length = 0; length < count; length += 32) {
        block += 1;
        parts.push(hash("sha256", `${seed} ${block}`, "buffer"));
      }
      return Buffer.concat(parts).subarray(0, count);
    },
  };
}
