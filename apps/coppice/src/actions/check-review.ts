import { prismaFlow, readReview, type CheckedReview, type PrismaFlow } from "@coppice/review";
import { readFolder, sha256 } from "@coppice/store";

export interface LoadedReview {
  readonly checked: CheckedReview;
  readonly flow: PrismaFlow | undefined;
  readonly files: number;
}

/** Reads a review folder and checks everything in it, the PRISMA accounting included. */
export async function checkReview(folder: string): Promise<LoadedReview> {
  const files = await readFolder(folder);
  const checked = readReview(files, { sha256 });
  if (checked.review === undefined) return { checked, flow: undefined, files: files.size };
  const { flow, problems } = prismaFlow(checked.review);
  return { checked: { ...checked, problems: [...checked.problems, ...problems] }, flow, files: files.size };
}
