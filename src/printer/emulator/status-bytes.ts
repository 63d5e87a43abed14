/**
 * The status bytes as the manual has them: the answers to DLE EOT, GS r and GS a. Bits 1 and 4 tell
 * the kinds of answers apart in one stream, so they are fixed.
 */

export interface DeviceStatus {
  readonly paper: "there" | "near-end" | "out";
  readonly isCoverOpen: boolean;
  /** The cutter jammed in the middle of a cut; nothing prints until it is told to recover. */
  readonly hasCutterError: boolean;
  readonly isDrawerOpen: boolean;
  /** How the drawer's switch is wired. */
  readonly drawerSwitch: DrawerSwitch;
}

/** Which drawer makes pin 3 of its connector high; without a switch it is always. */
export type DrawerSwitch = "closed-high" | "open-high" | "none";

const REAL_TIME = 0x12;
const AUTOMATIC = 0x10;

export function isOffline({ paper, isCoverOpen, hasCutterError }: DeviceStatus): boolean {
  return paper === "out" || isCoverOpen || hasCutterError;
}

/** The answer to `DLE EOT n`, or undefined for an `n` that is none. */
export function realTimeStatus(n: number, status: DeviceStatus): number | undefined {
  switch (n) {
    case 1:
      return REAL_TIME | bit(0x04, isDrawerHigh(status)) | bit(0x08, isOffline(status));
    case 2:
      return (
        REAL_TIME |
        bit(0x04, status.isCoverOpen) |
        bit(0x20, status.paper === "out") |
        bit(0x40, status.hasCutterError)
      );
    case 3:
      return REAL_TIME | bit(0x08, status.hasCutterError);
    case 4:
      return REAL_TIME | bit(0x0c, status.paper !== "there") | bit(0x60, status.paper === "out");
    default:
      return undefined;
  }
}

/** The answer to `GS r n`: it waits its turn, so an end of paper never gets to say so. */
export function statusInOrder(n: number, status: DeviceStatus): number | undefined {
  if (n === 1 || n === 0x31) return paperBits(status);
  if (n === 2 || n === 0x32) return bit(0x01, isDrawerHigh(status));
  return undefined;
}

/** The four bytes of `GS a`. */
export function automaticStatus(status: DeviceStatus): ReadonlyArray<number> {
  return [
    AUTOMATIC |
      bit(0x04, isDrawerHigh(status)) |
      bit(0x08, isOffline(status)) |
      bit(0x20, status.isCoverOpen),
    bit(0x08, status.hasCutterError),
    paperBits(status),
    0,
  ];
}

function isDrawerHigh({ isDrawerOpen, drawerSwitch }: DeviceStatus): boolean {
  return drawerSwitch === "none" || isDrawerOpen === (drawerSwitch === "open-high");
}

function paperBits({ paper }: DeviceStatus): number {
  return bit(0x03, paper !== "there") | bit(0x0c, paper === "out");
}

function bit(mask: number, isSet: boolean): number {
  return isSet ? mask : 0;
}
