extension CertificateExtension {
    /// Whom a qualified certificate is for.
    enum QualifiedKind { case signature, seal }

    /// What a certificate claims about being qualified (ETSI EN 319 412-5).
    static func qualifiedStatements(
        _ kind: QualifiedKind,
        inDevice: Bool,
        disclosure url: String
    ) -> CertificateExtension {
        let semantics = kind == .signature ? "0.4.0.194121.1.1" : "0.4.0.194121.1.2"
        let type = kind == .signature ? "0.4.0.1862.1.6.1" : "0.4.0.1862.1.6.2"
        var statements: [DER] = [
            .sequence(.oid("1.3.6.1.5.5.7.11.2"), .sequence(.oid(semantics))),
            .sequence(.oid("0.4.0.1862.1.1")),
        ]
        if inDevice { statements.append(.sequence(.oid("0.4.0.1862.1.4"))) }
        statements += [
            .sequence(.oid("0.4.0.1862.1.6"), .sequence(.oid(type))),
            .sequence(.oid("0.4.0.1862.1.5"), .sequence(.sequence(.ia5(url), .text("en")))),
        ]
        return CertificateExtension(oid: "1.3.6.1.5.5.7.1.3", value: .sequence(statements))
    }
}
