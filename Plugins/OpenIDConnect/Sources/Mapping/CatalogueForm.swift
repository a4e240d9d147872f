import EIDMethod

/// The form that the attribute catalogue promises for some texts, whatever the settings say.
enum CatalogueForm: Sendable {
    case any
    /// One of these words.
    case words(Set<String>)
    /// A country's code.
    case country(CountryCode.Form)

    init(_ attribute: AttributeName) {
        switch attribute {
        case Attribute<String>.gender.name: self = .words(["female", "male", "other"])
        case Attribute<String>.documentType.name: self = .words(["identity_card", "passport"])
        case Attribute<String>.nationality.name, Attribute<String>.documentIssuingCountry.name: self = .country(.alpha3)
        case Attribute<String>.nationalNumberCountry.name: self = .country(.alpha2)
        default: self = .any
        }
    }

    /// The text in this form.
    func checked(_ text: String) throws(MappingFailure) -> String {
        switch self {
        case .any: return text
        case .words(let words):
            guard words.contains(text) else { throw .uncatalogued }
            return text
        case .country(let form):
            guard let code = CountryCode(text) else { throw .country }
            return code.written(form)
        }
    }
}
