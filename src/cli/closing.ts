/** What both ways to close a day share: somebody's own, and that of a night in which nobody is there. */

import { type ClosingDeps } from "../app/day/close-evening.ts";
import { type CloseSpeech } from "../app/day/close-text.ts";
import { type MeshView } from "../app/membership/mesh-view.ts";
import { type OpenTill } from "../app/open-till.ts";
import { type Console } from "./console.ts";
import { speechIn } from "./speech-in.ts";
import { type ApproverOptions } from "./with-approval.ts";
import { type DayOptions, type StaffOptions } from "./with-till.ts";

export interface CloseOptions extends DayOptions, StaffOptions, ApproverOptions {
  readonly dryRun?: boolean;
  readonly without?: ReadonlyArray<string>;
  readonly reason?: string;
  readonly nightly?: boolean;
  readonly notifyCommand?: string;
}

export function closingDeps(open: OpenTill): ClosingDeps {
  return { till: open.till, clock: open.clock, cards: open.cards, mesh: () => askMesh(open) };
}

/** Asks the process that has the links. */
export async function askMesh({
  printing,
}: Pick<OpenTill, "printing">): Promise<MeshView | undefined> {
  const holder = await printing.askHolder();
  return holder.type === "answered" ? holder.mesh : undefined;
}

export function closeSpeech(
  { till, clock }: Pick<OpenTill, "till" | "clock">,
  console: Console,
): CloseSpeech {
  return { ...speechIn(console, till), till, nowMs: clock.nowMs() };
}
