/**
 * What a process does for its box for as long as it stays: it prints for all, is connected to the other
 * tills, packs what is old, and backs up. Until the till is closed.
 */

import { type OpenTill } from "./open-till.ts";
import { makeNothingAmongTheOld } from "./system-heap.ts";

export interface ResidentOptions {
  /** Printers, tills or backups are otherwise than before. */
  readonly onChange: () => void;
  /** Now and every few seconds. */
  readonly onLook: () => void;
  /** Of the links to other tills: for the log. */
  readonly onLog: (line: string) => void;
}

export function stayResident(
  { printing, mesh, backups, upkeep }: OpenTill,
  { onChange, onLook, onLog }: ResidentOptions,
): void {
  makeNothingAmongTheOld();
  printing.keepDriving(onChange);
  mesh.begin({ onChange, onLog });
  backups.keepWorking(onChange);
  upkeep.keepUp(onLook);
}
