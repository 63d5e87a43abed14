/** The switch that planted bugs ask, in the process that runs the tests. */

/** More than a file of tests asks the switch, by so much: then a loop no longer ends. */
const TIMES_AS_OFTEN = 50;
const AT_LEAST = 5_000_000;

export class Switch {
  /** Whether a test has failed since the bugs were chosen. */
  failed = false;
  #isOn;
  #isSeen;
  #left = Infinity;
  #count = 0;

  /** @param {number} mutants their ids are 1 to this */
  constructor(mutants) {
    this.#isOn = new Uint8Array(mutants + 1);
    this.#isSeen = new Uint8Array(mutants + 1);
  }

  /** Whether the bug is there now. Asked wherever one was planted. @type {(id: number) => boolean} */
  on(id) {
    this.#isSeen[id] = 1;
    this.#count += 1;
    if (this.#count > this.#left) throw new Error("A planted bug has made an endless loop.");
    return this.#isOn[id] === 1;
  }

  /**
   * @param {ReadonlyArray<number>} ids
   * @param {number} [usual] so often the switch is asked without a bug
   */
  choose(ids, usual) {
    this.#isOn.fill(0);
    for (const id of ids) this.#isOn[id] = 1;
    this.#isSeen.fill(0);
    this.#count = 0;
    this.#left = usual === undefined ? Infinity : Math.max(AT_LEAST, usual * TIMES_AS_OFTEN);
    this.failed = false;
  }

  /** What was asked for since then, and how often. */
  told() {
    const seen = [...this.#isSeen.keys()].filter((id) => this.#isSeen[id] === 1);
    return { seen, asked: this.#count };
  }
}
