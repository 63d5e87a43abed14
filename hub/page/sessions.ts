/**
 * Who is logged in to the page. The browser has a random token, the office only its hash, in memory: an office that is
 * started again asks everybody anew.
 */

import { createHash } from "node:crypto";

import { type Clock, type Random } from "../../src/domain/ports.ts";
import { type User } from "../users/users.ts";

export interface Sessions {
  /** Returns the token of a new session. */
  readonly begin: (user: User) => string;
  /** Returns the name of whose session it is; undefined where it has ended. */
  readonly userOf: (token: string, named: (name: string) => User | undefined) => User | undefined;
  readonly end: (token: string) => void;
}

const TOKEN_BYTES = 32;
/** Somebody who looks in the morning and in the evening logs in once a day. */
const IDLE_MS_MAX = 12 * 3_600_000;
const AGE_MS_MAX = 7 * 24 * 3_600_000;
const SESSIONS_MAX = 1000;

interface Session {
  readonly name: string;
  readonly secrets: string;
  readonly begunMs: number;
  readonly seenMs: number;
}

export function createSessions({
  clock,
  random,
}: {
  readonly clock: Pick<Clock, "nowMs">;
  readonly random: Random;
}): Sessions {
  const sessionsByHash = new Map<string, Session>();

  function isOver({ begunMs, seenMs }: Session): boolean {
    const nowMs = clock.nowMs();
    return nowMs - seenMs > IDLE_MS_MAX || nowMs - begunMs > AGE_MS_MAX;
  }

  /** The session that was looked at least lately is the first one of the map. */
  function makeRoom(): void {
    for (const [hash, session] of sessionsByHash) {
      if (isOver(session) || sessionsByHash.size >= SESSIONS_MAX) sessionsByHash.delete(hash);
    }
  }

  return {
    begin: (user) => {
      makeRoom();
      const token = Buffer.from(random.bytes(TOKEN_BYTES)).toString("base64url");
      const nowMs = clock.nowMs();
      const session = {
        name: user.name,
        secrets: secretsOf(user),
        begunMs: nowMs,
        seenMs: nowMs,
      };
      sessionsByHash.set(hashOf(token), session);
      return token;
    },
    userOf: (token, named) => {
      const hash = hashOf(token);
      const session = sessionsByHash.get(hash);
      if (session === undefined) return undefined;
      const user = named(session.name);
      sessionsByHash.delete(hash);
      // A new password, or other codes, end the sessions that were begun with the old ones.
      if (user === undefined || secretsOf(user) !== session.secrets || isOver(session)) {
        return undefined;
      }
      sessionsByHash.set(hash, { ...session, seenMs: clock.nowMs() });
      return user;
    },
    end: (token) => {
      sessionsByHash.delete(hashOf(token));
    },
  };
}

function secretsOf({ password, codes }: User): string {
  return `${password.salt} ${password.tag} ${codes ?? ""}`;
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
