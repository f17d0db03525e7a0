// Copies what the site uses of its npm packages into static-build/: component CSS, fonts, an icon sprite, htmx.
// No bundler: the site's own sources stand in hub/static/ as they are served.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");
const target = join(root, "static-build", "vendor");

const COMPONENTS = ["button", "skip-link", "textbox"];
const FONTS = [
  ["source-sans-3", "source-sans-3-latin-wght-normal.woff2"],
  ["source-serif-4", "source-serif-4-latin-wght-normal.woff2"],
];
const ICONS = [
  "alert-triangle", "arrow-left", "arrow-right", "arrows-diff", "book", "building-community", "bulb", "calendar", "chart-bar",
  "check", "chevron-down", "chevron-left", "chevron-right", "circle-check", "circle-dashed", "clock-exclamation",
  "code", "download", "external-link", "file-text", "filter", "info-circle", "license", "mail", "map-2", "map-pin", "menu-2",
  "message-circle", "news", "plus", "printer", "puzzle", "quote", "rss", "scale", "search", "share", "tag", "tools",
  "users", "x",
];

async function components() {
  const sheets = await Promise.all(
    COMPONENTS.map((name) => readFile(join(modules, "@utrecht", `${name}-css`, "dist", "index.min.css"), "utf8")),
  );
  const css = sheets.map((sheet) => sheet.replace(/\/\*# sourceMappingURL=.*?\*\//g, "").trim());
  await writeFile(join(target, "components.css"), `${css.join("\n")}\n`);
}

async function fonts() {
  for (const [family, file] of FONTS) {
    await copyFile(join(modules, "@fontsource-variable", family, "files", file), join(target, file));
    await copyFile(join(modules, "@fontsource-variable", family, "LICENSE"), join(target, `${family}-LICENSE.txt`));
  }
}

async function icons() {
  const symbols = await Promise.all(
    ICONS.map(async (name) => {
      const svg = await readFile(join(modules, "@tabler", "icons", "icons", "outline", `${name}.svg`), "utf8");
      const paths = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
      return `<symbol id="${name}" viewBox="0 0 24 24">${paths.replace(/\s+/g, " ").trim()}</symbol>`;
    }),
  );
  const notice = "<!-- Tabler Icons, MIT licence -->";
  await writeFile(
    join(target, "icons.svg"),
    `${notice}<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="2" ` +
      `stroke-linecap="round" stroke-linejoin="round">${symbols.join("")}</svg>\n`,
  );
}

async function scripts() {
  const htmx = join(modules, "htmx.org");
  await copyFile(join(htmx, "dist", "htmx.min.js"), join(target, "htmx.min.js"));
  await copyFile(join(htmx, "LICENSE"), join(target, "htmx-LICENSE.txt"));
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await Promise.all([components(), fonts(), icons(), scripts()]);
