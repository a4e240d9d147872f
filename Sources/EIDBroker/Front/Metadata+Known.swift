import Logging

extension Logger.Metadata {
    /// With what is known besides; what is not known is not in the line.
    func adding(_ known: KeyValuePairs<String, String?>) -> Logger.Metadata {
        known.reduce(into: self) { metadata, field in
            if let value = field.value { metadata[field.key] = "\(value)" }
        }
    }
}
