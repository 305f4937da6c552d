export { nearest } from "../arguments/nearest-name.ts";
