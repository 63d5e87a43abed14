/** An office in process that has one group of one shop: its deeds as commands ask for them, and what it does by itself. */

import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "vitest";

import { publishDueAgain } from "../../hub/groups/due-days.ts";
import { writeGroup } from "../../hub/groups/group-folder.ts";
import { type GroupAnswer, groupsApp, type Looked } from "../../hub/groups/groups-app.ts";
import { type GroupsDeps } from "../../hub/groups/groups-deps.ts";
import { systemTurn } from "../../src/app/system/clock.ts";
import { groupOfOne, handOn, type TestGroup } from "./group-of-shops.ts";

const MINUTE_MS = 60_000;

export interface Office extends Disposable {
  readonly group: TestGroup;
  readonly deps: GroupsDeps;
  /** Has a deed done, with time going on beside it. */
  readonly ask: (deed: string, wish?: object) => Promise<GroupAnswer<Looked>>;
  /** Runs as an office for so long, and ends. */
  readonly run: (forMs: number) => Promise<void>;
}

/** The model has these products of the café, or all; the shop has none, or is founded alike and in no group yet. */
export function officeOf(skus?: ReadonlyArray<string>, isAlike = false): Office {
  const group = groupOfOne(isAlike, skus);
  const { office, model } = group;
  if (!isAlike) group.publish();
  const hub = mkdtempSync(path.join(tmpdir(), "hub-"));
  for (const name of ["groups", "shops"]) mkdirSync(path.join(hub, name));
  symlinkSync(office.dir, path.join(hub, "shops", office.ledger().identity.shop));
  symlinkSync(model.dir, path.join(hub, "groups", "cafes"));
  const shops = isAlike ? [] : [office.ledger().identity.shop];
  writeGroup(model.ledger(), { shops, free: [] });
  const { clock } = office;
  const deps: GroupsDeps = { hub, store: group.deps(), inShop: (_, work) => work(office.ledger()) };

  /** As many turns as anything here takes. */
  async function settle(): Promise<void> {
    for (let turns = 0; turns < 30; turns += 1) {
      clock.advance(0);
      await systemTurn();
    }
  }

  return {
    group,
    deps,
    ask: async (deed, wish = {}) => {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ name: "cafes", ...wish });
      const asked = groupsApp(deps).request(`/${deed}`, { method: "POST", headers, body });
      await settle();
      const response = await asked;
      return (await response.json()) as GroupAnswer<Looked>;
    },
    run: async (forMs) => {
      const faults: unknown[] = [];
      const stop = publishDueAgain(deps, (cause) => faults.push(cause));
      clock.advance(forMs - MINUTE_MS);
      await settle();
      clock.advance(MINUTE_MS);
      await settle();
      stop();
      handOn(office, group.till);
      expect(faults).toEqual([]);
    },
    [Symbol.dispose]: () => {
      group[Symbol.dispose]();
      rmSync(hub, { recursive: true, force: true });
    },
  };
}

export function found(answer: GroupAnswer<Looked>): Looked {
  if ("fault" in answer) throw new Error(answer.fault.type);
  return answer;
}
