/// Why a delivered value was not taken over; the attribute is then absent.
enum ItsmeUnreadable: String, Error, Hashable {
    /// Another JSON type than the one documented.
    case wrongType = "wrong type"
    /// The right type, but not of any known form.
    case malformed
    /// A number whose check digits do not fit.
    case checkDigits = "check digits"
}
