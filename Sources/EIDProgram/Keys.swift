import ArgumentParser
import EIDJOSE

/// `eid-broker keys`: makes keys and secrets, readable by their owner only.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make keys and secrets for the settings.",
        subcommands: [Generate.self, NewSecret.self]
    )

    /// `eid-broker keys generate`.
    struct Generate: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a private key, PKCS#8 in PEM.")

        /// The kinds of key that the broker and its methods use.
        enum Kind: String, ExpressibleByArgument, CaseIterable {
            case rsa, ec, ed25519
        }

        @Option(help: "rsa (2048 bits), ec (P-256) or ed25519.")
        var kind = Kind.ec

        @Option(help: "The file to make; an existing one is left alone.")
        var out: String

        func run() throws {
            let key =
                switch kind {
                case .rsa: try JWK.generate(.rsa())
                case .ec: try JWK.generate(.p256)
                case .ed25519: try JWK.generate(.ed25519)
                }
            try PrivateFile.create(out, holding: try key.privatePEM())
            print("\(out): kid \(key.thumbprint)")
        }
    }

    /// `eid-broker keys secret`.
    struct NewSecret: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "secret",
            abstract: "Make a random secret of 256 bits."
        )

        @Option(help: "The file to make; an existing one is left alone.")
        var out: String

        func run() throws {
            try PrivateFile.create(out, holding: "\(SecureRandom.token())\n")
            print("\(out): 43 characters")
        }
    }
}
