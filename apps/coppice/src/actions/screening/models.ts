import { coppiceModel, elasU3, elasU4, randomOrder, type RankingModel } from "@coppice/screening";

/** Every way to rank, the default first. */
export const MODELS: readonly RankingModel[] = [coppiceModel, elasU4, elasU3, randomOrder];

export const MODEL_NAMES: readonly string[] = MODELS.map(({ name }) => name);

export function modelNamed(name: string): RankingModel {
  const model = MODELS.find((each) => each.name === name);
  if (model === undefined) throw new Error(`there is no model ${name}`);
  return model;
}
