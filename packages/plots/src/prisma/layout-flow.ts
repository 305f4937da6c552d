import { columnLevels, studyBox } from "./flow-boxes.ts";
import type { BoxText, FlowLevel } from "./flow-boxes.ts";
import type { PrismaFlowData } from "./prisma-flow-data.ts";

/** A box's text broken into lines that fit. */
export interface FittedBox {
  readonly lines: readonly FittedLine[];
  readonly height: number;
}

export interface FittedLine {
  readonly text: string;
  /** The count that ends the text, set bold: after a heading, or at the right border of an item. */
  readonly count?: string;
  readonly countAt: "after" | "right";
  readonly indent: number;
}

export interface PlacedBox {
  readonly text: BoxText;
  readonly fitted: FittedBox;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A vertical bar (phase) or a horizontal one (column head). */
export interface PlacedBar {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly phases: readonly PlacedBar[];
  readonly heads: readonly PlacedBar[];
  /** Each arrow's corners, first to last; every piece is horizontal or vertical. */
  readonly arrows: readonly (readonly (readonly [number, number])[])[];
}

export interface FlowLayoutOptions {
  readonly compact: boolean;
  readonly fit: (box: BoxText, width: number) => FittedBox;
  readonly headHeight: (label: string, width: number) => number;
}

type Level = FlowLevel["level"];
const LEVELS: readonly Level[] = ["identified", "screened", "sought", "assessed"];
const ROW_GAP = 24;
const STACK_GAP = 8;
/** Room a vertical phase name needs. */
const IDENTIFICATION_MIN = 96;
const INCLUDED_MIN = 64;
const LANE = 12;
const WIDEST_BOX = 300;

const HEADS = {
  previous: "Previous studies",
  databases: "Identification of studies via databases and registers",
  other: "Identification of studies via other methods",
} as const;

/**
 * Places the boxes of a flow diagram. Wide: the columns stand side by side and share their rows. Compact: they stand
 * one under the other, and a lane at the left leads each to the box of included studies.
 */
export function layoutFlow(data: PrismaFlowData, options: FlowLayoutOptions): FlowLayout {
  return options.compact ? layoutStacked(data, options) : layoutSideBySide(data, options);
}

interface Column {
  readonly name: "databases" | "other";
  readonly levels: readonly FlowLevel[];
}

function columnsOf(data: PrismaFlowData): readonly Column[] {
  const columns: Column[] = [{ name: "databases", levels: columnLevels("databases", data.databases) }];
  if (data.other) columns.push({ name: "other", levels: columnLevels("other", data.other) });
  return columns;
}

function resultBoxes(data: PrismaFlowData): { previous?: BoxText; included: BoxText; total?: BoxText } {
  const isUpdate = data.previous !== undefined || data.total !== undefined;
  return {
    ...(data.previous && {
      previous: studyBox(
        "previous",
        "previous",
        { studies: "Studies included in previous version of review", reports: "Reports of these studies" },
        data.previous,
      ),
    }),
    included: studyBox(
      "included",
      "result",
      isUpdate
        ? { studies: "New studies included in review", reports: "Reports of new included studies" }
        : { studies: "Studies included in review", reports: "Reports of included studies" },
      data.included,
    ),
    ...(data.total && {
      total: studyBox(
        "total",
        "result",
        { studies: "Total studies included in review", reports: "Reports of total included studies" },
        data.total,
      ),
    }),
  };
}

/** Mutable sheet the two arrangements draw their boxes on. */
interface Sheet {
  readonly options: FlowLayoutOptions;
  readonly boxes: PlacedBox[];
  readonly phases: PlacedBar[];
  readonly heads: PlacedBar[];
  readonly arrows: (readonly (readonly [number, number])[])[];
}

interface ColumnFrame {
  readonly mainX: number;
  readonly sideX: number;
  readonly boxWidth: number;
}

function layoutSideBySide(data: PrismaFlowData, options: FlowLayoutOptions): FlowLayout {
  const width = 960;
  const sheet: Sheet = { options, boxes: [], phases: [], heads: [], arrows: [] };
  const columns = columnsOf(data);
  const results = resultBoxes(data);
  const barWidth = 26;
  const previousWidth = results.previous ? 150 : 0;
  const columnGap = 28;
  const innerGap = columns.length === 1 ? 48 : 30;
  const beforeColumns = barWidth + 14 + (results.previous ? previousWidth + 24 : 0);
  const columnRoom = (width - 16 - beforeColumns - (columns.length - 1) * columnGap) / columns.length;
  const boxWidth = Math.min(WIDEST_BOX, (columnRoom - innerGap) / 2);
  const columnWidth = 2 * boxWidth + innerGap;
  const barX = (width - beforeColumns - columns.length * columnWidth - (columns.length - 1) * columnGap) / 2;
  const left = barX + barWidth + 14;
  const columnsLeft = barX + beforeColumns;
  const frames = columns.map((_, i): ColumnFrame => {
    const mainX = columnsLeft + i * (columnWidth + columnGap);
    return { mainX, sideX: mainX + boxWidth + innerGap, boxWidth };
  });

  const headLabels: [string, number, number][] = columns.map((column, i) => [
    HEADS[column.name],
    frames[i]!.mainX,
    columnWidth,
  ]);
  if (results.previous) headLabels.unshift([HEADS.previous, left, previousWidth]);
  const headHeight = Math.max(...headLabels.map(([label, , w]) => options.headHeight(label, w)));
  for (const [label, x, w] of headLabels) sheet.heads.push({ label, x, y: 8, width: w, height: headHeight });

  let y = 8 + headHeight + 16;
  const mains = columns.map(() => new Map<Level, PlacedBox>());
  let previous: PlacedBox | undefined;
  const phaseEdges: number[] = [];
  for (const level of LEVELS) {
    const inRow = columns.flatMap((column, i) => {
      const found = column.levels.find((candidate) => candidate.level === level);
      return found ? [{ found, i }] : [];
    });
    let height = level === "identified" ? IDENTIFICATION_MIN : 0;
    phaseEdges.push(y);
    for (const { found, i } of inRow) {
      const placed = placeLevel(sheet, found, frames[i]!, y);
      mains[i]!.set(level, placed.main);
      height = Math.max(height, placed.height);
    }
    if (level === "identified" && results.previous) {
      previous = placeBox(sheet, results.previous, left, y, previousWidth);
      height = Math.max(height, previous.height);
    }
    y += height + ROW_GAP;
  }
  phaseEdges.push(y);
  const included = placeBox(sheet, results.included, frames[0]!.mainX, y, boxWidth, INCLUDED_MIN);
  y += included.height;
  const total =
    results.total && placeBox(sheet, results.total, frames[0]!.mainX, (y += ROW_GAP), boxWidth, INCLUDED_MIN);
  if (total) y += total.height;

  mains.forEach((column) => joinDown(sheet, column));
  const last = mains.map((column) => column.get("assessed")!);
  sheet.arrows.push([bottomOf(last[0]!), topOf(included)]);
  if (last[1]) {
    const [x, from] = bottomOf(last[1]);
    const level = included.y + included.height / 2;
    sheet.arrows.push([
      [x, from],
      [x, level],
      [included.x + included.width, level],
    ]);
  }
  if (total) sheet.arrows.push([bottomOf(included), topOf(total)]);
  if (previous) {
    const into = total ?? included;
    const [x, from] = bottomOf(previous);
    const level = into.y + into.height / 2;
    sheet.arrows.push([
      [x, from],
      [x, level],
      [into.x, level],
    ]);
  }
  const [identifiedTop, screeningTop, , , includedTop] = phaseEdges as [
    number,
    number,
    number,
    number,
    number,
  ];
  const bar = { x: barX, width: barWidth };
  sheet.phases.push(
    { ...bar, label: "Identification", y: identifiedTop, height: screeningTop - ROW_GAP - identifiedTop },
    { ...bar, label: "Screening", y: screeningTop, height: includedTop - ROW_GAP - screeningTop },
    { ...bar, label: "Included", y: includedTop, height: y - includedTop },
  );
  return finish(sheet, width, y + 8);
}

function layoutStacked(data: PrismaFlowData, options: FlowLayoutOptions): FlowLayout {
  const width = 380;
  const sheet: Sheet = { options, boxes: [], phases: [], heads: [], arrows: [] };
  const columns = columnsOf(data);
  const results = resultBoxes(data);
  const bar = { x: 4, width: 22 };
  const left = bar.x + bar.width + 8;
  const lanes = (results.previous ? 1 : 0) + (columns.length > 1 ? 1 : 0);
  const mainX = left + lanes * LANE;
  const gap = 24;
  const boxWidth = (width - 6 - mainX - gap) / 2;
  const frame: ColumnFrame = { mainX, sideX: mainX + boxWidth + gap, boxWidth };
  const laneX = (lane: number): number => left + lane * LANE + 2;
  const addHead = (label: string, y: number): number => {
    const headWidth = width - 6 - mainX;
    const head = { label, x: mainX, y, width: headWidth, height: options.headHeight(label, headWidth) };
    sheet.heads.push(head);
    return y + head.height + 12;
  };

  let y = 6;
  let previous: PlacedBox | undefined;
  if (results.previous) {
    y = addHead(HEADS.previous, y);
    previous = placeBox(sheet, results.previous, mainX, y, width - 6 - mainX);
    y += previous.height + ROW_GAP;
  }
  const last: { box: PlacedBox; below: number }[] = [];
  for (const column of columns) {
    y = addHead(HEADS[column.name], y);
    const mains = new Map<Level, PlacedBox>();
    const top = y;
    let screeningTop = y;
    for (const found of column.levels) {
      if (found.level !== "identified" && mains.size === 1) screeningTop = y;
      const placed = placeLevel(sheet, found, frame, y);
      mains.set(found.level, placed.main);
      y += Math.max(placed.height, found.level === "identified" ? IDENTIFICATION_MIN : 0) + ROW_GAP;
    }
    joinDown(sheet, mains);
    last.push({ box: mains.get("assessed")!, below: y - ROW_GAP / 2 });
    sheet.phases.push(
      { ...bar, label: "Identification", y: top, height: screeningTop - ROW_GAP - top },
      { ...bar, label: "Screening", y: screeningTop, height: y - ROW_GAP - screeningTop },
    );
  }
  const includedTop = y;
  const included = placeBox(sheet, results.included, mainX, y, boxWidth, INCLUDED_MIN);
  y += included.height;
  const total =
    results.total && placeBox(sheet, results.total, mainX, (y += ROW_GAP), boxWidth, INCLUDED_MIN);
  if (total) y += total.height;
  sheet.phases.push({ ...bar, label: "Included", y: includedTop, height: y - includedTop });

  sheet.arrows.push([bottomOf(last.at(-1)!.box), topOf(included)]);
  if (last.length > 1) sheet.arrows.push(laneArrow(last[0]!.box, last[0]!.below, included, laneX(lanes - 1)));
  if (total) sheet.arrows.push([bottomOf(included), topOf(total)]);
  if (previous)
    sheet.arrows.push(
      laneArrow(previous, previous.y + previous.height + ROW_GAP / 2, total ?? included, laneX(0)),
    );
  return finish(sheet, width, y + 6);
}

/** Places one level of a column: the main box, what leaves beside it, and the arrows between them. */
function placeLevel(
  sheet: Sheet,
  level: FlowLevel,
  frame: ColumnFrame,
  y: number,
): { main: PlacedBox; height: number } {
  const main = placeBox(sheet, level.main, frame.mainX, y, frame.boxWidth);
  let bottom = main.y + main.height;
  const middle = main.y + main.height / 2;
  let sideY = y;
  level.beside.forEach((text, i) => {
    const height = sheet.options.fit(text, frame.boxWidth).height;
    if (i === 0) sideY = middle - Math.min(height, main.height) / 2;
    const side = placeBox(sheet, text, frame.sideX, sideY, frame.boxWidth);
    const at = i === 0 ? middle : side.y + side.height / 2;
    const from = at < main.y + main.height - 2 ? main.x + main.width : main.x + main.width / 2;
    sheet.arrows.push([
      [from, at],
      [side.x, at],
    ]);
    bottom = Math.max(bottom, side.y + side.height);
    sideY = side.y + side.height + STACK_GAP;
  });
  return { main, height: bottom - y };
}

function placeBox(sheet: Sheet, text: BoxText, x: number, y: number, width: number, least = 0): PlacedBox {
  const fitted = sheet.options.fit(text, width);
  const box = { text, fitted, x, y, width, height: Math.max(least, fitted.height) };
  sheet.boxes.push(box);
  return box;
}

function joinDown(sheet: Sheet, mains: ReadonlyMap<Level, PlacedBox>): void {
  const boxes = [...mains.values()];
  boxes.slice(1).forEach((box, i) => sheet.arrows.push([bottomOf(boxes[i]!), topOf(box)]));
}

/** Leaves a box downwards, turns into the lane under its row, and enters the other box from the left. */
function laneArrow(
  from: PlacedBox,
  below: number,
  to: PlacedBox,
  lane: number,
): readonly (readonly [number, number])[] {
  const [x, start] = bottomOf(from);
  const end = to.y + to.height / 2;
  return [
    [x, start],
    [x, below],
    [lane, below],
    [lane, end],
    [to.x, end],
  ];
}

function topOf(box: PlacedBox): readonly [number, number] {
  return [box.x + box.width / 2, box.y];
}

function bottomOf(box: PlacedBox): readonly [number, number] {
  return [box.x + box.width / 2, box.y + box.height];
}

function finish(sheet: Sheet, width: number, height: number): FlowLayout {
  const { boxes, phases, heads, arrows } = sheet;
  return { width, height, boxes, phases, heads, arrows };
}
