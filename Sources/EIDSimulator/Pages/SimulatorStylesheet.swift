/// The style of simulated pages: plain, readable, and nobody's brand.
public enum SimulatorStylesheet {
    /// Where pages find it, below the simulator's base.
    public static let path = "/assets/simulator.css"

    /// The icon of every page, within its address, so that no simulator needs a route for it.
    public static let icon =
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
        + "%3Crect x='8' y='2' width='16' height='28' rx='3' fill='%23334155'/%3E"
        + "%3Crect x='10' y='6' width='12' height='18' fill='%23fff'/%3E%3C/svg%3E"

    /// The stylesheet.
    public static let text = """
        :root { color-scheme: light dark; --back: #f3f1ec; --card: #ffffff; --text: #1f2328; --soft: #57534e;
          --edge: #e2ddd3; --line: #7c7468; --main: #1f5f5b; --main-strong: #174845; --on-main: #ffffff; --tint: #eaf2f1;
          --bad: #9b1c1c; --bad-tint: #fdecea; --banner: #423a2f; --focus: #b35900; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #161412; --card: #211e1b; --text: #f3f0eb; --soft: #c2bab0; --edge: #3a352f; --line: #8d8478;
            --main: #7fd0c8; --main-strong: #a4e0da; --on-main: #0c1f1e; --tint: #1d2c2b;
            --bad: #ffaba2; --bad-tint: #3b1d1a; --banner: #3b342b; --focus: #ffb561; }
        }
        *, *::before, *::after { box-sizing: border-box; }
        body { margin: 0; font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
          color: var(--text); background: var(--back); }
        .banner { margin: 0; padding: .5rem 1rem; background: var(--banner); color: #ffffff; text-align: center;
          font-size: .9375rem; text-wrap: balance; }
        main { max-width: 30rem; margin: 1rem; padding: 1.5rem; background: var(--card); border: 1px solid var(--edge);
          border-radius: .875rem; }
        main > :last-child { margin-bottom: 0; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; }
        h2 { font-size: 1.125rem; margin: 1.75rem 0 .5rem; }
        p { margin: 0 0 1rem; overflow-wrap: anywhere; }
        form { margin: 1rem 0; }
        label { display: block; font-weight: 600; margin: .75rem 0 .375rem; }
        fieldset { border: 1px solid var(--line); border-radius: .625rem; margin: 1.25rem 0; padding: .25rem 1rem .75rem; }
        legend { float: left; width: 100%; padding: .5rem 0; font-weight: 600; }
        legend + * { clear: both; }
        fieldset label { display: flex; align-items: center; gap: .625rem; min-height: 2.5rem; margin: 0; font-weight: 400; }
        fieldset input { width: 1.25rem; height: 1.25rem; accent-color: var(--main); }
        input[type=tel], input[type=text], select { font: inherit; width: 100%; padding: .5rem .75rem; min-height: 3rem;
          margin-bottom: .75rem; border: 2px solid var(--line); border-radius: .625rem; background: var(--card);
          color: var(--text); }
        button { font: inherit; font-weight: 600; min-height: 3rem; padding: .5rem 1rem; border-radius: .625rem;
          border: 2px solid var(--main); background: transparent; color: var(--main); cursor: pointer; margin: .25rem 0;
          width: 100%; }
        button:hover { background: var(--tint); }
        button.primary { background: var(--main); color: var(--on-main); }
        button.primary:hover { background: var(--main-strong); border-color: var(--main-strong); }
        button.warning { border-color: var(--bad); color: var(--bad); }
        button.warning:hover { background: var(--bad-tint); }
        a { color: var(--main); }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
        .alert { border-left: .375rem solid var(--bad); border-radius: .25rem; background: var(--bad-tint);
          padding: .75rem 1rem; }
        .icon { display: flex; align-items: center; gap: .75rem; font-size: 2rem; line-height: 1.25; margin: .5rem 0 1rem; }
        .data { list-style: none; margin: 0 0 1rem; padding: 0; display: flex; flex-wrap: wrap; gap: .375rem; }
        .data li { padding: .125rem .5rem; border: 1px solid var(--edge); border-radius: .375rem; background: var(--tint);
          font-size: .875rem; overflow-wrap: anywhere; }
        .qr { display: block; width: 12rem; max-width: 100%; height: auto; margin: 1rem auto; border-radius: .625rem; }
        code { overflow-wrap: anywhere; }
        @media (min-width: 34rem) { main { margin: 2rem auto; padding: 2rem; } }

        """
}
