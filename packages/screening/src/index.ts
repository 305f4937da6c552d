/** Screening: what to read next, when to stop, and whether reviewers agree. Pure; texts, labels and votes in, numbers out. */
export { ScreeningError, type ScreeningErrorCode, type ScreeningErrorWhere } from "./screening-error.ts";
