/** Charts by uPlot, of the data that stand beside them. */

import uPlot from "uplot";

interface ChartData {
  readonly over: "hours" | "days";
  readonly labels: ReadonlyArray<number | string>;
  /** What stands below the chart, where it is over days. */
  readonly ticks: ReadonlyArray<string>;
  readonly series: ReadonlyArray<{
    readonly name: string;
    readonly amounts: ReadonlyArray<number | null>;
    readonly isPast?: boolean;
  }>;
  readonly decimals: number;
  readonly decimal: string;
  readonly group: string;
}

const HEIGHT = 240;
const AXIS_PIXELS = 32;
/** A line needs two points. */
const FEW = 3;
const PAST = { width: 2, dash: [6, 4], spanGaps: true };
const DAY_HOURS = 24;
const TICK_PIXELS = 46;
/** Digits and signs of the axes. */
const DIGIT_PIXELS = 8;
const FONT = "12px system-ui, sans-serif";

const drawn = new WeakMap<Element, uPlot>();
const widths = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    const width = Math.floor(contentRect.width);
    const plot = drawn.get(target);
    if (plot !== undefined && width > 0 && plot.width !== width)
      plot.setSize({ width, height: HEIGHT });
  }
});

export function drawCharts(within: ParentNode): void {
  for (const figure of within.querySelectorAll("figure.chart")) {
    const plot = figure.querySelector<HTMLElement>(".plot");
    const text = figure.querySelector("script")?.textContent;
    if (plot === null || text === undefined) continue;
    const data = JSON.parse(text) as ChartData;
    drawn.set(plot, draw(data, plot));
    widths.observe(plot);
  }
}

function draw(data: ChartData, plot: HTMLElement): uPlot {
  const { over, labels, series, decimals } = data;
  const colours = getComputedStyle(document.documentElement);
  const [now, past, grid, ink] = ["--now", "--past", "--grid", "--soft"].map((name) =>
    colours.getPropertyValue(name),
  );
  const unit = 10 ** decimals;
  const places = over === "hours" ? labels.map(Number) : labels.map((_, at) => at);
  const values = series.map(({ amounts }) =>
    amounts.map((amount) => (amount === null ? null : amount / unit)),
  );
  const highest = Math.max(0, ...values.flat().map((value) => value ?? 0));
  const axis = {
    stroke: ink ?? "",
    grid: { stroke: grid ?? "", width: 1 },
    ticks: { show: false },
    font: FONT,
  };
  const options: uPlot.Options = {
    width: Math.floor(plot.clientWidth),
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false },
      y: { range: (_, low, high) => [Math.min(0, low), Math.max(high * 1.05, 1)] },
    },
    axes: [
      {
        ...axis,
        incrs: over === "hours" ? [1, 2, 3, 4, 6, 12] : [1, 2, 7, 14, 28, 56, 112],
        size: AXIS_PIXELS,
        space: TICK_PIXELS,
        values: (_, splits) => splits.map((split) => labelOf(data, split)),
      },
      {
        ...axis,
        size: 16 + amountText(data, highest).length * DIGIT_PIXELS,
        values: (_, splits) => splits.map((split) => amountText(data, split)),
      },
    ],
    series: [
      {},
      ...series.map(({ name, isPast }) => {
        const style =
          isPast === true
            ? { stroke: past ?? "", ...PAST }
            : { stroke: now ?? "", fill: `${now ?? ""}22`, width: 3 };
        return Object.assign(style, { label: name, points: { show: places.length < FEW } });
      }),
    ],
  };
  return new uPlot(options, [places, ...values], plot);
}

function labelOf({ over, ticks }: ChartData, place: number): string {
  if (over === "days") return ticks[place] ?? "";
  return Number.isInteger(place) ? `${place % DAY_HOURS}:00` : "";
}

/** Whole units: the table has the rest. */
function amountText({ decimal, group }: ChartData, amount: number): string {
  const isWhole = Number.isInteger(amount);
  const [whole = "", part] = (isWhole ? String(amount) : amount.toFixed(2)).split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, group);
  return part === undefined ? grouped : grouped + decimal + part;
}
