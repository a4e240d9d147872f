package import EIDMethod

extension MethodKeys {
    /// The keys as a method's settings are checked with them; those that cannot be read are left out.
    package var publicHalves: MethodKeys { MethodKeys(PrivateKeyring(self).keys.compactMap(\.publicHalf)) }
}
