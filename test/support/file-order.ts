/** The order in which files of tests begin: the longest first, so that none is left alone at the end. */

import path from "node:path";

import { BaseSequencer, type TestSpecification } from "vitest/node";

import { knownSeconds, secondsOf } from "../../scripts/test-times.mjs";

export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sort = super.sort.bind(this);
    const sorted = await sort(files);
    const known = knownSeconds();
    return sorted.toSorted((one, other) => secondsIn(other) - secondsIn(one));

    function secondsIn({ moduleId }: TestSpecification): number {
      const file = path.relative(process.cwd(), moduleId);
      return secondsOf(file, known).wall;
    }
  }
}
