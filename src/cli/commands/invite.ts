/** `till mesh invite`: a code with which one more box joins the shop. */

import {
  endInvitation,
  type InvitationLook,
  inviteTill,
  lookAtInvitation,
} from "../../app/mesh/mesh-invitation.ts";
import { ownAddresses } from "../../app/mesh/own-addresses.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { codeSlip, printSlip } from "../../app/papers/invite-slip.ts";
import { type NoSecretPaper, secretPaperAtText } from "../../app/papers/secret-paper.ts";
import { type HolderAnswer } from "../../app/printing/duties-holder.ts";
import { onProcessEnd } from "../../app/system/process.ts";
import { type Actor } from "../../app/till/till.ts";
import { pause } from "../../domain/base/pause.ts";
import { deviceName } from "../../domain/commands/office/change-device.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliBoxWords } from "../../words/made/cliBox/all.ts";
import { type CliBoxWords } from "../../words/made/cliBox/words.ts";
import { type Console, type Progress } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type CommandFault, interruptedFault, refusedFault, unreachableFault } from "../fault.ts";
import { valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

const said = sentencesOf(cliBoxWords);

export type InviteOptions = JsonOptions &
  StaffOptions & { readonly wait: boolean; readonly slip: boolean; readonly hub?: boolean };

interface Invited extends InviteOptions {
  /** The till that the new one replaces. */
  readonly replaces?: DeviceId;
  /** Further facts for the JSON output with the code. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Who has signed in for it already. */
  readonly actor?: Actor;
}

const LOOK_EVERY_MS = 250;
const MINUTE_MS = 60_000;
const FAREWELL_MS = 3000;
/** A key for links may have to be made first. */
const PATIENCE_MS = 20_000;
const GOOD_FOR_MS = 10 * MINUTE_MS;

export function invite(options: Invited, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till, random, clock } = open;
    const actor = options.actor ?? (await whoActs(till, options, console));
    const holder = await open.printing.askHolder();
    const isTaken = holder.type === "answered" && holder.isResident;
    if (!options.wait && !isTaken) throw nobodyAwaits(holder);
    const openedAtMs = clock.nowMs();
    const right = options.hub === true ? "hub" : "till";
    const wish = { random, nowMs: openedAtMs, right, replaces: options.replaces } as const;
    const code = valueOf(await inviteTill(till, actor, wish), till);
    // Nobody else would take the new till in.
    if (!isTaken) beResident(open, console.say);
    const port = await untilAwaited(open);
    await tellCode(open, { ...options, code, port }, console);
    if (!options.wait) return EXIT.fine;
    return await awaitTill(open, { console, isJson: options.json === true });
  });
}

function nobodyAwaits(holder: HolderAnswer): CommandFault {
  return unreachableFault(
    said(({ invite: words }) => (holder.type === "silent" ? words.silent : words.nobody)),
  );
}

async function tellCode(
  open: OpenTill,
  options: Invited & { readonly code: string; readonly port: number },
  console: Console,
): Promise<void> {
  const { code, port } = options;
  const slip = codeSlip(open, code);
  const printed = options.slip ? await printSlip(open, slip) : undefined;
  const place = printed?.ok === true ? printed.value : undefined;
  if (options.json === true) {
    const goodForMinutes = GOOD_FOR_MS / MINUTE_MS;
    console.json({
      code,
      goodForMinutes,
      port,
      places: ownAddresses(port),
      printed: place === undefined ? null : secretPaperAtText(place),
      ...options.facts,
    });
    return;
  }
  const { invite: words } = wordsIn(cliBoxWords, console.locale());
  console.out(`${words.code({ minutes: GOOD_FOR_MS / MINUTE_MS })}\n`);
  for (const row of slip.rows) console.out(`  ${row}`);
  console.out(`\n  ${code}\n`);
  if (place !== undefined) {
    const { printer, file } = place;
    console.words(file === undefined ? words.slipOut({ printer }) : words.slipFile({ file }));
  }
  if (printed?.ok === false) console.words(noSlipText(printed.fault, words));
  console.out(words.onNewBox);
  const [first = words.hostOf({ port }), ...others] = ownAddresses(port);
  console.words(words.byPlace({ place: first }));
  if (others.length > 0) console.words(`  ${words.otherPlaces({ places: others })}`);
}

function noSlipText(fault: NoSecretPaper, words: CliBoxWords["invite"]): string {
  return words.noSlip({
    why: fault.type,
    printer: fault.type === "failed" ? fault.printer : "",
  });
}

