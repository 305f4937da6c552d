export { FolderError, notWritable } from "./folder-error.ts";
export { checkOutputFolder, replaceFolder, type OutputOptions } from "./output-folder.ts";
export { readFolder } from "./read-folder.ts";
export { sha256 } from "./sha256.ts";
export { createFolder } from "./write-folder.ts";
