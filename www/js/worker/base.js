// Where the program, its model and the page lie: two folders above this file, whichever page it is imported by.

export const base = new URL("../../", import.meta.url);
