import { expect, test } from "vitest";
import { describeBrowser, withPage } from "../../../../tools/testing/browser.ts";
import type { ForestPlotData } from "./data.ts";
import { EVERYTHING, RESPONSE_24H } from "./example.testing.ts";
import { forestPlot } from "./forest-plot.ts";

/** Names and a measure as authors of registered reports write them. */
function longNames(data: ForestPlotData): ForestPlotData {
  return {
    ...data,
    measure: { ...data.measure, label: "Standardised mean difference of the Montgomery-Åsberg score" },
    rows: data.rows.map((row) =>
      "label" in row
        ? { ...row, label: `${row.label}, Multicentre Women’s Trial Group, second cohort` }
        : row,
    ),
  };
}

const DATA: readonly ForestPlotData[] = [RESPONSE_24H, EVERYTHING].flatMap((data) => [data, longNames(data)]);
const FIGURES = DATA.flatMap((data, i) =>
  [true, false].map((compact) => forestPlot({ ...data, id: `figure-${i}-${compact}` }, { compact })),
);

describeBrowser("forest plots as a browser draws them", () => {
  // On a machine without one of these fonts its default takes the place: then the test asks less, never something else.
  test.each(["DejaVu Sans", "Liberation Sans"])(
    "in %s no text touches another",
    async (font) => {
      const touching = await withPage({ width: 1300 }, async (page) => {
        const html = FIGURES.map((svg) => svg.replaceAll(/font-family:[^;}]*/g, `font-family:"${font}"`));
        await page.setContent(html.join(""));
        return page.evaluate(() =>
          [...document.querySelectorAll("svg")].flatMap((svg) => {
            const sheet = svg.getBoundingClientRect();
            const pieces = [...svg.querySelectorAll("text")].flatMap((text) =>
              text.querySelector("tspan") === null ? [text] : [...text.querySelectorAll("tspan")],
            );
            const boxes = pieces
              .filter((piece) => piece.textContent.trim() !== "")
              .map((piece) => {
                const { left, right, top, bottom } = piece.getBoundingClientRect();
                return {
                  text: piece.textContent,
                  parent: piece.parentElement,
                  left,
                  right,
                  middle: (top + bottom) / 2,
                };
              });
            const outside = boxes.filter(
              ({ left, right }) => left < sheet.left - 1 || right > sheet.right + 1,
            );
            const pairs = boxes.flatMap((a, i) =>
              boxes
                .slice(i + 1)
                .filter((b) => Math.abs(a.middle - b.middle) < 6)
                // The two pieces of a number meet at its point.
                .filter((b) => !(a.parent === b.parent && b.text.startsWith(".")))
                .filter((b) => {
                  // The blank that ends a piece may lie under the next one.
                  const blank = (a.left < b.left ? a : b).text.endsWith(" ") ? 6 : 0;
                  return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 + blank;
                })
                .map((b) => `${a.text} | ${b.text}`),
            );
            return [...outside.map(({ text }) => `outside: ${text}`), ...pairs];
          }),
        );
      });
      expect(touching).toEqual([]);
    },
    60_000,
  );
});
