import EIDMethod

extension MethodConformance {
    /// Who it is, is the upstream's word alone; a client's hint is never trusted, and what else it asks for is no reason to be another.
    public static let namesWhomTheUpstreamNames = MethodConformance(
        "whatever the client hints and asks for, in any browser and language, the same person comes out, or nobody"
    ) { stage in
        for type in stage.identifyingTypes {
            let plain = try await stage.perform(with: try stage.method(), try stage.request(type))
            for wish in try stage.wishes(type) {
                guard let identity = try await stage.identity(type, with: wish) else { continue }
                guard identity.subject == plain.subject else {
                    throw ConformanceFailure("\(wish.description): somebody else comes out")
                }
                for name in identity.attributes.names.intersection(plain.attributes.names).sorted() {
                    guard identity.attributes[name]?.value == plain.attributes[name]?.value else {
                        throw ConformanceFailure("\(wish.description): \(name) is another")
                    }
                }
            }
        }
    }
}
