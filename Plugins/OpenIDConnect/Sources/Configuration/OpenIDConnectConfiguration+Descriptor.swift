import EIDMethod

extension OpenIDConnectConfiguration {
    /// What a method with these settings has.
    var descriptor: MethodDescriptor {
        let plugin = OpenIDConnectProvider.descriptor
        return MethodDescriptor(
            provider: plugin.provider,
            displayName: displayName ?? plugin.displayName,
            types: types,
            attributes: mapping.rules.map { AttributeOffer($0.attribute, $0.isAlways ? .always : .maybe) },
            assurance: assurance.table,
            // With the client secret anyone can make a token under HS256.
            keepsEvidence: types.contains(.verification) && !idToken.isShared && !userInfo.isShared,
            countries: countries.compactMap { CountryCode($0)?.alpha2 }
        )
    }
}
