/** Whether this box hears the other tills of the shop, and what to do where it doesn't. */

import { assertNever } from "../domain/assert-never.ts";
import { deviceName } from "../domain/commands/change-device.ts";
import { counted } from "./counted.ts";
import { durationText } from "./duration-text.ts";
import { type HolderAnswer } from "./duties-holder.ts";
import { type Finding } from "./finding.ts";
import { USUAL_PORT } from "./mesh-places.ts";
import {
  CLOCK_NOTED_MS,
  CLOCK_OFF_MS,
  clockAheadMs,
  isUnopened,
  meshStanding,
  missingTills,
  otherTills,
  peerOf,
  shutOutSentence,
  strayClocks,
  tillName,
} from "./mesh-report.ts";
import { type MeshView } from "./mesh-view.ts";
import { type OpenTill } from "./open-till.ts";
import { shopTimeText } from "./shop-time-text.ts";
import { type Till } from "./till.ts";

const CHECK = "mesh";

interface Examined extends Pick<OpenTill, "clock"> {
  readonly till: Pick<Till, "ledger" | "offsetMinutes">;
}
type LinkCheck = (open: Examined, view: MeshView) => ReadonlyArray<Finding>;

/** Of a box that is linked: what is asked one after the other. */
const LINK_CHECKS: ReadonlyArray<LinkCheck> = [
  portFindings,
  peerFindings,
  fetchFindings,
  addressFindings,
  clockFindings,
  misdeedFindings,
];

export function meshFindings(open: Examined, holder: HolderAnswer): ReadonlyArray<Finding> {
  const { ledger } = open.till;
  const standing = meshStanding(ledger, holder);
  const others = counted(otherTills(ledger).length, "other till");
  switch (standing.type) {
    case "single":
      return [note("Single till: what it sells is on this box alone.")];
    case "shut-out":
      return [wrong(shutOutSentence(ledger))];
    case "keyless":
      return [
        wrong(`The shop has ${others}, and this one has no keys for links: nobody has let it in.`),
      ];
    case "no-program":
      return [
        wrong(
          `The shop has ${others}, and no program here is connected: open the register or \`till node\`.`,
        ),
      ];
    case "silent": {
      const which = standing.pid === undefined ? "" : ` (process ${standing.pid})`;
      return [wrong(`The program with the links to other tills doesn't answer${which}: end it.`)];
    }
    case "unlinked":
      return [
        wrong(
          `Process ${standing.pid} takes no links to ${others}: ask again, then look into its log.`,
        ),
      ];
    case "linked":
      return LINK_CHECKS.flatMap((check) => check(open, standing.view));
    default:
      return assertNever(standing, "standing in the mesh");
  }
}

function portFindings(_: Examined, { port }: MeshView): ReadonlyArray<Finding> {
  if (port === USUAL_PORT) return [fine(`Takes links on port ${port}.`)];
  const sentence = `Takes links on port ${port}, because ${USUAL_PORT} was taken: a firewall has to let that in.`;
  return [note(sentence)];
}

/** All together, then each that is missing. */
function peerFindings({ till, clock }: Examined, view: MeshView): ReadonlyArray<Finding> {
  const others = otherTills(till.ledger);
  const missing = missingTills(till.ledger, view);
  const nowMs = clock.nowMs();
  function heardText(agoMs: number | null | undefined): string {
    return agoMs === null || agoMs === undefined
      ? "since this program began"
      : `since ${shopTimeText(till, nowMs - agoMs, nowMs)}`;
  }
  const unopened = missing.filter(({ device }) => isUnopened(till.ledger, view, device));
  if (missing.length === others.length && unopened.length < missing.length) {
    const heard = others.flatMap(({ device }) => peerOf(view, device)?.heardAgoMs ?? []);
    const since = heardText(heard.length === 0 ? null : Math.min(...heard));
    const what = "look at cables, switch and access point, and at `till mesh addresses`";
    return [wrong(`No other till heard ${since}: it sells on alone; ${what}.`)];
  }
  const connected = others.length - missing.length;
  const safe = view.safeOn === null ? "" : `; what this one said last is safe on ${view.safeOn}`;
  const sentence = `${connected} of ${counted(others.length, "other till")} connected${safe}.`;
  return [
    missing.length === 0 ? fine(sentence) : note(sentence),
    ...missing.map((other) => {
      if (isUnopened(till.ledger, view, other.device)) {
        return note(`${deviceName(other)} has joined, and no register was opened there yet.`);
      }
      const since = heardText(peerOf(view, other.device)?.heardAgoMs);
      return wrong(
        `${deviceName(other)} not heard ${since}: is it on, and in this network? One that is gone for good: \`till mesh revoke\`.`,
      );
    }),
  ];
}

