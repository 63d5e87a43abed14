/** How a terminal of the shop is reached, by the protocol that it speaks. */

import { type TerminalProfile } from "../../card/contract.ts";
import { saleOf } from "../../card/nexo/names.ts";
import { createNexoLink } from "../../card/nexo/nexo-link.ts";
import { createPracticeLink } from "../../card/practice-link.ts";
import { type CardLink, type LinkNews } from "../../card/run-dialogue.ts";
import { type ConnectWire } from "../../card/wire.ts";
import { currencyNumber } from "../../card/zvt/currency-numbers.ts";
import { createZvtLink } from "../../card/zvt/zvt-link.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import { isTraining } from "../../domain/events/series.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { type Terminal } from "../../domain/terminals/terminals.ts";
import { type Till } from "../till/till.ts";
import { readPassphrase } from "./terminal-secret.ts";

/**
 * Longer than anybody looks for a PIN: a terminal ends it by itself before. A Nexo terminal, which tells nothing
 * until then, ends a payment after 120 s. Source: Adyen, "Verify transaction status".
 */
const SILENCE_MS = { zvt: 240_000, nexo: 150_000 };
const MS_PER_SECOND = 1000;

export function profileOf({ protocol, canRepeat, settleSeconds }: Terminal): TerminalProfile {
  const settleMs = settleSeconds * MS_PER_SECOND;
  return { canRepeat, hasNextTrace: true, settleMs, silenceMs: SILENCE_MS[protocol] };
}

export interface LinkDeps {
  readonly till: Till;
  readonly clock: Clock;
  readonly random: Random;
  /** How ZVT terminals are connected to; by sockets unless said otherwise. */
  readonly connect?: ConnectWire | undefined;
}

/**
 * Whether the terminal answers by itself: a training talks to none, and a shop for trying things at most to one
 * that is simulated on this very box. Neither may ever take anybody's money.
 */
export function isPractised(
  { founding }: { readonly founding: Pick<Till["founding"], "demo" | "code"> },
  { host }: Pick<Terminal, "host">,
): boolean {
  return founding.demo && (isTraining(founding) || !isOwnBox(host));
}

function isOwnBox(host: string): boolean {
  return host === "localhost" || host.startsWith("127.") || host === "::1";
}

/** A currency that no terminal takes is refused by it. */
export function linkTo(
  terminal: Terminal,
  { till, clock, random, connect }: LinkDeps,
  onNews: (news: LinkNews) => void,
): CardLink {
  const { currency, ledger } = till;
  if (isPractised(till, terminal)) return createPracticeLink(onNews, clock);
  const { host, port, password, protocol, takesSlips } = terminal;
  switch (protocol) {
    case "zvt":
      return createZvtLink(
        {
          host,
          port,
          password,
          currency: currencyNumber(currency.code) ?? 0,
          takesSlips,
          connect,
        },
        onNews,
      );
    case "nexo": {
      const { poi, trust, keyName: name, keyVersion: version } = terminal;
      // A till that lacks the secret yet has a key that opens nothing.
      const key = { name, version, passphrase: readPassphrase(till, terminal) ?? "" };
      const sale = saleOf(ledger.identity.origin);
      const address = { host, port, poi, trust, key, currency, sale, takesSlips };
      return createNexoLink(address, onNews, { clock, random });
    }
    default:
      return assertNever(protocol, "protocol of a card terminal");
  }
}
