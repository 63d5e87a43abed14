/** Notices in tests: time goes on look by look, and each hook is a real program in a store's folder. */

import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { onTestFinished, vi } from "vitest";

import { type MeshView } from "../../src/app/membership/mesh-view.ts";
import { createNoticeDesk } from "../../src/app/notify/notice-desk.ts";
import { type Cause } from "../../src/app/notify/notice.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import { type Clock } from "../../src/domain/ports.ts";
import { type ManualClock } from "./manual-clock.ts";
import { PATIENCE } from "./patience.ts";

/** The time between two looks of a desk. */
export const LOOK_MS = 15_000;

export interface WatchedNotices {
  readonly close: () => Promise<void>;
}

/** A desk over a till that looks until its test ends. */
export function watchNotices(
  { dir, till, clock }: Pick<OpenTill, "dir" | "till" | "clock">,
  causes: (view: MeshView | undefined) => ReadonlyArray<Cause>,
  mesh: () => MeshView | undefined = () => undefined,
): WatchedNotices {
  const faults: unknown[] = [];
  const desk = createNoticeDesk({
    dir,
    till,
    clock: noting(clock),
    hasDuties: () => true,
    mesh,
    onFault: (error) => faults.push(error),
  });
  desk.keepWatching(causes);
  onTestFinished(async () => {
    await desk.close();
    if (faults.length > 0) throw new Error("The desk had a fault.", { cause: faults[0] });
  });
  return { close: desk.close };
}

/** What desks wait for besides their next look: a hook that has not answered. */
const underWay = new Set<object>();

function noting(clock: Clock): Clock {
  return {
    nowMs: clock.nowMs,
    after: (ms, action) => {
      if (ms === LOOK_MS) return clock.after(ms, action);
      const wait = {};
      underWay.add(wait);
      const cancel = clock.after(ms, () => {
        underWay.delete(wait);
        action();
      });
      return () => {
        underWay.delete(wait);
        cancel();
      };
    },
  };
}

/** Passes time look by look; what the hook is handed on the way it takes or refuses before time goes on. */
export async function pass(clock: ManualClock, ms = 2 * LOOK_MS): Promise<void> {
  for (let leftMs = ms; leftMs > 0; leftMs -= LOOK_MS) {
    clock.advance(Math.min(leftMs, LOOK_MS));
    await vi.waitFor(() => {
      if (underWay.size > 0) throw new Error("The hook is under way.");
    }, PATIENCE);
  }
}

/** Puts a program into the folder of hooks. */
export function hook(dir: string, name: string, script: string): void {
  const file = path.join(dir, "hooks", name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
