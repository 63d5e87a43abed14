/** Whether a day is all here, till by till, as text and as JSON. */

import { deviceName } from "../../domain/commands/change-device.ts";
import { type DayChain, type DayTill } from "../../report/day-tills.ts";
import { type DayReport } from "../../report/reconcile.ts";
import { counted } from "../counted.ts";
import { wallToText } from "../orders/order-json.ts";
import { shopTimeText } from "../shop-time-text.ts";
import { type Till } from "../till.ts";

export interface DayTillsText {
  /** One for each till, where one of them is missing: else the figures say all. */
  readonly lines: ReadonlyArray<string>;
  /** What is missing, and since when; undefined when nothing is. */
  readonly missing: string | undefined;
}

/** Of a shop of one till. */
export const ALL_HEARD: DayTillsText = { lines: [], missing: undefined };

export function dayTillsToText(
  tills: ReadonlyArray<DayTill>,
  { till, nowMs }: { readonly till: Pick<Till, "offsetMinutes">; readonly nowMs: number },
): DayTillsText {
  const missing = tills.filter(({ isWhole }) => !isWhole);
  if (missing.length === 0) return ALL_HEARD;

  function since(one: DayTill): string | undefined {
    return one.heardAt && shopTimeText(till, one.heardAt.wallMs, nowMs);
  }

  return {
    lines: tills.map((one) => `${one.isWhole ? " " : "!"} ${tillLine(one, since(one))}`),
    missing: missing.map((one) => missingText(one, since(one))).join(", "),
  };
}

function tillLine(one: DayTill, since: string | undefined): string {
  return [deviceName(one), [stateText(one, since), heldText(one)].join(", ")].join(": ");
}

function stateText(one: DayTill, since: string | undefined): string {
  const { isSelf, isWhole, isConnected, shutOut } = one;
  if (isSelf) return "this till";
  if (isWhole) return isConnected ? "connected and in step" : "heard since that day";
  if (shutOut !== undefined) return `shut out (${shutOut.reason}), unknown ${sinceText(since)}`;
  return isConnected ? "connected, and not all that it said is here yet" : notHeard(since);
}

/** `D Terrace (not heard since 14:02)` */
function missingText(one: DayTill, since: string | undefined): string {
  const how = one.shutOut === undefined ? stateText(one, since) : `unknown ${sinceText(since)}`;
  return `${deviceName(one)} (${how})`;
}

function notHeard(since: string | undefined): string {
  return since === undefined ? "never heard" : `not heard since ${since}`;
}

function sinceText(since: string | undefined): string {
  return since === undefined ? "from the beginning" : `after ${since}`;
}

function heldText({ chains }: DayTill): string {
  const last = chains.at(-1);
  if (last === undefined) return "nothing of it is here";
  return `its events of series ${last.series} are here up to ${last.seq}`;
}

/** What is here can tie out, and more may come. */
export function conclusionText(
  { differences, attention, incomplete }: DayReport,
  missing: string | undefined,
): string {
  const waits =
    incomplete.length === 0
      ? []
      : [
          `${counted(incomplete.length, "order")} ${incomplete.length === 1 ? "waits" : "wait"} for what was not heard yet`,
        ];
  const lacks = [...(missing === undefined ? [] : [missing]), ...waits].join("; ");
  const what = figuresText(differences.length, attention.length);
  return lacks === ""
    ? capitalised(`${what}.`)
    : `Incomplete: ${lacks}. As far as is known here, the day ${what}.`;
}

function figuresText(differences: number, contradictions: number): string {
  if (differences > 0) return `does not tie out: ${counted(differences, "difference")}`;
  return contradictions === 0
    ? "ties out to the cent"
    : `ties out to the cent; somebody has to look at ${counted(contradictions, "contradiction")}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

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
    chains: one.chains.map(chainToJson),
  };
}

function chainToJson({ series, seq, day, at }: DayChain): Readonly<Record<string, unknown>> {
  return { series, lastSeq: seq, lastDay: day, lastEventAt: wallToText(at) };
}
