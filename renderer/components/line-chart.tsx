/** One series as a line over time or partitions (uPlot). The numbers themselves are in the table below it, so the picture is an image with a summary. */
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import { formatNumber, formatTime } from "./format.ts";
import { describeSeries, type Series, type SeriesAxis } from "./series.ts";

interface LineChartProps {
  readonly series: Series;
  readonly axis: SeriesAxis;
  /** Charts with the same name move their cursor together. */
  readonly syncKey: string;
  /** Redraws when the colours change. */
  readonly isDark: boolean;
  readonly height?: number;
}

export function LineChart({ series, axis, syncKey, isDark, height = 132 }: LineChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const style = getComputedStyle(element);
    const color = (name: string): string => style.getPropertyValue(name).trim();
    const points = series.points;
    const axisStyle = { stroke: color("--text-3"), font: "11px Inter Variable, sans-serif", grid: { stroke: color("--line"), width: 1 }, ticks: { show: false }, gap: 6 };
    const tell = (index: number | null | undefined): void => {
      const point = index == null ? undefined : points[index];
      if (readout.current) readout.current.textContent = point ? `${point.y === null ? "not a number" : formatNumber(point.y)} · ${axis === "time" ? formatTime(point.x) : point.label}` : "";
    };
    const plot = new uPlot(
      {
        width: Math.max(120, element.clientWidth),
        height,
        legend: { show: false },
        padding: [8, 8, 0, 0],
        cursor: { sync: { key: syncKey }, y: false, drag: { x: true, y: false }, points: { size: 7 } },
        scales: { x: { time: axis === "time" }, y: { range: (_plot, min, max) => padded(min, max) } },
        series: [{}, { stroke: color("--accent"), width: 1.6, spanGaps: false, points: { show: points.length < 60, size: 4, fill: color("--accent") } }],
        axes: [
          { ...axisStyle, space: 72, size: 26, ...(axis === "time" ? { values: timeLabels } : { values: (_plot: uPlot, splits: number[]) => splits.map((at) => (Number.isInteger(at) ? (points[at]?.label ?? "") : "")) }) },
          { ...axisStyle, size: 56, space: 22, values: (_plot: uPlot, splits: number[]) => splits.map(shortNumber) },
        ],
        hooks: { setCursor: [(own: uPlot) => tell(own.cursor.idx)] },
      },
      [points.map((point) => point.x), points.map((point) => point.y)],
      element,
    );
    const resize = new ResizeObserver(() => plot.setSize({ width: Math.max(120, element.clientWidth), height }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      plot.destroy();
    };
  }, [series, axis, syncKey, isDark, height]);

  const { last, min, max, count } = describeSeries(series);
  const summary = count === 0 ? "no finite value" : `${count} values, last ${formatNumber(last ?? NaN)}, between ${formatNumber(min)} and ${formatNumber(max)}`;
  return (
    <figure className="chart">
      <figcaption>
        <span className="mono strong wrap">{series.label}</span>
        <span className="num dim small"><span ref={readout} /></span>
        <span className="num">{last === null ? "–" : formatNumber(last)}</span>
      </figcaption>
      <div ref={box} role="img" aria-label={`${series.label}: ${summary}`} />
      {(series.gaps > 0 || series.rounded > 0) && (
        <p className="dim small">
          {series.gaps > 0 && `${series.gaps} not finite (NaN or infinite), left out of the line. `}
          {series.rounded > 0 && `${series.rounded} rounded to be drawn; the table has every digit.`}
        </p>
      )}
    </figure>
  );
}

/** "Oct 5", "14:00" or the year, by how far apart the marks stand. */
function timeLabels(_plot: uPlot, splits: number[], _axis: number, _space: number, step: number): string[] {
  const options: Intl.DateTimeFormatOptions = step >= 360 * 86_400 ? { year: "numeric" } : step >= 86_400 ? { month: "short", day: "numeric" } : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return splits.map((at) => new Date(at * 1000).toLocaleString("en", options));
}

function padded(min: number | null, max: number | null): [number, number] {
  if (min === null || max === null) return [0, 1];
  const span = max - min || Math.abs(max) * 0.1 || 1;
  return [min >= 0 && min - span * 0.1 < 0 ? 0 : min - span * 0.1, max + span * 0.1];
}

function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e15)) return value.toExponential(1);
  return value.toLocaleString("en", { notation: size >= 10_000 ? "compact" : "standard", maximumSignificantDigits: 4 });
}

/** A small line without axes, for a cell. */
export function Sparkline({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  if (values.length < 2) return null;
  const width = 78;
  const height = 16;
  const min = Math.min(...values);
  const span = Math.max(...values) - min || 1;
  const path = values.map((value, i) => `${i === 0 ? "M" : "L"}${((i / (values.length - 1)) * width).toFixed(1)} ${(height - 2 - ((value - min) / span) * (height - 4)).toFixed(1)}`).join("");
  return <svg className="spark" width={width} height={height} role="img" aria-label={label}><path d={path} fill="none" stroke="var(--accent)" strokeWidth="1.4" /></svg>;
}
