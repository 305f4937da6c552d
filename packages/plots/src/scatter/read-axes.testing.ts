import { elementsOf, type SvgElement } from "../parse-svg.testing.ts";

/** The scales of a picture, read from its own ticks and numbers: data to px, as a reader would. */
export interface ReadAxes {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** @param scales - which axes show ratios of logarithms */
export function readAxes(
  root: SvgElement,
  scales: { readonly x?: "log"; readonly y?: "log" } = {},
): ReadAxes {
  const texts = elementsOf(root).filter(({ name }) => name === "text");
  const marks = elementsOf(root).filter(
    ({ name, attributes }) => name === "line" && attributes["class"] === "axis",
  );
  const ticksX = marks.filter(({ attributes }) => attributes["x1"] === attributes["x2"]);
  const across = ticksX.flatMap((tick) => {
    const px = Number(tick.attributes["x1"]);
    const own = texts.find(
      ({ attributes }) =>
        attributes["text-anchor"] === "middle" &&
        attributes["x"] === tick.attributes["x1"] &&
        Number(attributes["y"]) === Number(tick.attributes["y1"]) + 19,
    );
    return own === undefined ? [] : [[valueOf(own.text, scales.x), px] as const];
  });
  const up = texts
    .filter(({ attributes, text }) => attributes["text-anchor"] === "end" && /^−?[\d.]+/.test(text))
    .filter(({ attributes }) => !("class" in attributes))
    .map((text) => [valueOf(text.text, scales.y), Number(text.attributes["y"]) - 4] as const);
  return { x: through(across), y: through(up) };
}

function valueOf(text: string, scale: "log" | undefined): number {
  const value = Number.parseFloat(text.replace("−", "-"));
  return scale === "log" ? Math.log(value) : value;
}

function through(ticks: readonly (readonly [number, number])[]): (value: number) => number {
  const [[a, from], [b, to]] = [ticks[0]!, ticks.at(-1)!];
  if (ticks.length < 2) throw new Error("fewer than two ticks");
  return (value) => from + ((value - a) / (b - a)) * (to - from);
}
