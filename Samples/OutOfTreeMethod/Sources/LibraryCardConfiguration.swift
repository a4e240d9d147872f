import EIDMethod

/// The cards of one library, out of the settings.
struct LibraryCardConfiguration: MethodConfiguration {
    /// Whose a card is.
    struct Reader: Sendable {
        let number: String
        let pin: Secret<String>
        let name: String
    }

    static let settings: [Setting] = [
        .required("library", .text, "The library's name; subjects are its own."),
        .required("cards", .list(.section(card)), "Who may sign in."),
    ]
    private static let card: [Setting] = [
        .required("number", .text, "What is printed on the card."),
        .required("pin", .secret, "What only the reader knows, at least 6 digits."),
        .required("name", .text, "The reader's name."),
    ]

    let library: String
    let readers: [Reader]

    init(reading settings: SettingsReader) {
        library = settings.text("library") ?? ""
        readers = settings.sections("cards").map { card in
            Reader(
                number: card.text("number") ?? "",
                pin: card.secret("pin") ?? Secret(""),
                name: card.text("name") ?? ""
            )
        }
    }

    func issues(keys: MethodKeys) -> [ConfigurationIssue] {
        readers.enumerated().compactMap { index, reader in
            reader.pin.reveal().utf8.count < 6 ? ConfigurationIssue("cards[\(index)].pin", "is too short") : nil
        }
    }
}
