/// The style of simulated pages: plain, readable, and nobody's brand.
package enum SimulatorStylesheet {
    /// Where pages find it, below the simulator's base.
    package static let path = "/assets/simulator.css"

    /// The stylesheet.
    package static let text = """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0; font: 1.0625rem/1.5 system-ui, sans-serif; color: #1b1f24; background: #eef1f4; }
        .banner { margin: 0; padding: .5rem 1rem; background: #2b3a4a; color: #ffffff; text-align: center; }
        main { max-width: 34rem; margin: 1.5rem auto; padding: 1.5rem; background: #ffffff; border-radius: .5rem; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
        h2 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
        form { margin: 1rem 0; }
        label { display: block; font-weight: 600; margin: .5rem 0 .25rem; }
        fieldset { border: 1px solid #6b7683; border-radius: .375rem; margin: 1rem 0; }
        fieldset label { font-weight: 400; }
        input[type=tel], input[type=text], select { font: inherit; width: 100%; padding: .5rem; min-height: 2.75rem;
          border: 1px solid #6b7683; border-radius: .375rem; background: #ffffff; color: #1b1f24; }
        button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1rem; border-radius: .375rem;
          border: 2px solid #1f4e79; background: #ffffff; color: #1f4e79; cursor: pointer; margin: .25rem 0; width: 100%; }
        button.primary { background: #1f4e79; color: #ffffff; }
        button.warning { border-color: #8c1d18; color: #8c1d18; }
        a { color: #1f4e79; }
        :focus-visible { outline: 3px solid #b35900; outline-offset: 2px; }
        .alert { border-left: .375rem solid #8c1d18; background: #fdecea; padding: .75rem 1rem; }
        .icon { font-size: 3rem; line-height: 1; margin: .5rem 0; }
        .qr { display: block; width: 12rem; max-width: 100%; height: auto; margin: 1rem auto; }
        code { overflow-wrap: anywhere; }

        """
}
