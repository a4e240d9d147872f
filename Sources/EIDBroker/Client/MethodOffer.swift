package import EIDMethod

/// What an enabled method can do with its settings, to compare clients with.
package struct MethodOffer: Sendable {
    /// What it can be asked for.
    package let types: Set<MethodType>
    /// The levels that it reaches, lowest first.
    package let levels: [Assurance]

    /// What a method offers.
    package init(_ method: Method) {
        types = method.types
        levels = method.descriptor.assurance.levels
    }
}
