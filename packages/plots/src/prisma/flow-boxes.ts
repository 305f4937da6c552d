import type { DatabaseFlow, OtherFlow, ReasonCount, StudyCount } from "./prisma-flow-data.ts";

/** What a box says: a heading with its count, and counted items under it. */
export interface BoxText {
  /** Key of the box, as in `PrismaFlowData.refs`. */
  readonly key: string;
  /** "flow" boxes are on the way to inclusion, "out" boxes leave it, "waiting" boxes are not decided yet. */
  readonly role: "flow" | "out" | "waiting" | "result" | "previous";
  readonly heading: string;
  /** Absent where the heading only introduces the items. */
  readonly n?: number;
  readonly items: readonly ReasonCount[];
}

/** One level of a column: the box on the way, and what leaves or waits beside it. */
export interface FlowLevel {
  readonly level: "identified" | "screened" | "sought" | "assessed";
  readonly main: BoxText;
  readonly beside: readonly BoxText[];
}

/** The boxes of one column, in the wording of the PRISMA 2020 template (Page 2021, BMJ 372:n71, figure 1). */
export function columnLevels(
  column: "databases" | "other",
  flow: DatabaseFlow | OtherFlow,
): readonly FlowLevel[] {
  const key = (name: string): string => `${column}.${name}`;
  const levels: FlowLevel[] = [
    {
      level: "identified",
      main: {
        key: key("identified"),
        role: "flow",
        heading: "Records identified",
        n: flow.identified,
        items: flow.sources.map(({ name, n }) => ({ reason: name, n })),
      },
      beside: removedBefore(key("removed"), flow),
    },
  ];
  if (flow.screened !== undefined) {
    levels.push({
      level: "screened",
      main: { key: key("screened"), role: "flow", heading: "Records screened", n: flow.screened, items: [] },
      beside: [
        ...counted("out", key("excludedAtScreening"), "Records excluded", flow.excludedAtScreening),
        ...counted("waiting", key("awaitingScreening"), "Records awaiting screening", flow.awaitingScreening),
      ],
    });
  }
  levels.push(
    {
      level: "sought",
      main: {
        key: key("sought"),
        role: "flow",
        heading: "Reports sought for retrieval",
        n: flow.sought,
        items: [],
      },
      beside: counted("out", key("notRetrieved"), "Reports not retrieved", flow.notRetrieved),
    },
    {
      level: "assessed",
      main: {
        key: key("assessed"),
        role: "flow",
        heading: "Reports assessed for eligibility",
        n: flow.assessed,
        items: [],
      },
      beside: [
        {
          key: key("excludedAtFullText"),
          role: "out",
          heading: "Reports excluded",
          n: flow.excludedAtFullText.reduce((sum, { n }) => sum + n, 0),
          items: flow.excludedAtFullText,
        },
        ...counted("waiting", key("awaitingFullText"), "Reports awaiting assessment", flow.awaitingFullText),
      ],
    },
  );
  return levels;
}

/** The box under the arrows: how many studies, described by how many reports. */
export function studyBox(
  key: string,
  role: "result" | "previous",
  wording: StudyWording,
  count: StudyCount,
): BoxText {
  return {
    key,
    role,
    heading: wording.studies,
    n: count.studies,
    items: [{ reason: wording.reports, n: count.reports }],
  };
}

interface StudyWording {
  readonly studies: string;
  readonly reports: string;
}

function removedBefore(key: string, flow: DatabaseFlow | OtherFlow): readonly BoxText[] {
  const items: ReasonCount[] = [];
  if (flow.duplicatesRemoved !== undefined)
    items.push({ reason: "Duplicate records", n: flow.duplicatesRemoved });
  if ("automationRemoved" in flow) {
    items.push({ reason: "Marked as ineligible by automation tools", n: flow.automationRemoved });
  }
  if ("otherRemoved" in flow) items.push(...(flow.otherRemoved ?? []));
  if (items.length === 0) return [];
  return [{ key, role: "out", heading: "Records removed before screening", items }];
}

function counted(
  role: "out" | "waiting",
  key: string,
  heading: string,
  n: number | undefined,
): readonly BoxText[] {
  return n === undefined ? [] : [{ key, role, heading, n, items: [] }];
}
