/** Whether a day is all here, till by till, for scripts. */

import { type DayChain, type DayTill } from "../../report/day-tills.ts";
import { wallToText } from "../orders/order-json.ts";

export function dayTillToJson(one: DayTill): Readonly<Record<string, unknown>> {
  const { code, name, device, isSelf, isWhole, isConnected, isInStep, shutOut, heardAt } = one;
  return {
    code,
    name,
    fingerprint: device,
    self: isSelf,
    complete: isWhole,
    connected: isConnected,
    inStep: isInStep,
    heardAt: heardAt === undefined ? null : wallToText(heardAt),
    shutOut: shutOut === undefined ? null : { at: wallToText(shutOut.at), reason: shutOut.reason },
    without: one.without ?? null,
    chains: one.chains.map(chainToJson),
  };
}

function chainToJson({ series, seq, day, at }: DayChain): Readonly<Record<string, unknown>> {
  return { series, lastSeq: seq, lastDay: day, lastEventAt: wallToText(at) };
}
