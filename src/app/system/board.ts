/**
 * The names of the mainboard that this runs on, by which a copied disk is noticed. They are hashed:
 * the ledger need not know a machine's own names.
 */

import { hash } from "node:crypto";
import { readFileSync } from "node:fs";

import { type BoardNames } from "../../ledger/loss.ts";

/** The surest first: an image of a disk has the same machine id as its original. */
const FILES = [
  ["dmi", "/sys/class/dmi/id/product_uuid"],
  ["device-tree", "/proc/device-tree/serial-number"],
  ["machine", "/etc/machine-id"],
] as const;

/** Reads the names that this process may read: some are for root alone. */
export function readBoardNames(): BoardNames {
  return FILES.flatMap(([kind, file]) => {
    const name = readName(file);
    return name === "" ? [] : [[kind, hash("sha256", `tillmesh/board/1\0${name}`)] as const];
  });
}

function readName(file: string): string {
  try {
    return readFileSync(file, "utf8").replaceAll("\0", "").trim();
  } catch {
    return "";
  }
}
