import EIDBroker
import EIDMethod

extension BrowserContext {
    /// The language for pages that no transaction has a say in.
    var language: Language { languages.first ?? .en }
}
