/// What the shop looks like.
enum Appearance {
    /// The style sheet.
    static let style = """
        :root { color-scheme: light dark; --back: #f7f5f2; --card: #ffffff; --text: #1f1d1a; --soft: #5c564e;
          --edge: #e5e0d8; --main: #7a2e4d; --main-strong: #5f213a; --on-main: #ffffff; --good: #1c6b3c; --focus: #b35900; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #141210; --card: #1f1c19; --text: #f4f0ea; --soft: #c3bab0; --edge: #383229; --main: #f0a8c4;
            --main-strong: #f7c9da; --on-main: #2b0d1a; --good: #7fd6a0; --focus: #ffb561; }
        }
        *, *::before, *::after { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--text);
          font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        header { background: var(--card); border-bottom: 1px solid var(--edge); }
        header a { display: flex; align-items: center; gap: .625rem; max-width: 44rem; min-height: 3.5rem; margin: 0 auto;
          padding: .5rem 1rem; color: inherit; font-weight: 700; text-decoration: none; }
        header img { display: block; }
        main { max-width: 42rem; margin: 1rem; padding: 1.5rem; background: var(--card); border: 1px solid var(--edge);
          border-radius: .875rem; }
        main > :last-child { margin-bottom: 0; }
        h1 { margin: 0 0 .75rem; font-size: 1.625rem; line-height: 1.25; }
        p { margin: 0 0 1.25rem; overflow-wrap: anywhere; }
        .tick { color: var(--good); }
        .choices { display: grid; gap: .75rem; }
        form { margin: 0; }
        button { width: 100%; min-height: 3rem; padding: .625rem 1.5rem; border: 2px solid var(--main);
          border-radius: .625rem; background: var(--main); color: var(--on-main); font: inherit; font-weight: 600;
          cursor: pointer; }
        button:hover { background: var(--main-strong); border-color: var(--main-strong); }
        .second { background: transparent; color: var(--main); }
        .second:hover { color: var(--on-main); }
        .back { color: var(--main); }
        button:focus-visible, a:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
        table { width: 100%; margin: 0 0 1.5rem; border-collapse: collapse; table-layout: fixed; }
        caption { padding: 0 0 .5rem; color: var(--soft); font-weight: 600; text-align: start; }
        th, td { padding: .5rem 0; border-top: 1px solid var(--edge); text-align: start; vertical-align: top;
          overflow-wrap: anywhere; white-space: pre-line; }
        th { width: 38%; padding-inline-end: 1rem; color: var(--soft); font-weight: 400; }
        @media (min-width: 40rem) {
          main { margin: 2rem auto; padding: 2rem; }
          .choices { display: flex; }
        }
        """

    /// The shop's sign.
    static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#7a2e4d"/>\
        <path d="M8 12h16l-1.500 13h-13z" fill="#fff"/><path d="M12 14v-3a4 4 0 0 1 8 0v3" fill="none" stroke="#fff" \
        stroke-width="2.200" stroke-linecap="round"/></svg>
        """
}
