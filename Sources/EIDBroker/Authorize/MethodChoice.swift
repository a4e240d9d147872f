import EIDJSON
import EIDMethod

/// Picks the methods that fit a request: one is used at once, several go to the chooser.
struct MethodChoice: Sendable {
    let methods: [Method]
    /// The pictures beside the methods' names, by the method's id.
    let logos: [String: PublishedLogo]

    init(methods: [Method]) {
        self.methods = methods
        var logos: [String: PublishedLogo] = [:]
        for method in methods { logos[method.id] = method.logo.map { PublishedLogo($0) } }
        self.logos = logos
    }

    /// The methods that a client may use, in the order of its registration.
    func methods(of client: Client) -> [Method] {
        var methods: [Method] = []
        for id in client.methods where !methods.contains(where: { $0.id.sameBytes(as: id) }) {
            if let method = self[id] { methods.append(method) }
        }
        return methods
    }

    /// The methods that fit, those of the person's country first, else in the order of the registration; never empty.
    func candidates(
        for request: AuthorizeRequest,
        _ client: Client,
        _ wishes: MethodWishes
    ) throws(OAuthError) -> [Method] {
        let allowed = methods(of: client)
        let named =
            request.methods.isEmpty
            ? allowed
            : allowed.filter { method in request.methods.contains { $0.sameBytes(as: method.id) } }
        guard !named.isEmpty else {
            throw OAuthError(.invalidRequest, "acr_values names a method that the client cannot use.")
        }
        let capable = named.filter { $0.types.contains(request.type) }
        guard !capable.isEmpty else {
            throw OAuthError(.invalidRequest, "No method of the client offers type:\(request.type.rawValue).")
        }
        guard let minimum = request.minimumAssurance else { return ordered(capable, by: wishes) }
        let sure = capable.filter { $0.descriptor.assurance.acr(atLeast: minimum) != nil }
        guard !sure.isEmpty else {
            throw OAuthError(.unmetAuthenticationRequirements, "No method of the client reaches that assurance.")
        }
        return ordered(sure, by: wishes)
    }

    private func ordered(_ fitting: [Method], by wishes: MethodWishes) -> [Method] {
        guard fitting.count > 1 else { return fitting }
        // A claim may stay away even if it is essential (OpenID Connect Core §5.5.1), so this never leaves nobody.
        let complete = fitting.filter { $0.descriptor.offers(wishes.essential) }
        let methods = complete.isEmpty ? fitting : complete
        guard !wishes.countries.isEmpty else { return methods }
        let ranked = methods.enumerated().map { index, method in
            let rank = wishes.countries.firstIndex { method.descriptor.countries.contains($0) }
            return (place: (rank ?? Int.max, index), method: method)
        }
        return ranked.sorted { $0.place < $1.place }.map(\.method)
    }

    /// The one method to take without asking: the only one that fits, or the only one whose people the hint can mean.
    func obvious(among candidates: [Method], for request: AuthorizeRequest) -> Method? {
        guard !request.showsChooser else { return nil }
        guard candidates.count > 1 else { return candidates.first }
        guard let hint = request.loginHint else { return nil }
        let meant = candidates.filter { $0.recognises(loginHint: hint) }
        return meant.count == 1 ? meant.first : nil
    }

    /// A method by id.
    subscript(id: String) -> Method? { methods.first { $0.id.sameBytes(as: id) } }
}

extension MethodDescriptor {
    /// Whether each of these attributes may arrive.
    fileprivate func offers(_ names: Set<AttributeName>) -> Bool {
        names.allSatisfy { mayDeliver($0) }
    }
}
