export type { ForestColumn, ForestPlotData, ForestPlotOptions, ForestRow } from "./forest/data.ts";
export { forestPlot } from "./forest/forest-plot.ts";
export { formatEffect, formatNumber } from "./svg/format-number.ts";
export type {
  PublishedPoint,
  TimeCourseData,
  TimeCoursePoint,
  TimeCourseWindow,
} from "./time-course/data.ts";
export { timeCoursePlot, type TimeCourseOptions } from "./time-course/time-course-plot.ts";
export { prismaFlowDiagram, type PrismaFlowOptions } from "./prisma/prisma-flow-diagram.ts";
export type { DatabaseFlow, OtherFlow, PrismaFlowData, StudyCount } from "./prisma/prisma-flow-data.ts";
export { trafficLightPlot, type TrafficLightOptions } from "./traffic-lights/traffic-light-plot.ts";
export type {
  BiasDomain,
  BiasRow,
  Judgement,
  TrafficLightData,
} from "./traffic-lights/traffic-light-data.ts";
export { robSummaryPlot } from "./traffic-lights/rob-summary-plot.ts";
export { mechanismMap } from "./mechanism-map/mechanism-map.ts";
export type { MechanismMapOptions } from "./mechanism-map/mechanism-map.ts";
export type {
  MechanismEdge,
  MechanismMapData,
  MechanismNode,
  MechanismNodeKind,
  MechanismSign,
} from "./mechanism-map/mechanism-map-data.ts";
export type { FigureTexts, PlotMeasure, PlotOptions } from "./scatter/style.ts";
export { baujatPlot, type BaujatPlotData } from "./baujat/baujat-plot.ts";
export { bubblePlot, type BubblePlotData } from "./bubble/bubble-plot.ts";
export { draperyPlot, type DraperyPlotData } from "./drapery/drapery-plot.ts";
export { funnelPlot, type FunnelPlotData } from "./funnel/funnel-plot.ts";
export { goshPlot, type GoshPlotData } from "./gosh/gosh-plot.ts";
export { labbePlot, type LabbePlotData } from "./labbe/labbe-plot.ts";
export { radialPlot, type RadialPlotData } from "./radial/radial-plot.ts";
export {
  recallCurvePlot,
  type RecallCurvePlotData,
  type RecallCurvePoint,
} from "./recall-curve/recall-curve-plot.ts";
