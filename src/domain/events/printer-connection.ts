/** How a till reaches a printer, as data: it stands in events, so nothing of it ever changes its meaning. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";

const placeSchema = lazy(() => z.string().min(1).max(200));
const usbNumberSchema = lazy(() => z.int().min(0).max(0xffff));

export const connectionSchema = lazy(() =>
  z
    .discriminatedUnion("type", [
      /** A text file beside the store. */
      z.object({ type: z.literal("virtual") }),
      /** The bytes for a printer, in a file beside the store. */
      z.object({ type: z.literal("file") }),
      z.object({
        type: z.literal("network"),
        host: placeSchema(),
        port: z.int().min(1).max(65_535),
        serial: placeSchema()
          .optional()
          .describe("What it says of itself: at another address it is still the same."),
        mac: placeSchema().optional(),
      }),
      z.object({
        type: z.literal("usb"),
        vendor: usbNumberSchema(),
        product: usbNumberSchema(),
        serial: placeSchema().optional(),
        place: placeSchema()
          .optional()
          .describe("Bus and ports, such as `1-2.3`: of two that have no serial number."),
      }),
      z.object({
        type: z.literal("serial"),
        path: placeSchema(),
        baud: z.int().min(300).max(921_600),
      }),
      z.object({ type: z.literal("device"), path: placeSchema() }),
    ])
    .meta({ title: "connection", description: "How a till reaches a printer." }),
);
export type Connection = Readonly<z.infer<ReturnType<typeof connectionSchema>>>;

/** Whether the printer is emulated: nothing is plugged in, and nobody answers. */
export function isInSoftware(
  connection: Connection,
): connection is Extract<Connection, { readonly type: "virtual" | "file" }> {
  return connection.type === "virtual" || connection.type === "file";
}

/**
 * Whether both connections lead to one printer, as far as that can be told. Behind a print server or a
 * router several have one hardware address: what they say of themselves tells them apart.
 */
export function isSamePrinter(one: Connection, other: Connection): boolean {
  if (isInSoftware(one)) return false;
  if (one.type !== "network" || other.type !== "network") {
    return JSON.stringify(one) === JSON.stringify(other);
  }
  const isSamePlace = one.host === other.host && one.port === other.port;
  if (isSamePlace) return true;
  const areOthers =
    one.serial !== undefined && other.serial !== undefined && one.serial !== other.serial;
  return !areOthers && one.mac !== undefined && one.mac === other.mac;
}

/** Whether other tills can reach it as well as the one that drives it. */
export function isShared({ type }: Connection): boolean {
  return type === "network";
}
