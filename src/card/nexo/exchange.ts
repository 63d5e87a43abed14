/**
 * Requests to a Nexo terminal and their answers, each on a connection of its own and closed by the shared key.
 * Source: Adyen, Terminal API, local integration.
 */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { type Random } from "../../domain/ports.ts";
import {
  closeMessage,
  deriveNexoKeys,
  type NexoKey,
  type NexoKeys,
  NONCE_BYTES,
  openMessage,
} from "./crypto.ts";
import { jsonOf } from "./json.ts";
import { type LostLine, type NexoLine, type NexoPlace, openLine } from "./line.ts";
import { headerJson, type NexoHeader, requestText } from "./messages.ts";

export interface NexoQuestion {
  readonly header: NexoHeader;
  readonly body: object;
}

export interface NexoExchanges {
  readonly dial: () => Promise<NexoLine | LostLine>;
  /** Returns the text of the answer, which the terminal itself has closed. */
  readonly askOn: (line: NexoLine, question: NexoQuestion) => Promise<string | LostLine>;
  /** Does the same on a connection of its own. */
  readonly ask: (question: NexoQuestion) => Promise<string | LostLine>;
  /** Ends all connections. */
  readonly hangUp: () => void;
  /** Another one after each hanging up: whoever began before it is heard no more. */
  readonly era: () => object;
}

const LOST = { type: "lost" } as const;

export function createExchanges(
  place: NexoPlace & { readonly key: NexoKey },
  random: Random,
): NexoExchanges {
  const keys = lazy(() => deriveNexoKeys(place.key.passphrase));
  let open = new Set<() => void>();

  function dial(): Promise<NexoLine | LostLine> {
    const own = open;
    return openLine(place, (socket) => {
      own.add(() => socket.destroy());
      // The till hung up while it was dialling.
      if (own !== open) socket.destroy();
    });
  }

  async function askOn(line: NexoLine, { header, body }: NexoQuestion): Promise<string | LostLine> {
    const { key } = place;
    const text = requestText(header, body);
    const nonce = random.bytes(NONCE_BYTES);
    const answer = await line.post(closedText(text, header, { keys: keys(), key, nonce }));
    if (answer === undefined) return LOST;
    return openedText(answer, keys()) ?? { type: "lost", why: "key" };
  }

  return {
    dial,
    askOn,
    ask: async (question) => {
      const line = await dial();
      return "type" in line ? line : askOn(line, question);
    },
    hangUp: () => {
      const ended = open;
      open = new Set();
      for (const close of ended) close();
    },
    era: () => open,
  };
}

interface Closing {
  readonly keys: NexoKeys;
  readonly key: NexoKey;
  readonly nonce: Uint8Array;
}

const CRYPTO_VERSION = 1;

function closedText(text: string, header: NexoHeader, { keys, key, nonce }: Closing): string {
  const closed = closeMessage(text, keys, nonce);
  return JSON.stringify({
    SaleToPOIRequest: {
      MessageHeader: headerJson(header),
      NexoBlob: closed.blob,
      SecurityTrailer: {
        AdyenCryptoVersion: CRYPTO_VERSION,
        KeyIdentifier: key.name,
        KeyVersion: key.version,
        Nonce: closed.nonce,
        Hmac: closed.hmac,
      },
    },
  });
}

const closedSchema = lazy(() =>
  z.object({
    SaleToPOIResponse: z.object({
      NexoBlob: z.string(),
      SecurityTrailer: z.object({ Nonce: z.string(), Hmac: z.string() }),
    }),
  }),
);

/** Returns what the terminal said; undefined for what isn't closed by the shared key. */
function openedText(json: string, keys: NexoKeys): string | undefined {
  const read = closedSchema().safeParse(jsonOf(json));
  if (!read.success) return undefined;
  const { NexoBlob: blob, SecurityTrailer: trailer } = read.data.SaleToPOIResponse;
  return openMessage({ blob, hmac: trailer.Hmac, nonce: trailer.Nonce }, keys);
}
