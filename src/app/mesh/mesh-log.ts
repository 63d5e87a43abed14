/** Notices what has changed between the tills: a line each for the log, and a word that it shows. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type MeshStatus } from "../../mesh/gossip/mesh-status.ts";
import { type Violation } from "../../mesh/gossip/violation-log.ts";
import { percent } from "../words/percent.ts";
import { tillName } from "./mesh-report.ts";
import { NO_DATE } from "./violations.ts";

export interface MeshWatch {
  /** When something has happened, and from time to time. `isSettled`: who wasn't heard yet is lost. */
  readonly look: (status: MeshStatus, isSettled: boolean) => void;
}

export interface MeshListener {
  /** Something that screens show is otherwise than before. */
  readonly onChange: () => void;
  /** For the log: who came, who was lost, who was refused, which link ended, and why. */
  readonly onLog: (line: string) => void;
}

const MINUTE_MS = 60_000;

export function createMeshWatch(ledger: Ledger, { onChange, onLog }: MeshListener): MeshWatch {
  let connected: ReadonlySet<DeviceId> = new Set();
  let violations: ReadonlySet<string> = new Set();
  let shown = "";
  /** Who told this box of today, as far as the log says. */
  let teller: DeviceId | undefined;

  function tellConnections({ peers }: MeshStatus): void {
    const now = new Set(peers.flatMap(({ device, isConnected }) => (isConnected ? device : [])));
    const devices = ledger.admission();
    for (const device of now) {
      if (!connected.has(device)) onLog(`connected to ${tillName(devices, device)}`);
    }
    for (const device of connected) {
      if (!now.has(device)) onLog(`lost ${tillName(devices, device)}`);
    }
    connected = now;
  }

  function tellPresent(): void {
    const now = ledger.present.facts()?.teller;
    if (now === teller) return;
    teller = now;
    onLog(
      now === undefined
        ? "has heard the past that it lacked"
        : `sells by what ${tillName(ledger.admission(), now)} told of today: the past comes behind it`,
    );
  }

  function tellViolations(status: MeshStatus): void {
    const devices = ledger.admission();
    for (const violation of status.violations) {
      if (violations.has(countText(violation))) continue;
      onLog(`${tillName(devices, violation.device)} ${violationText(violation)}`);
    }
    violations = new Set(status.violations.map(countText));
  }

  return {
    look: (status, isSettled) => {
      tellConnections(status);
      tellPresent();
      tellViolations(status);
      const now = `${isSettled} ${shownText(status)}`;
      if (now === shown) return;
      shown = now;
      onChange();
    },
  };
}

function countText({ device, kind, count }: Violation): string {
  return `${device} ${kind} ${count}`;
}

function violationText({ kind, reason }: Violation): string {
  switch (kind) {
    case "said":
      return `sent what no till sends: ${reason}`;
    case "silent":
      return "connects again and again, and says nothing";
    case "dated":
      return reason === NO_DATE ? "sent what has no date" : `sent what is dated ${reason}`;
    case "greedy":
      return `${reason}: it is answered late`;
    default:
      return assertNever(kind, "kind of violation");
  }
}

/** The status as screens show it: a longer round trip alone is no news. */
function shownText({ peers, catchUp, violations, safeOn, isPaused }: MeshStatus): string {
  const tills = peers.map(({ device, isConnected, behind, clockAheadMs }) => [
    device,
    isConnected,
    behind === 0,
    Math.round((clockAheadMs ?? 0) / MINUTE_MS),
  ]);
  const fetched = catchUp && percent({ done: catchUp.held, total: catchUp.known });
  return JSON.stringify([tills, fetched, violations, safeOn, isPaused]);
}
