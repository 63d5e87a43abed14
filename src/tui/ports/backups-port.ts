/** Where this box keeps copies of the shop, as the screens hear of it. */

import { type Result } from "../../domain/result.ts";
import { type Refusal } from "./refusal-port.ts";

export interface BackupPlaceView {
  readonly name: string;
  /** Its folder, or its command. */
  readonly where: string;
  /** Hours since the newest copy there that is verified; undefined while there is none. */
  readonly hours: number | undefined;
  /** The last try failed. */
  readonly hasTrouble: boolean;
}

export interface AddedBackup {
  readonly name: string;
  /** What breaks one breaks the other. */
  readonly isOnSameDisk: boolean;
}

export interface OfficeBackups {
  readonly list: () => ReadonlyArray<BackupPlaceView>;
  /** A folder that is there; it is looked at and marked. */
  readonly add: (place: {
    readonly name: string;
    readonly folder: string;
  }) => Promise<Result<AddedBackup, Refusal>>;
  /** By the last `add`. */
  readonly added: () => AddedBackup | undefined;
  /** What lies there stays there. */
  readonly remove: (name: string) => Result<void, Refusal>;
}
