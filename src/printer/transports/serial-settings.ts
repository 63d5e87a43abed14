/**
 * How a serial port talks, set by `stty` while the port is open: some drivers forget it when the last
 * one closes the port. Hardware flow control is on, because a printer's buffer is small.
 */

import { spawn } from "node:child_process";

import { type PrinterTrouble } from "../../domain/printer-trouble.ts";

const RAW = ["raw", "-echo", "cs8", "-parenb", "-cstopb", "crtscts", "clocal", "-hupcl"];
/** A line that breaks, and what is not whole on it, must not come as a byte, which could be an answer. */
const QUIET = ["ignbrk", "inpck", "ignpar"];

/**
 * By its path: an open file that is handed to another program as its input is made blocking by that,
 * for everybody who has it open.
 */
export function setSerialPort(path: string, baud: number): Promise<PrinterTrouble | undefined> {
  const words = ["-F", path, String(baud), ...RAW, ...QUIET];
  const stty = spawn("stty", words, { stdio: "ignore" });
  const { promise, resolve } = Promise.withResolvers<PrinterTrouble | undefined>();
  stty.on("error", () => {
    resolve("off");
  });
  stty.on("close", (code) => {
    resolve(code === 0 ? undefined : "off");
  });
  return promise;
}
