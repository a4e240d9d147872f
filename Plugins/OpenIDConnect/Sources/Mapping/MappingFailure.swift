/// Why a value that is there cannot be read; told to the operator beside the claim's name, never with the value.
enum MappingFailure: String, Error, Sendable, Hashable {
    /// Another JSON type than the rule reads.
    case wrongType = "of another type"
    /// More than any attribute has.
    case tooLong = "too long"
    /// None of the prefixes that the rule takes off.
    case prefix = "without any of the prefixes"
    /// Not one of the words in the rule's table.
    case word = "not one of the words"
    /// None of the date forms, or no such day.
    case date = "not a date of these forms"
    /// No country's code.
    case country = "not a country code"
    /// Not what the attribute catalogue allows for this attribute.
    case uncatalogued = "not a value that the attribute can have"
    /// Promised by the settings, and missing.
    case missing = "missing, although it is always there"
}
