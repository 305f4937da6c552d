export { compute, type ComputedCase, type ComputeKeys } from "./compute.ts";
