import { existsSync } from "node:fs";

/** Ubuntu's chromium-browser may be an empty stand-in for a snap, so it comes late. */
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Chromium or Chrome of this machine; COPPICE_CHROMIUM names another. */
export function chromiumPath(): string | undefined {
  const named = process.env["COPPICE_CHROMIUM"];
  return named !== undefined && named !== "" ? named : PLACES.find((place) => existsSync(place));
}
