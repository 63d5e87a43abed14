/**
 * What V8 is told of memory where a process stays: left to itself it takes what is free, half a
 * gigabyte on a box that has it, before it collects what nobody needs. The second is a bound that is
 * never to be met: with 20,000 goods a till holds some 50 MB, and passes 240 while it reads them anew.
 */

/** @type {ReadonlyArray<string>} */
export const MEMORY_FLAGS = ["--max-semi-space-size=8", "--max-old-space-size=512"];
