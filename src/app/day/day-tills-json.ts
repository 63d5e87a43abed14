/** Whether a day is all here, till by till, for scripts. */

import { type DayChain, type DayTill } from "../../report/day-tills.ts";
import { type Json, plainJson } from "./plain-json.ts";

export function dayTillToJson(one: DayTill): Json {
  const { code, name, device, isSelf, isWhole, isConnected, isInStep, shutOut, heardAt } = one;
  return plainJson({
    code,
    name,
    fingerprint: device,
    self: isSelf,
    complete: isWhole,
    connected: isConnected,
    inStep: isInStep,
    heardAt: heardAt ?? null,
    shutOut: shutOut ?? null,
    without: one.without ?? null,
    chains: one.chains.map(chainFacts),
  });
}

function chainFacts({ series, seq, day, at }: DayChain): Json {
  return { series, lastSeq: seq, lastDay: day, lastEventAt: at };
}