function fetchFindings(_: Examined, { catchUp, isPaused }: MeshView): ReadonlyArray<Finding> {
  if (isPaused) {
    return [wrong("The disk has no room for what the other tills tell: make room.")];
  }
  if (catchUp === null) return [];
  const { held, known } = catchUp;
  return [note(`${held} of ${counted(known, "event")} of the shop are here, the rest is fetched.`)];
}

/** Only what a person typed in is a person's to mend. */
function addressFindings(_: Examined, { addresses }: MeshView): ReadonlyArray<Finding> {
  return addresses
    .filter(({ sources }) => sources.includes("static"))
    .flatMap(({ address, lastEnd, failures }) => {
      const remove = `\`till mesh remove ${address}\``;
      switch (lastEnd) {
        case null:
          return [];
        case "unreachable": {
          const tries = counted(failures, "try", "tries");
          return [note(`Nobody answers at ${address} (${tries}): if it is wrong, ${remove}.`)];
        }
        case "stranger":
          return [wrong(`At ${address} is no till of this shop: ${remove}.`)];
        case "ourselves":
          return [wrong(`${address} is this very box: ${remove}, and name the other one.`)];
        default:
          return assertNever(lastEnd, "end of a dial");
      }
    });
}

function clockFindings({ till }: Examined, view: MeshView): ReadonlyArray<Finding> {
  const ahead = clockAheadMs(view);
  if (ahead === undefined) return [];
  const devices = till.ledger.admission();
  const strays = strayClocks(view).map(({ device, aheadMs }) => {
    const off = `${durationText(aheadMs)} ${aheadMs > 0 ? "ahead of" : "behind"} the others`;
    return wrong(`The clock of ${tillName(devices, device)} is ${off}: set it there.`);
  });
  if (Math.abs(ahead) < CLOCK_NOTED_MS) return strays;
  const way = `${durationText(ahead)} ${ahead > 0 ? "ahead of" : "behind"}`;
  const connected = view.peers.filter(({ isConnected }) => isConnected);
  const [only] = connected.length === 1 ? connected : [];
  // Of two that differ nobody knows which one is right.
  const whose =
    only === undefined ? "the other tills" : `that of ${tillName(devices, only.device)}`;
  const what = only === undefined ? "set it" : "set the one that is wrong";
  const own =
    Math.abs(ahead) > CLOCK_OFF_MS
      ? wrong(`This box's clock is ${way} ${whose}: ${what}.`)
      : note(`This box's clock is ${way} ${whose}.`);
  return [own, ...strays];
}

function misdeedFindings({ till }: Examined, { misdeeds }: MeshView): ReadonlyArray<Finding> {
  const devices = till.ledger.admission();
  return misdeeds.map(({ device, reason, count }) =>
    wrong(
      `${tillName(devices, device)} sent what no till sends: ${reason} (${counted(count, "time")}). Whoever has it may have changed it: look there, or shut it out (\`till mesh revoke\`).`,
    ),
  );
}

function fine(sentence: string): Finding {
  return { check: CHECK, state: "ok", sentence };
}

function note(sentence: string): Finding {
  return { check: CHECK, state: "note", sentence };
}

function wrong(sentence: string): Finding {
  return { check: CHECK, state: "wrong", sentence };
}
