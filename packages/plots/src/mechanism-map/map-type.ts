import type { MechanismNode } from "./mechanism-map-data.ts";

/** Sizes of text in the map, px. */
export interface MapType {
  readonly size: number;
  readonly line: number;
  /** Size of species codes and counts on the lines. */
  readonly tag: number;
}

export const WIDE_TYPE: MapType = { size: 12.5, line: 15, tag: 11 };
export const COMPACT_TYPE: MapType = { size: 12, line: 14.5, tag: 11 };

/** What every part of the drawing needs to know of the map. */
export interface MapContext {
  readonly type: MapType;
  readonly nodes: ReadonlyMap<string, MechanismNode>;
  /** Species → its letters on the lines. */
  readonly codes: ReadonlyMap<string, string>;
}

/** A finished piece of the picture and the height it takes. */
export interface DrawnPart {
  readonly svg: string;
  readonly height: number;
}

/** A coordinate as it is written in paths. */
export function px(x: number): number {
  return Math.round(x * 100) / 100 + 0;
}
