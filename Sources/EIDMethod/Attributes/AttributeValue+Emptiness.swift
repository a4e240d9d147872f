extension AttributeValue {
    /// The value without its empty parts; `nil` when nothing is left.
    ///
    /// Upstreams send empty texts, or white space, for what they do not know. Nobody should mistake that for a value.
    var withoutEmptyParts: AttributeValue? {
        switch self {
        case .text(let text): return text.isBlank ? nil : self
        case .boolean, .date, .time: return self
        case .address(var address):
            for part in [
                \PostalAddress.formatted, \.streetAddress, \.postalCode, \.locality, \.region, \.country,
            ] where address[keyPath: part]?.isBlank == true {
                address[keyPath: part] = nil
            }
            return address == PostalAddress() ? nil : .address(address)
        case .place(var place):
            for part in [\Place.formatted, \.locality, \.country] where place[keyPath: part]?.isBlank == true {
                place[keyPath: part] = nil
            }
            return place == Place() ? nil : .place(place)
        case .image(let image): return image.bytes.isEmpty || image.mediaType.isBlank ? nil : self
        case .record(let record):
            let known = record.filter { !$0.key.isBlank && !$0.value.isBlank }
            return known.isEmpty ? nil : .record(known)
        }
    }
}
