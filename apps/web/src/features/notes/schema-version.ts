/**
 * Version of the editor's node types, sent with every notes connection. Raise it with any node or mark added to
 * `editor/extensions.ts`: an older page would delete what it does not know, so the server keeps it out and it mounts no editor.
 */
export const NOTES_SCHEMA_VERSION = 1
