/** A folder that cannot be read or written, with what to do. */
export class FolderError extends Error {
  readonly code:
    | "no-such-folder"
    | "not-a-folder"
    | "folder-exists"
    | "file-exists"
    | "foreign-files"
    | "edited-files"
    | "file-too-large"
    | "not-writable";
  readonly path: string;

  constructor(code: FolderError["code"], path: string, message: string) {
    super(message);
    this.name = "FolderError";
    this.code = code;
    this.path = path;
  }
}

/**
 * What the system refused (no permission, no space, a place that takes no files) as a FolderError that says so.
 *
 * @throws FolderError `not-writable`; other errors as they are
 */
export function notWritable(path: string, error: unknown): never {
  if (!(error instanceof Error) || !("syscall" in error)) throw error;
  throw new FolderError(
    "not-writable",
    path,
    `${path} cannot be written: ${error.message}. Choose another place with --out.`,
  );
}
