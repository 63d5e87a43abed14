/** Two tills of the café, and a simulated Nexo terminal over TLS that either may drive. */

import { onTestFinished } from "vitest";

import { makeNexoPapers, type NexoPapers } from "../../proof/terminal/nexo-papers.ts";
import { serveNexoTerminal } from "../../proof/terminal/nexo-server.ts";
import { createNexoTerminal, type NexoTerminal } from "../../proof/terminal/nexo-terminal.ts";
import { changeTerminal } from "../../src/app/cards/terminal-changes.ts";
import { newPassphrase } from "../../src/app/cards/terminal-secret.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { pause } from "../../src/domain/base/pause.ts";
import { type TerminalFields } from "../../src/domain/commands/cards/change-terminals.ts";
import { type Cafe } from "./cafe.ts";
import { twoTills, type TwoTills } from "./card-tills.ts";
import { valueOf } from "./shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const HOST = "127.0.0.1";
export const POI = "V400m-346403161";
export const PASSPHRASE = "correct horse battery staple";

export interface NexoTills extends TwoTills {
  readonly terminal: NexoTerminal;
  /** How often the terminal was asked for something. */
  readonly heard: () => number;
  /** Returns what stands in the bank's books, in minor units. */
  readonly charges: () => ReadonlyArray<number>;
  readonly untilCharged: () => Promise<void>;
  /** Gives the terminal other values at till A. */
  readonly change: (said: TerminalFields, passphrase?: string) => void;
}

/** Makes the papers of a terminal once for a file of tests. */
export function nexoPapers(): Promise<NexoPapers> {
  return makeNexoPapers(POI);
}

export async function nexoTills(
  cafe: Cafe,
  papers: NexoPapers,
  more: TerminalFields = {},
): Promise<NexoTills> {
  const clock = systemClock;
  const keyed = { poi: POI, passphrase: PASSPHRASE };
  const times = { approveMs: 1, lateMs: 50 };
  const terminal = createNexoTerminal({ clock, random: systemRandom, ...keyed, ...times });
  let heard = 0;
  const counted: NexoTerminal = {
    ...terminal,
    receive: (...request) => {
      heard += 1;
      terminal.receive(...request);
    },
  };
  const server = await serveNexoTerminal(counted, { host: HOST, port: 0, papers });
  onTestFinished(server.close);
  const place = { host: HOST, port: server.port, settleSeconds: 0 };
  const said = { protocol: "nexo", poi: POI, keyName: "till", trust: papers.root } as const;
  const tills = await twoTills(cafe, {
    said: { ...place, ...said, ...more },
    passphrase: newPassphrase(PASSPHRASE, systemRandom),
  });

  function charges(): ReadonlyArray<number> {
    return terminal.books().flatMap(({ amount, isReversed }) => (isReversed ? [] : [amount]));
  }

  return {
    ...tills,
    terminal,
    heard: () => heard,
    charges,
    untilCharged: async () => {
      while (charges().length === 0) await pause(systemClock, 1);
    },
    change: (changed, passphrase) => {
      valueOf(
        changeTerminal(tills.a.open.till, RAVI, {
          id: "main",
          isNew: false,
          said: changed,
          ...(passphrase === undefined
            ? {}
            : { passphrase: newPassphrase(passphrase, systemRandom) }),
        }),
      );
    },
  };
}
