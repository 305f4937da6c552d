export { createFolder, FolderError, readFolder, replaceFolder, sha256 } from "./folder.ts";
