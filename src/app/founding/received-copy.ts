/** A copy as it comes from head office: a list of files, then their bytes, one file after the other. */

import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import path from "node:path";

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { systemDiskSpace } from "../../ledger/disk-room.ts";
import { isCopyFolder } from "../../ledger/recovery/backup-format.ts";
import { errnoCode } from "../system/errno-code.ts";

/** A shop of a million events has some 300 files of 64 KB; the tail has what is not packed yet. */
const FILES_MAX = 1_000_000;
const FILE_BYTES_MAX = 16 * 1024 ** 3;
/** Of what is free: the shop that is made of the copy takes about as much again. */
const FREE_SHARE = 0.5;

const listSchema = lazy(() =>
  z.discriminatedUnion("type", [
    z.object({
      type: z.literal("copy"),
      folder: z.string().refine(isCopyFolder),
      files: z
        .array(
          z.object({
            name: z.string().regex(/^(?:manifest-[ab]|tail-[ab]|segment-[0-9a-f]{64})$/u),
            size: z.int().min(0).max(FILE_BYTES_MAX),
          }),
        )
        .max(FILES_MAX),
    }),
    z.object({ type: z.literal("none") }),
  ]),
);
/** `none`: the office has no whole copy now. */
export type CopyList = z.infer<ReturnType<typeof listSchema>>;

export type ReceiveFault =
  /** The office makes its rows anew, or its disk is full. */
  | { readonly type: "fetch/none" }
  | { readonly type: "fetch/broke-off" }
  | { readonly type: "fetch/unwritable"; readonly code: string };

type CopyState =
  | { readonly type: "awaited"; readonly done: number; readonly total: number }
  | { readonly type: "whole"; readonly folder: string }
  | ReceiveFault;

export interface ReceivedCopy {
  /** Takes the next frame. After a fault nothing is taken any more. */
  readonly hear: (frame: Uint8Array) => void;
  readonly state: () => CopyState;
  readonly close: () => void;
}

/** `into`: a folder that is there. `diskSpace`: how much room its disk has. */
export function createReceivedCopy(
  into: string,
  diskSpace: (folder: string) => { readonly freeBytes: number } = systemDiskSpace,
): ReceivedCopy {
  let list: Extract<CopyList, { readonly type: "copy" }> | undefined;
  let fault: ReceiveFault | undefined;
  let next = 0;
  let open: { readonly file: number; left: number } | undefined;
  let done = 0;
  let total = 0;

  function begin(frame: Uint8Array): void {
    const read = listSchema().safeParse(jsonOf(frame)).data;
    if (read?.type !== "copy")
      fault = { type: read === undefined ? "fetch/broke-off" : "fetch/none" };
    else {
      total = read.files.reduce((sum, { size }) => sum + size, 0);
      // An office that lies must not fill the disk before that is noticed.
      if (total > diskSpace(into).freeBytes * FREE_SHARE) {
        fault = { type: "fetch/unwritable", code: "ENOSPC" };
        return;
      }
      list = read;
      mkdirSync(path.join(into, read.folder), { recursive: true, mode: 0o700 });
    }
  }

  /** Opens the next file that has bytes. */
  function openNext(folder: string): boolean {
    while ((open?.left ?? 0) === 0) {
      close();
      const file = list?.files[next];
      if (file === undefined) return false;
      next += 1;
      open = { file: openSync(path.join(folder, file.name), "w", 0o600), left: file.size };
    }
    return true;
  }

  function write(folder: string, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && openNext(folder);) {
      if (open === undefined) return;
      const written = writeSync(open.file, bytes.subarray(at, at + open.left));
      open.left -= written;
      at += written;
      done += written;
    }
  }

  function close(): void {
    if (open !== undefined) closeSync(open.file);
    open = undefined;
  }

  return {
    hear: (frame) => {
      if (fault !== undefined) return;
      try {
        if (list === undefined) begin(frame);
        else write(path.join(into, list.folder), frame);
      } catch (cause) {
        const code = errnoCode(cause);
        if (code === undefined) throw cause;
        fault = { type: "fetch/unwritable", code };
      }
    },
    state: () => {
      if (fault !== undefined) return fault;
      if (list === undefined || done < total) return { type: "awaited", done, total };
      return { type: "whole", folder: path.join(into, list.folder) };
    },
    close,
  };
}

function jsonOf(payload: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(payload).toString());
  } catch {
    return undefined;
  }
}
