/**
 * How often functions of ours run meanwhile, as V8 counts calls for its coverage: no clock is asked, so that a busy
 * machine changes nothing.
 */

import { type Profiler, Session } from "node:inspector";

export interface Calls {
  /** By file and name; functions of a file without a name are one. */
  readonly byFunction: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Words are made, and not counted. */
const OURS = /\/(?<file>src\/(?!words\/)[^?]+)(?:\?.*)?$/u;

/**
 * Nothing else has its turn while the work runs: an inspector of the own thread answers at once. What runs for the
 * first time has more calls than later on.
 */
export function callsOf(work: () => void): Calls {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  work();
  const ran: Profiler.ScriptCoverage[] = [];
  session.post("Profiler.takePreciseCoverage", (_, { result }) => ran.push(...result));
  session.post("Profiler.stopPreciseCoverage");
  session.disconnect();

  const byFunction = new Map<string, number>();
  for (const { url, functions } of ran) {
    const file = OURS.exec(url)?.groups?.["file"];
    for (const { functionName, ranges } of file === undefined ? [] : functions) {
      const name = `${file} ${functionName}`;
      const count = ranges[0]?.count ?? 0;
      if (count > 0) byFunction.set(name, count + (byFunction.get(name) ?? 0));
    }
  }
  return { byFunction, total: [...byFunction.values()].reduce((sum, count) => sum + count, 0) };
}
