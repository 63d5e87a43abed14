/** Asks the office that runs on a folder; where none does, the folder's own database is opened for the question. */

import { request } from "node:http";

import { systemCalendar } from "../src/app/system/calendar.ts";
import { systemClock } from "../src/app/system/clock.ts";
import { systemRandom } from "../src/app/system/random.ts";
import { isHub, moveAway, rowsPlace, shopsIn, takeHubLock } from "./hub-folder.ts";
import { hubApp, type LinkStatus, ROWS_AWAY, socketOf } from "./hub-server.ts";
import { openRows, RowsError } from "./rows/rows-database.ts";

export type Asked<Answer> =
  | { readonly type: "answered"; readonly answer: Answer }
  | { readonly type: "none" }
  /** An office runs, and says nothing. */
  | { readonly type: "silent" };

export interface HubPlace {
  readonly hub: string;
  readonly postgres?: string | undefined;
}

/** `where`: a path of the office's socket, such as `/status`. Throws RowsError where the database can't be used. */
export async function askHub<Answer>(
  { hub, postgres }: HubPlace,
  where: string,
  method: "GET" | "POST" = "GET",
): Promise<Asked<Answer>> {
  if (!isHub(hub)) return { type: "none" };
  const heard = await askSocket<Answer>(socketOf(hub), where, { method });
  if (heard !== undefined) return { type: "answered", answer: heard };
  const lock = takeHubLock(hub);
  if (lock === undefined) return { type: "silent" };
  try {
    const rows = await openRows(rowsPlace(hub, postgres));
    try {
      const app = hubApp({
        rows,
        clock: systemClock,
        offsetMinutes: systemCalendar.offsetMinutes,
        random: systemRandom,
        status: notRunning,
        leave: async (wanted) => {
          const shop = shopsIn(hub).find((it) => it === wanted);
          return shop && moveAway(hub, shop);
        },
      });
      const response = await app.request(where, { method });
      return { type: "answered", answer: (await response.json()) as Answer };
    } finally {
      await rows.destroy();
    }
  } finally {
    lock.release();
  }
}

function notRunning(): LinkStatus {
  return { port: null, shops: [] };
}

const PATIENCE_MS = 30_000;

export interface SocketQuestion {
  readonly method: "GET" | "POST";
  /** JSON. */
  readonly body?: string;
  /** How long the office may say nothing; half a minute unless said otherwise. */
  readonly timeoutMs?: number;
}

/** Undefined where no office listens, or it says nothing. Throws RowsError where its database can't be used. */
export function askSocket<Answer>(
  socketPath: string,
  where: string,
  { method, body, timeoutMs = PATIENCE_MS }: SocketQuestion,
): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json" };
    const wish = { socketPath, path: where, method, headers, timeout: timeoutMs };
    const asked = request(wish, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("error", () => {
        resolve(undefined);
      });
      response.on("end", () => {
        const { statusCode } = response;
        const text = Buffer.concat(pieces).toString();
        if (statusCode === ROWS_AWAY)
          reject(new RowsError((JSON.parse(text) as { why: string }).why));
        else resolve(statusCode === 200 ? (JSON.parse(text) as Answer) : undefined);
      });
    });
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => {
      resolve(undefined);
    });
    asked.end(body);
  });
}