/** This process takes new tills in, and is connected, until it ends. */
export function beResident(
  { mesh, printing }: OpenTill,
  onLog: Parameters<OpenTill["mesh"]["begin"]>[0]["onLog"],
): void {
  printing.keepDriving(() => undefined);
  mesh.begin({ onChange: () => undefined, onLog });
}

/** Waits until the process with this box's links has opened a port for the new till; returns the port. */
export async function untilAwaited({ mesh, printing, clock }: OpenTill): Promise<number> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += LOOK_EVERY_MS) {
    const holder = mesh.view() === undefined ? await printing.askHolder() : undefined;
    const asked = holder?.type === "answered" ? holder.mesh : undefined;
    const awaits = (mesh.view() ?? asked)?.awaits;
    if (awaits !== undefined && awaits !== null) return awaits.port;
    await pause(clock, LOOK_EVERY_MS);
  }
  throw unreachableFault(said(({ invite: words }) => words.noPort));
}

/** Waits until the till has joined; where only this process can send it the shop, until it has received all. */
async function awaitTill(
  open: OpenTill,
  { console, isJson }: { readonly console: Console; readonly isJson: boolean },
): Promise<ExitCode> {
  const { ledger } = open.till;
  const progress = console.progress({ json: isJson });
  let isEnded = false;
  const release = onProcessEnd(() => {
    isEnded = true;
  });
  try {
    const joined = await untilJoined(open, () => isEnded, progress);
    const device = ledger.admission().get(joined);
    progress.end();
    if (!isJson && device !== undefined) {
      console.out(said(({ invite: words }) => words.joined({ till: deviceName(device) })));
    }
    await untilHeard(open, { device: joined, progress, isEnded: () => isEnded });
    return EXIT.fine;
  } finally {
    progress.end();
    release();
  }
}

async function untilJoined(
  { till: { ledger }, clock }: OpenTill,
  isEnded: () => boolean,
  progress: Progress,
): Promise<DeviceId> {
  for (;;) {
    const look = lookAtInvitation(ledger, clock.nowMs());
    if (look?.joined !== undefined) return look.joined;
    if (isEnded()) {
      endInvitation(ledger);
      throw interruptedFault(said(({ invite: words }) => words.void));
    }
    const fault = faultOf(look);
    if (fault !== undefined) throw fault;
    const wrong = look?.failedProofs ?? 0;
    progress.show(said(({ invite: words }) => words.waits({ wrong })));
    await pause(clock, LOOK_EVERY_MS);
  }
}

async function untilHeard(
  open: OpenTill,
  {
    device,
    progress,
    isEnded,
  }: {
    readonly device: DeviceId;
    readonly progress: Progress;
    readonly isEnded: () => boolean;
  },
): Promise<void> {
  for (let left = leftToHear(open, device); left !== 0; left = leftToHear(open, device)) {
    if (isEnded()) {
      throw interruptedFault(said(({ invite: words }) => words.goesOn));
    }
    const count = left;
    progress.show(
      said(({ invite: words }) => {
        const far = count === undefined ? "" : ` ${words.toGo({ count })}`;
        return words.hears({ far });
      }),
    );
    await pause(open.clock, LOOK_EVERY_MS);
  }
  // The new till closes the link when it has seen that it has all.
  for (
    let waitedMs = 0;
    waitedMs < FAREWELL_MS && isHere(open, device);
    waitedMs += LOOK_EVERY_MS
  ) {
    await pause(open.clock, LOOK_EVERY_MS);
  }
}

function isHere({ mesh }: OpenTill, device: DeviceId): boolean {
  const peers = mesh.view()?.peers ?? [];
  return peers.some((peer) => peer.device === device && peer.isConnected);
}

/** Returns the remaining events; undefined before the till has connected. Another process goes on by itself. */
function leftToHear({ mesh }: OpenTill, device: DeviceId): number | undefined {
  const view = mesh.view();
  if (view === undefined) return 0;
  const peer = view.peers.find((other) => other.device === device);
  if (peer === undefined) return undefined;
  // Without the secrets nobody could sign in there, so they count as one event more.
  return peer.hasSecrets ? peer.behind : Math.max(1, peer.behind);
}

function faultOf(look: InvitationLook | undefined): CommandFault | undefined {
  if (look?.declined !== undefined) return refusedFault(look.declined);
  switch (look?.state) {
    case "open":
    case "used":
      return undefined;
    case "burnt":
      return refusedFault(said(({ invite: words }) => words.burnt));
    default:
      return unreachableFault(said(({ invite: words }) => words.nobodyCame));
  }
}
