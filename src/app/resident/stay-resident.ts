/**
 * The work of a resident process for its box: it prints for all processes, keeps the links to other
 * tills, packs old events, backs up, and notifies people, until the till is closed.
 */

import { createCauses } from "../attention/notice-causes.ts";
import { type OpenTill } from "../open-till.ts";
import { makeNothingAmongTheOld } from "../system/heap.ts";

export interface ResidentOptions {
  /** Printers, tills or backups are otherwise than before. */
  readonly onChange: () => void;
  /** Now and every few seconds. */
  readonly onLook: () => void;
  /** Called with log lines about the links to other tills. */
  readonly onLog: (line: string) => void;
}

export function stayResident(open: OpenTill, { onChange, onLook, onLog }: ResidentOptions): void {
  const { till, printing, mesh, backups, notices, upkeep } = open;
  const causes = createCauses(open);
  makeNothingAmongTheOld();
  printing.keepDriving(onChange);
  mesh.begin({ onChange, onLog });
  backups.keepWorking(onChange);
  notices.keepWatching((view) => causes({ view, locale: till.shopLocale() }));
  upkeep.keepUp(onLook);
}
