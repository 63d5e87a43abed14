/** Many pieces of bytes in one file, each after its length. */

import { closeSync, openSync, writeSync } from "node:fs";

const HEAD_BYTES = 4;

export function writeBlocks(file: string, blocks: Iterable<Uint8Array>): void {
  const handle = openSync(file, "w");
  for (const block of blocks) {
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUInt32BE(block.length);
    writeSync(handle, Buffer.concat([head, block]));
  }
  closeSync(handle);
}

export function readBlocks(bytes: Buffer): ReadonlyArray<Uint8Array> {
  const blocks: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const end = offset + HEAD_BYTES + bytes.readUInt32BE(offset);
    blocks.push(bytes.subarray(offset + HEAD_BYTES, end));
    offset = end;
  }
  return blocks;
}
