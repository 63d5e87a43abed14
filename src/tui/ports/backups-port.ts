/** The backup places of this box, for the screens. */

import { type Result } from "../../domain/base/result.ts";
import { type Refusal } from "./refusal-port.ts";

export interface BackupPlaceView {
  readonly name: string;
  /** The place's folder, or its command. */
  readonly where: string;
  /** Hours since the newest copy there that is verified; undefined while there is none. */
  readonly hours: number | undefined;
  /** The last try failed. */
  readonly hasTrouble: boolean;
}

export interface AddedBackup {
  readonly name: string;
  /** Whether the place is on the ledger's own disk: one fault breaks both. */
  readonly isOnSameDisk: boolean;
}

export interface OfficeBackups {
  readonly list: () => ReadonlyArray<BackupPlaceView>;
  /** A folder that is there; it is looked at and marked. */
  readonly add: (place: {
    readonly name: string;
    readonly folder: string;
  }) => Promise<Result<AddedBackup, Refusal>>;
  /** Returns the place of the last `add`. */
  readonly added: () => AddedBackup | undefined;
  /** Removes the place, and leaves its files. */
  readonly remove: (name: string) => Result<void, Refusal>;
}
