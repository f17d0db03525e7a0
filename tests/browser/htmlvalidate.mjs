// How html-validate judges the site's pages: everything it recommends, and its rules for documents and accessibility.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // White space at the end of a line is what template tags leave behind; it means nothing and compresses away.
    "no-trailing-whitespace": "off",
    // A search engine cuts a title off; editors decide how long the name of a thing is.
    "long-title": "off",
    // What we serve ourselves needs no hash: the policy allows nothing else, and the name holds one already.
    "require-sri": ["error", { target: "crossorigin" }],
    // Forms send several values of one thing under one name: tick boxes, and hidden fields that go along.
    "form-dup-name": "off",
    // A list may have a name (its role is one that can be named); screen readers say it.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // Identifiers are made of codes that others chose, such as a licence's: EUPL-1.2.
    "valid-id": ["error", { relaxed: true }],
    // Browsers take a table apart whose cells a style sheet lays out anew on a small screen; saying its roles keeps it whole.
    "no-redundant-role": "off",
    // What went wrong is said first, under an h2 before the h1 of the page; axe looks after there being an h1.
    "heading-level": ["error", { minInitialRank: "h2" }],
  },
};
