@testable import EIDSignature

/// An organisation's seal whose key is `TestKeys.curve`, as settings name it.
enum TestSeal {
    /// The seal, its issuer and the root, in PEM.
    static var chain: String {
        guard let ca = try? TestAuthority(), let seal = try? certificate(of: ca) else { return "" }
        return [seal, ca.issuer, ca.root].map(\.pem).joined()
    }

    /// The root, in PEM.
    static var root: String { (try? TestAuthority().root.pem) ?? "" }

    private static func certificate(of ca: TestAuthority) throws -> Certificate {
        var plan = TestCertificate(
            serial: 300,
            name: [(.country, "BE"), (.organization, "Sample Operator"), (.commonName, "Sample Seal")]
        )
        plan.keyUsage = .digitalSignature
        return try ca.issue(plan, key: ca.curveKey)
    }
}
