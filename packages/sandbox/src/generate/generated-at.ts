/** When generated workspaces were made. Fixed, so that the same seed makes the same file. */
export const generatedAt = Date.UTC(2025, 7, 4);
