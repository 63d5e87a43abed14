/** Awaits the new till while an invitation is open, on a port of its own that is closed otherwise. */

import { type Clock, type Random } from "../../domain/ports.ts";
import { type Result } from "../../domain/result.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type LinkKeyPair } from "../../mesh/links/certificates.ts";
import { openPairing, type PairingServer } from "../../mesh/pairing/pairing-server.ts";
import { type Admission, type JoinRequest } from "../../mesh/pairing/pairing.ts";
import { invitationBook, lookAtInvitation } from "./mesh-invitation.ts";

export interface PairingHost {
  /** Opens the port when there is an invitation, and closes it when there is none. */
  readonly look: () => void;
  /** For the announcement; undefined while nobody is awaited. */
  readonly awaits: () => { readonly id: string; readonly port: number } | undefined;
  readonly close: () => Promise<void>;
}

export interface PairingHostDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly keys: LinkKeyPair;
  readonly host?: string;
  /** Where this box takes links. */
  readonly meshPort: () => number;
  /** Writes down that the device belongs to the shop. The fault is a sentence. */
  readonly enrol: (request: JoinRequest) => Result<Admission, string>;
  /** Whether anybody is awaited has changed. */
  readonly onChange: () => void;
  readonly onLog: (line: string) => void;
  readonly onFault: (cause: unknown) => void;
}

export function createPairingHost(deps: PairingHostDeps): PairingHost {
  const { ledger, clock, onChange, onFault } = deps;
  let open: { readonly id: string; readonly server: PairingServer } | undefined;
  let working: Promise<void> | undefined;

  async function settle(wanted: string | undefined): Promise<void> {
    try {
      const before = open;
      open = undefined;
      await before?.server.close();
      if (wanted !== undefined) open = { id: wanted, server: await listen(deps) };
    } catch (cause) {
      onFault(cause);
    } finally {
      working = undefined;
      onChange();
    }
  }

  return {
    look: () => {
      if (working !== undefined) return;
      const invitation = lookAtInvitation(ledger, clock.nowMs());
      const wanted = invitation?.state === "open" ? invitation.id : undefined;
      if (wanted !== open?.id) working = settle(wanted);
    },
    awaits: () => open && { id: open.id, port: open.server.port() },
    close: async () => {
      await working;
      await open?.server.close();
      open = undefined;
    },
  };
}

/** Beside the port for links where that is free, so that it can be let through. */
async function listen(deps: PairingHostDeps): Promise<PairingServer> {
  const { ledger, clock, random, keys, onLog, onFault } = deps;
  let fault: unknown;
  for (const port of [deps.meshPort() + 1, 0]) {
    const opened = await openPairing({
      keys,
      ...(deps.host === undefined ? {} : { host: deps.host }),
      port,
      clock,
      random,
      book: invitationBook(ledger),
      enrol: (request) => Promise.resolve(deps.enrol(request)),
      listener: {
        onOutcome: (outcome) => {
          onLog(`pairing: ${outcome.type.slice("pairing/".length)}`);
        },
        onRefused: ({ remote, reason }) => {
          onLog(`pairing: refused ${remote}: ${reason}`);
        },
        onEnd: (state) => {
          // Closed here: what became of the invitation is told where it was noticed.
          if (state !== "open") onLog(`pairing: the invitation is ${state}`);
        },
        onFault,
      },
    });
    if (opened.ok) return opened.value;
    ({ fault } = opened);
  }
  throw new Error("No port is free for the new till.", { cause: fault });
}
