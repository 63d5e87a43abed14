/** What the page is made of. */

import { type Clock, type Random } from "../../src/domain/ports.ts";
import { type Rows } from "../rows/rows-database.ts";
import { type User } from "../users/users.ts";
import { type Assets } from "./assets.ts";
import { type IsOwnName } from "./page-names.ts";

export interface PageDeps {
  readonly rows: Rows;
  readonly clock: Clock;
  readonly random: Random;
  readonly offsetMinutes: (zone: string, atMs: number) => number;
  readonly assets: Assets;
  /** Returns who has that name now. */
  readonly userNamed: (name: string) => User | undefined;
  /** Takes the code of somebody who has an app for them: false for a wrong one, or one that counted already. */
  readonly useCode: (user: User, code: string) => boolean;
  /** Tells that rows were written; returns what ends it. */
  readonly hear: (listener: () => void) => () => void;
  /** Whether the office itself encrypts what it says; a proxy before it says so of itself. */
  readonly isEncrypted: boolean;
  readonly isOwnName: IsOwnName;
  readonly onFault: (cause: unknown) => void;
}
