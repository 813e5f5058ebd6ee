// What systems and NAS boxes leave in folders and nobody means: thumbnails, bins, snapshots, previews. Page and command
// line leave it out without a word. A pattern is a name, or names behind each other with `/`; `*` stands for any letters,
// and capitals make no difference. The command line reads this file, too: nothing but the list may stand in brackets.
export default [
  ".*",
  "@eaDir", "@tmp", "@sharebin", "@appstore", "@database", "@cloudsync", "@SynoDrive", "@SynoFinder*",
  "#recycle", "#snapshot", "@Recycle", "@Recently-Snapshot", "@__thumb", "@__qini", "@__downloads",
  "~snapshot", "trashbox", "Network Recycle Bin*", "Network Trash Folder", "Nas_Prog", "lost+found", "LOST.DIR",
  "$RECYCLE.BIN", "RECYCLER", "RECYCLED", "System Volume Information", "FOUND.0??", "$WinREAgent", "Config.Msi",
  "Thumbs.db", "Thumbs.db:*", "ehthumbs*.db", "desktop.ini", "Picasa.ini", "ZbThumbnail.info",
  "__MACOSX", "Temporary Items", "TheVolumeSettingsFolder", "Icon\r",
  "*.lrdata", "*.lrcat-data", "*.cocatalogdb", "CaptureOne/Cache", "*.photoslibrary/resources", "*.photoslibrary/private",
  "*.photolibrary/Thumbnails", "*.photolibrary/Previews", "*.photolibrary/resources",
  "*.aplibrary/Thumbnails", "*.aplibrary/Previews", "*.migratedphotolibrary/Thumbnails",
  "appdata_*/preview", "files_trashbin", "files_versions", "THMBNL", "Android/data", "Android/obb",
];
