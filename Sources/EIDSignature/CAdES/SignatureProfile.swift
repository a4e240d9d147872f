/// Which of the two families a signature's attributes follow.
public enum SignatureProfile: String, Codable, Sendable {
    /// A message of its own (ETSI EN 319 122-1): the time of signing is an attribute.
    case cades
    /// Inside a PDF (ETSI EN 319 142-1): the time of signing stands in the dictionary and is forbidden here.
    case pades
}
