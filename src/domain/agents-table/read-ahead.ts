/** In pixels: about two screens ahead, so that the next rows are there before they are reached. */
export const READ_AHEAD = 1600
