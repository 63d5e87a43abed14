/**
 * A line keyed at one small box until it stands on the screen of another: each register has a fifth of a processor of its
 * own, on the network of `shown-lines.ts`, and beside it the same with whole processors.
 */

import path from "node:path";

import { type Measurement, rounded } from "../measurement.ts";
import { isWithoutNetwork } from "../mesh/no-network.ts";
import { shownLines } from "../mesh/shown-lines.ts";
import { openSmallBox, type SmallBox, SMALLEST_BOX } from "../small-box.ts";
import { keyTimes } from "../timed-terminal.ts";
import { SMALLEST_NOTE, SMALLEST_WHY, sayNoBox } from "./no-box.ts";

interface SmallMeshSizes {
  readonly tills: number;
  readonly orders: number;
  /** Lines of each order. */
  readonly lines: number;
}

export async function measureSmallMesh(
  dir: string,
  sizes: SmallMeshSizes,
): Promise<ReadonlyArray<Measurement>> {
  if (isWithoutNetwork("Lines on another small box")) return [];
  const boxes = openBoxes();
  if (boxes === undefined) return sayNoBox("Lines on another till");
  try {
    const own = await shownLines(
      path.join(dir, "small"),
      sizes,
      (command, at) => boxes[at]?.command(command) ?? command,
    );
    const whole = await shownLines(path.join(dir, "whole"), sizes);
    const [small, beside] = [own, whole].map((lines) => keyTimes(lines.map(({ farMs }) => farMs)));
    const note = `${sizes.tills} tills, 20 ms each way, 1 % loss; the registers with ${SMALLEST_NOTE} each`;
    return [
      row("a line keyed at A until it is on B's screen, median", [small?.p50, beside?.p50], note),
      {
        ...row("the same, 99 of 100", [small?.p99, beside?.p99], note),
        limit: 400,
        why: SMALLEST_WHY,
      },
    ];
  } finally {
    for (const box of boxes) box.close();
  }
}

/** Two boxes, one of each register; undefined where there are none. */
function openBoxes(): ReadonlyArray<SmallBox> | undefined {
  const near = openSmallBox(`till-near-${process.pid}`, SMALLEST_BOX);
  if (near === undefined) return undefined;
  const far = openSmallBox(`till-far-${process.pid}`, SMALLEST_BOX);
  return far === undefined ? [near] : [near, far];
}

function row(
  name: string,
  [small = 0, whole = 0]: ReadonlyArray<number | undefined>,
  note: string,
): Measurement {
  return {
    name,
    value: rounded(small, 1),
    unit: "ms",
    note: `${note}; without ${rounded(whole, 1)} ms`,
  };
}
