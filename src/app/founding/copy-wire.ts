/**
 * A shop's copy on the way from head office to a new box: a list of files, then their bytes. They are sealed for the
 * recovery sheet, and what they say is checked as any backup is.
 */

import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import path from "node:path";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Clock } from "../../domain/ports.ts";
import { isStatementSignedBy } from "../../ledger/log/chain.ts";
import { type RecoveryCode, recoverySecretsOf } from "../../ledger/recovery/recovery-code.ts";
import { type Address, addressText, readAddress } from "../../mesh/address.ts";
import { sheetServerName } from "../../mesh/links/server-name.ts";
import {
  dialWithSheet,
  openSheetRoom,
  type SheetRoomOptions,
} from "../../mesh/pairing/restore-channel.ts";
import { type CopyList, createReceivedCopy, type ReceiveFault } from "./received-copy.ts";

/** Where head office takes links, unless its address says otherwise. */
const HUB_PORT = 7800;
const PREFIX = "tillmesh/restore/1\0";
const CHUNK_BYTES = 64 * 1024;

export interface ServedCopy {
  readonly folder: string;
  /** Takes it away again. */
  readonly done: () => void;
}

export interface CopyServerOptions extends Pick<
  SheetRoomOptions,
  "door" | "keys" | "random" | "onLog" | "onFault"
> {
  /** The public key of the recovery sheet: Ed25519, raw, hexadecimal. */
  readonly sheetKey: string;
  /** Makes the copy; undefined where there is none now. */
  readonly copy: () => Promise<ServedCopy | undefined>;
}

/** Hands the copy of one shop to whoever proves its recovery sheet, until it is closed. */
export function serveCopy({
  sheetKey,
  copy,
  ...room
}: CopyServerOptions): ReturnType<typeof openSheetRoom> {
  return openSheetRoom({
    ...room,
    serverName: sheetServerName(sheetKey),
    isSigned: (statement, signature) =>
      isStatementSignedBy(sheetKey, { prefix: PREFIX, statement, signature }),
    payloads: () => payloadsOf(copy),
  });
}

async function* payloadsOf(copy: CopyServerOptions["copy"]): AsyncGenerator<Uint8Array, void> {
  const made = await copy();
  if (made === undefined) yield listBytes({ type: "none" });
  else {
    try {
      yield* folderBytes(made.folder);
    } finally {
      made.done();
    }
  }
}

function* folderBytes(folder: string): Generator<Uint8Array, void> {
  const files = readdirSync(folder).map((name) => {
    return { name, size: statSync(path.join(folder, name)).size };
  });
  yield listBytes({ type: "copy", folder: path.basename(folder), files });
  for (const { name } of files) yield* fileBytes(path.join(folder, name));
}

function* fileBytes(name: string): Generator<Uint8Array, void> {
  const file = openSync(name, "r");
  try {
    for (;;) {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      const size = readSync(file, chunk);
      if (size === 0) return;
      yield chunk.subarray(0, size);
    }
  } finally {
    closeSync(file);
  }
}

function listBytes(list: CopyList): Uint8Array {
  return Buffer.from(JSON.stringify(list));
}

export type FetchFault =
  /** Nobody is there, or nobody who has a shop of this sheet. */
  { readonly type: "fetch/away" | "fetch/stranger" } | ReceiveFault;

export interface FetchOptions {
  readonly code: RecoveryCode;
  /** A folder of one's own, which is there. */
  readonly into: string;
  readonly clock: Clock;
  readonly onBytes?: (done: number, total: number) => void;
}

/** Reads where an office is, as a person types it; undefined for no address. */
export function readOfficeAddress(text: string): Address | undefined {
  return readAddress(text) ?? readAddress(`${text}:${HUB_PORT}`);
}

/** The address as people read it. */
export function officeText(address: Address): string {
  return addressText(address);
}

/** Returns the folder of the copy, as `restoreShop` takes it. */
export async function fetchCopy(
  address: Address,
  { code, into, clock, onBytes }: FetchOptions,
): Promise<Result<string, FetchFault>> {
  const { signer } = recoverySecretsOf(code);
  const copy = createReceivedCopy(into);
  const heard = await dialWithSheet(address, {
    serverName: sheetServerName(signer.publicKey),
    clock,
    sign: (statement) => signer.signStatement(PREFIX, statement),
    onPayload: (payload) => {
      copy.hear(payload);
      const state = copy.state();
      if (state.type === "awaited") onBytes?.(state.done, state.total);
      return state.type === "awaited";
    },
  });
  copy.close();
  if (!heard.ok) {
    return err({ type: heard.fault.type === "dial/stranger" ? "fetch/stranger" : "fetch/away" });
  }
  const state = copy.state();
  if (state.type === "whole") return ok(state.folder);
  return err(state.type === "awaited" ? { type: "fetch/broke-off" } : state);
}
