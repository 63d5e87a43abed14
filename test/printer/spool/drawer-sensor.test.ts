/** What is made of a drawer's switch: random evenings of pulses, keys, bounces and looks at the wire. */

import { expect, test } from "vitest";

import { createDrawerSensor, type OpenLevel } from "../../../src/printer/spool/drawer-sensor.ts";
import { createDice, type Dice } from "../../support/dice.ts";

const EVENINGS = 300;
const TICK_MS = 100;

test("each opening by the key is told once, whichever way the switch is wired", () => {
  for (let seed = 1; seed <= EVENINGS; seed += 1) {
    const evening = createEvening(seed);
    for (let sale = 0; sale < 3; sale += 1) evening.sell();
    const { told } = evening;
    let turned = 0;
    for (let act = 0; act < 40; act += 1) {
      if (evening.dice.chance(30)) {
        evening.turnKey();
        turned += 1;
      } else evening.sell();
    }
    expect({ seed, told: told() }).toEqual({ seed, told: turned });
  }
});

test("nothing is told of a wire on which no pulse changes anything", () => {
  for (let seed = 1; seed <= EVENINGS; seed += 1) {
    const evening = createEvening(seed, { hasSwitch: false });
    for (let act = 0; act < 40; act += 1) {
      if (evening.dice.chance(30)) evening.turnKey();
      else evening.sell();
    }
    expect(evening.told()).toBe(0);
    // Whoever prints is asked no more than a few times in vain.
    expect(evening.looks()).toBeLessThan(60);
  }
});

test("a drawer that was shut while the pulse came teaches nothing that two others don't", () => {
  const sensor = createDrawerSensor({ openLevel: "low", learn: () => expect.unreachable() });
  sensor.see("low", 0);
  sensor.pulseBegins(10_000);
  sensor.pulseEnds(10_100, false);
  sensor.see("high", 10_500);
  sensor.see("high", 60_000);
  sensor.pulseBegins(70_000);
  sensor.pulseEnds(70_100, false);
  expect(sensor.see("low", 70_500)).toBe(false);
});

test("a pulse in doubt may open the drawer when the printer goes on", () => {
  const sensor = createDrawerSensor({ openLevel: "low", learn: () => undefined });
  sensor.see("high", 0);
  sensor.see("high", 5000);
  sensor.pulseBegins(6000);
  sensor.pulseEnds(36_000, true);
  sensor.see("high", 100_000);
  sensor.see("low", 102_000);

  expect(sensor.see("low", 104_000)).toBe(false);
});

interface Evening {
  readonly dice: Dice;
  readonly sell: () => void;
  readonly turnKey: () => void;
  readonly told: () => number;
  readonly looks: () => number;
}

/** A drawer on a wire, looked at when the sensor asks for it; now and then its printer tells by itself. */
function createEvening(seed: number, { hasSwitch = true } = {}): Evening {
  const dice = createDice(seed);
  const openIsHigh = dice.chance(50);
  const tellsItself = dice.chance(50);
  const counts = { told: 0, looks: 0 };
  let nowMs = 1_000_000;
  let isOpen = false;
  const sensor = createDrawerSensor({ openLevel: undefined, learn: () => undefined });

  function level(): OpenLevel {
    return !hasSwitch || isOpen === openIsHigh ? "high" : "low";
  }

  function look(): void {
    if (sensor.see(level(), nowMs)) counts.told += 1;
  }

  function wait(ms: number): void {
    const endMs = nowMs + ms;
    while (nowMs < endMs) {
      nowMs += TICK_MS;
      if (!sensor.isDue(nowMs)) continue;
      counts.looks += 1;
      look();
    }
  }

  function tell(): void {
    // Twice where something else of the printer changes as well.
    for (let time = dice.nat(3); time > 0; time -= 1) if (tellsItself) look();
  }

  function shake(times: number): void {
    for (let shakes = times; shakes > 0; shakes -= 1) {
      isOpen = !isOpen;
      tell();
      nowMs += 50;
    }
  }

  /** It bounces; and later somebody bumps into the counter. */
  function shut(): void {
    shake(1 + 2 * dice.nat(4));
    wait(5000 + dice.nat(20_000));
    shake(2 * dice.nat(3));
    wait(5000);
  }

  return {
    dice,
    told: () => counts.told,
    looks: () => counts.looks,
    sell: () => {
      if (sensor.see(level(), nowMs)) counts.told += 1;
      sensor.pulseBegins(nowMs);
      nowMs += dice.nat(1500);
      sensor.pulseEnds(nowMs, false);
      nowMs += 200;
      isOpen = true;
      if (tellsItself) look();
      wait(3000 + dice.nat(15_000));
      shut();
    },
    turnKey: () => {
      isOpen = true;
      wait(5000 + dice.nat(60_000));
      shut();
    },
  };
}
