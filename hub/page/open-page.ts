/** The page of an office at work: its rows, its users, its clock. */

import { type StoreDeps } from "../../src/ledger/open-ledger.ts";
import { type Rows } from "../rows/rows-database.ts";
import { useCode } from "../users/codes.ts";
import { userNamed } from "../users/users.ts";
import { readAssets } from "./assets.ts";
import { type PageFault, type PagePlace, type RunningPage, servePage } from "./page-server.ts";

export interface OfficeOfPage {
  readonly hub: string;
  readonly rows: Rows;
  readonly store: Pick<StoreDeps, "clock" | "random" | "offsetMinutes">;
  /** Tells that rows were written; returns what ends it. */
  readonly hear: (listener: () => void) => () => void;
  readonly onFault: (cause: unknown) => void;
}

/** Serves it until it is closed. */
export function openPage(
  place: PagePlace,
  { hub, rows, store, hear, onFault }: OfficeOfPage,
): Promise<RunningPage | PageFault> {
  const { clock, random, offsetMinutes } = store;
  return servePage(place, {
    rows,
    clock,
    random,
    offsetMinutes,
    assets: readAssets(),
    userNamed: (name) => userNamed(hub, name),
    useCode: (user, code) => useCode(hub, user, { code, nowMs: clock.nowMs() }),
    hear,
    onFault,
  });
}
